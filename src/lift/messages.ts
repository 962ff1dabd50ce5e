import type { ErrorCode, Failure } from '../core/errors';
import { fill } from './refuse';

/** What is said of a failure. */
export type Message = {
  /** One sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
};

/** The sentences of every `ErrorCode`; `{path}` and the like are filled from the failure's data. The one
 *  place where these codes get their words, as `sentences.ts` is for refusals. */
export const MESSAGES: { readonly [code in ErrorCode]: Message } = {
  'notebook-unreadable': {
    message: 'The notebook {path} cannot be read: {reason}.',
    remedy: 'Check the path and the permissions.'
  },
  'notebook-not-text': {
    message: 'The notebook {path} is not UTF-8 text.',
    remedy: 'Open it in Jupyter and save it again.'
  },
  'notebook-not-json': {
    message: 'The notebook {path} is not valid JSON: {reason}.',
    remedy: 'Restore an earlier version of the file.'
  },
  'notebook-conflict': {
    message:
      'The notebook {path} holds the marks of an unresolved merge conflict.',
    remedy: 'Resolve the conflict first.'
  },
  'notebook-old': {
    message:
      'The notebook {path} is in format {format}; only format 4 is supported.',
    remedy:
      'Convert it: `jupyter nbconvert --to notebook --nbformat 4 --inplace {path}`.'
  },
  'notebook-new': {
    message:
      'The notebook {path} is in format {format}, which is newer than this program.',
    remedy: 'Update jupyterlab-lift.'
  },
  'notebook-shape': {
    message: 'The file {path} is not a notebook: {reason}.',
    remedy: 'Name a notebook (.ipynb) file.'
  },
  'stale-preview': {
    message:
      'What was previewed has changed since: {what}. Nothing was written.',
    remedy: 'Look at the new preview and lift again.'
  },
  'notebook-changed': {
    message: 'The notebook {path} was changed by somebody else meanwhile.',
    remedy: 'Lift again.'
  },
  'notebook-failed': {
    message: 'The notebook could not be changed: {reason}.',
    remedy: 'Nothing was changed; lift again.'
  },
  'notebook-unsure': {
    message:
      'Changing the notebook ended in an error ({reason}), yet it holds lifted cells; the module was left in place for them.',
    remedy: 'Look at the notebook and undo the lift if it is not complete.'
  },
  'target-dirty': {
    message: 'The module {path} is open with unsaved changes.',
    remedy: 'Save or revert the file, then try again.'
  },
  'target-folder': {
    message: 'The module {path} cannot be written: it is a folder.',
    remedy: 'Choose another file.'
  },
  'target-read-only': {
    message: 'The module {path} is read-only.',
    remedy: 'Make the file writable or choose another one.'
  },
  'target-unreadable': {
    message: 'The module {path} cannot be read: {reason}.',
    remedy: 'Mend the file or choose another one.'
  },
  'put-back-failed': {
    message:
      'The lift failed ({first}) and the file {path} could not be put back: {reason}. Its previous text is kept.',
    remedy:
      'Put the previous text back into {path} by hand, or let the next start do it.'
  },
  'no-space': {
    message: 'There is no space left to write {path}.',
    remedy: 'Free some space and try again.'
  },
  'no-permission': {
    message: 'There is no permission to write {path}.',
    remedy:
      'Change the permissions of the file and its folder, or choose another file.'
  },
  'read-only-disk': {
    message: 'The file {path} lies on a read-only file system.',
    remedy: 'Choose a file elsewhere.'
  },
  'parent-is-file': {
    message:
      'The file {path} cannot be written: a part of its path is a file, not a folder.',
    remedy: 'Choose another file.'
  },
  'leads-outside': {
    message:
      'The file {path} is not written: it leads through a link to {target}, outside the project’s folder.',
    remedy: 'Choose another file, or put a file in the place of the link.'
  },
  'not-encodable': {
    message:
      'The text for {path} holds half of a character pair, which no file can hold.',
    remedy: 'Remove the broken character from the cell.'
  },
  'read-failed': {
    message: 'The file {path} could not be read: {reason}.',
    remedy: 'Try again.'
  },
  'write-failed': {
    message: 'The file {path} could not be written: {reason}.',
    remedy: 'Try again.'
  },
  'module-changed': {
    message:
      'The module {path} was changed after the lift, so its change is not taken back.',
    remedy: 'Remove what you do not need from {path} by hand.'
  },
  'module-gone': {
    message: 'The module {path} is gone, so there is nothing to take back.',
    remedy: 'Restore the file if you still need it.'
  },
  'module-imported': {
    message:
      'The module {path} is not taken back: {importers} imports {names} from it.',
    remedy: 'Remove that import first, or leave the module as it is.'
  },
  'module-differs': {
    message:
      'The module {path} is not as it was before the lift, so the lifted code is not written again.',
    remedy: 'Undo the redo in the notebook and lift again.'
  },
  'module-lacks': {
    message:
      'The module {path} does not hold {names} any more, which the lifted cells import from it.',
    remedy: 'Undo the redo in the notebook and lift again.'
  }
};

/** The words for a failure. `translate` takes one of the literals above and gives it in another language,
 *  its `{…}` intact. */
export function sentence(
  { code, data }: Failure,
  translate: (literal: string) => string = literal => literal
): Message {
  const { message, remedy } = MESSAGES[code];
  return {
    message: fill(translate(message), data),
    remedy: fill(translate(remedy), data)
  };
}
