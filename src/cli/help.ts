export const HELP = `Usage: jupyterlab-lift COMMAND …

  analyze NOTEBOOK
      What each code cell reads, binds and changes.

  plan NOTEBOOK --cells 3,4-6 --to PATH [options]
      What a lift of these cells into the module PATH would change. Writes nothing.

  apply NOTEBOOK --cells 3,4-6 --to PATH [options]
      Does it: writes the module and the notebook.

  plan --batch
      Reads requests as JSON lines, {"notebook", "cells", "to", "name"?, "only"?,
      "root"?, "dropDisplays"?}, and answers each with one line.

  check NOTEBOOK [--kernel NAME]
      Runs the notebook twice in kernels of their own: does it run clean, and say
      what it says? Exit code 0: clean, 2: differs, 3: could not be told.

  verify A B [--kernel-a NAME] [--kernel-b NAME]
      Runs two versions, each PATH or PATH@COMMIT: do they say the same? Exit code
      0: equal, 2: differs, 3: could not be told.

Options of check and verify
  --server URL      a running Jupyter server, its token in JUPYTER_TOKEN; else one is started
  --limit SECONDS   what a cell may take (default: 600)
  --large           copy the project, whatever its size

Options of plan and apply
  --cells LIST      positions in the notebook's cells, counted from 0
  --to PATH         the module, relative to the root
  --name NAME       name of the function; with several, their stem (NAME_1, NAME_2)
  --only NAME,…     only these definitions of the cells
  --root DIR        the project's folder (default: the notebook's)
  --drop-displays   one function for a range with displays in between; they go
  --keep NAME,…     names to return although nothing below reads them
  --leave NAME,…    names not to return, where a refusal says that nothing misses them
  --update NAME,…   definitions whose other version in the module is replaced
  --autoreload      put a cell that turns on autoreload before the first one

  --text            print for people to read, not JSON
  --help, --version

Results are JSON on standard output. Exit code 0: done. 2: refused, with the
reasons. 1: wrong usage or unreadable notebook, with a sentence on standard error.`;
