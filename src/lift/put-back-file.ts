import { failureOf, type Failure } from '../core/errors';
import type { FileState, IFilesPort } from './ports';
import type { FileChange } from './types';

/** Gives a file the content that it had before a change; leaves it alone if that is what it holds.
 *  Returns why not where it fails, or where the file holds neither the old nor the new text. */
export async function putBack(
  change: FileChange,
  files: IFilesPort
): Promise<Failure | null> {
  const { path, before, after } = change;
  try {
    const state = await files.read(path);
    if (holds(state, before)) {
      return null;
    }
    if (!holds(state, after)) {
      return { code: 'module-changed', data: { path } };
    }
    await (before === null ? files.remove(path) : files.write(path, before));
    return null;
  } catch (error) {
    return failureOf(error, 'write-failed', path);
  }
}

/** Whether a file holds this text; `null`: whether there is none. */
export function holds(state: FileState, text: string | null): boolean {
  return text === null
    ? state.kind === 'missing'
    : state.kind === 'file' && state.text === text;
}
