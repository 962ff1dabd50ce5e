import type { RefusalCode } from './types';

/** The sentence and the remedy of each refusal. `{name}` and the like are filled from `data`.
 *  The one place where a refusal gets its words; the panel translates these literals. */
export const SENTENCES: {
  readonly [code in RefusalCode]: {
    readonly message: string;
    readonly remedy: string;
  };
} = {
  'bad-input': {
    message: '{detail}',
    remedy: 'Correct the request and try again.'
  },
  'nothing-to-lift': {
    message: 'The selection holds nothing that a module could take: {detail}.',
    remedy: 'Select cells with statements or definitions.'
  },
  'syntax-error': {
    message: 'The code does not parse: {detail}.',
    remedy: 'Correct the line, run the cell, and lift again.'
  },
  'one-object': {
    message:
      'The notebook asks which object `{name}` is (`is`, `id`): equal literals are one object in a function and several in a cell.',
    remedy: 'Leave this cell in the notebook, or compare with `==`.'
  },
  'shows-every-value': {
    message:
      'The notebook sets ast_node_interactivity, so that the kernel shows values in the middle of cells too; a function would not show them.',
    remedy:
      'Put what is to be shown last in a cell of its own, or take the setting out.'
  },
  'opaque-cell': {
    message:
      'The cell magic `%%{name}` takes its text; it is not Python that could move.',
    remedy: 'Leave this cell out of the selection.'
  },
  'cell-busy': {
    message: 'The cell is running or waits to run.',
    remedy: 'Wait for it or interrupt the kernel, then lift again.'
  },
  'cell-read-only': {
    message: 'The cell is marked read-only (not editable or not deletable).',
    remedy: 'Make the cell editable in the property inspector, or leave it out.'
  },
  'cell-raised': {
    message:
      'The cell ended in an error or is tagged to raise one: what it binds until then, such as `{name}`, a function that raises would not hand back.',
    remedy: 'Mend the error or leave this cell out.'
  },
  'may-be-unbound': {
    message:
      '`{name}` is bound only on some paths, is used elsewhere, and has no value from an earlier cell to fall back on.',
    remedy: 'Bind `{name}` before the branch or loop, then lift again.'
  },
  'result-may-be-unbound': {
    message:
      '`{name}` is bound only on some paths, and may be a result: a function can hand it back only where it is bound.',
    remedy:
      'Leave `{name}` behind (nothing else reads it; it keeps what an earlier cell gave it), or bind it before the branch or loop.'
  },
  'input-may-be-unbound': {
    message:
      '`{name}` is read only on some paths here and may not be bound before: passing it would raise where the cell does not.',
    remedy: 'Bind `{name}` in an earlier cell, then lift again.'
  },
  'unknown-name': {
    message:
      '`{name}` is bound nowhere in the notebook, so the module could not have it either.',
    remedy: 'Import or define `{name}` in a cell, then lift again.'
  },
  'late-binding': {
    message:
      '`{name}` is read later, by a function, lambda or generator made here, and the notebook binds it again: the lifted code would keep the old value.',
    remedy:
      'Pass `{name}` as a default (`lambda x, {name}={name}: …`), or give the later value another name.'
  },
  'left-function': {
    message:
      'This code may call {function}, which stays in the notebook and reads or writes its `{name}`: in a function, the `{name}` of this code would be another one.',
    remedy: 'Give {function} an argument for `{name}`, or lift it first.'
  },
  'reads-notebook-name': {
    message:
      '`{function}` reads `{name}`, a variable of the notebook, where it cannot be passed as an argument: {detail}.',
    remedy:
      'Bind `{name}` in a module that both import; or, where only the body reads it, make it a parameter of `{function}`.'
  },
  'two-versions': {
    message:
      'The notebook binds `{name}` more than once, and the lifted code would need two versions of it.',
    remedy: 'Give one of the versions another name.'
  },
  'rebound-builtin': {
    message:
      '`{name}` is a builtin that the notebook binds to something else; in a module it would be the builtin again.',
    remedy: 'Rename the notebook’s `{name}`.'
  },
  'rebound-import': {
    message:
      '`{name}` is imported and also bound to something else in the notebook; a module could have only one of the two.',
    remedy: 'Rename one of the two.'
  },
  'patched-definition': {
    message:
      '`{name}` is changed from outside after it is defined; the module would have it unchanged.',
    remedy: 'Move the change into the definition of `{name}`.'
  },
  'patched-import': {
    message:
      'An attribute of the imported module `{name}` is replaced in the notebook; importing the lifted code alone would not replace it.',
    remedy: 'Pass what you need as an argument in place of replacing it.'
  },
  'deletes-input': {
    message:
      '`del {name}` removes a variable of the notebook; a function could only remove its own.',
    remedy: 'Put the `del` in a cell of its own and leave that cell out.'
  },
  'global-statement': {
    message:
      '`{function}` declares `{name}` global: in a module that is another variable than the notebook’s.',
    remedy: 'Return the value in place of declaring it global.'
  },
  'star-import': {
    message:
      '`{name}` may come from `from {module} import *`: what a star brings cannot be told from the text.',
    remedy: 'Import the names that you use: `from {module} import {name}`.'
  },
  'dynamic-names': {
    message:
      '`{name}` can read or bind any name of the notebook, so what the code needs cannot be told from the text.',
    remedy: 'Name the variables in place of `{name}`, or leave this cell out.'
  },
  'kernel-history': {
    message:
      '`{name}` is the kernel’s history of inputs and outputs; it exists only in the notebook and changes with its cells.',
    remedy: 'Give the value a name in the cell that computes it.'
  },
  'module-identity': {
    message:
      '`{name}` would mean the module, no longer the notebook: {detail}.',
    remedy: 'Leave this code in the notebook.'
  },
  'runs-notebook': {
    message:
      '`%run` brings and changes names that cannot be told from the text.',
    remedy: 'Import the file as a module in place of running it.'
  },
  'import-effect': {
    message:
      'Defining `{name}` does something besides defining: {detail}. Importing a module must have no effect.',
    remedy: 'Move that call into a function, then lift again.'
  },
  secret: {
    message:
      'The text of `{name}` looks like a secret; it is not written into a module.',
    remedy: 'Read it from an environment variable: `os.environ["{name}"]`.'
  },
  'class-scope': {
    message:
      'A class inside this code reads `{name}` from outside and binds it too, which works only at the top level.',
    remedy: 'Give the class attribute another name.'
  },
  'future-flags': {
    message:
      'The notebook and the module differ in `from __future__ import {name}`, which would change this code.',
    remedy: 'Choose another module, or add the import to both.'
  },
  'name-taken': {
    message: 'The name `{name}` is taken: {detail}.',
    remedy: 'Choose another name.'
  },
  'bad-name': {
    message: '“{name}” is not a name that Python allows for a function.',
    remedy:
      'Use letters, digits and underscores, not beginning with a digit, and no keyword.'
  },
  'circular-import': {
    message:
      'The lifted code needs `{module}`, which imports {path} itself: the one could not be imported without the other.',
    remedy: 'Lift into another module.'
  },
  'import-conflict': {
    message:
      'The module binds `{name}` to something else than the notebook does.',
    remedy: 'Choose another module, or rename one of the two.'
  },
  'bad-target': {
    message: 'The module cannot be written to “{path}”: {detail}.',
    remedy: 'Choose another file.'
  },
  'target-unreadable': {
    message: 'The module “{path}” cannot be changed safely: {detail}.',
    remedy: 'Mend the file or choose another one.'
  },
  'not-importable': {
    message: 'The notebook could not import “{path}”: {detail}.',
    remedy: 'Put the module into the notebook’s folder.'
  },
  'unsupported-language': {
    message: 'Cells in {name} cannot be lifted.',
    remedy: 'Open a Python notebook.'
  },
  'stale-preview': {
    message: '{detail} changed since the preview was made.',
    remedy: 'Look at the new preview and lift again.'
  }
};
