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
