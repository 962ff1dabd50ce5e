/** The command line's entry: reads the arguments, answers with JSON, sets the exit code. */
process.stderr.write('jupyterlab-lift: no command is built in yet\n');
process.exitCode = 1;
