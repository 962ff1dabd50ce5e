import type { Snapshot } from '../core/snapshot';
import type { CellChange } from './types';

/** What stands at a path. */
export type FileState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'file'; readonly text: string; readonly writable: boolean }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Files below the project root. Paths are POSIX, relative to the project root. Failures that are not
 *  part of the answer (server error, full disk) reject with a `LiftError`. */
export interface IFilesPort {
  read(path: string): Promise<FileState>;
  /** Names in a folder (`''` is the root), folders with a trailing `/`; empty when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Replaces or creates the file as a whole: afterwards it holds the old or the new text, nothing between.
   *  Missing folders are made. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** An editor holds unsaved changes of this file. */
  isDirty(path: string): boolean;
}

/** The notebook that is being lifted, as a live document or as a file. */
export interface INotebookPort {
  snapshot(): Snapshot;
  /** Makes all changes in one undoable step, or none. */
  apply(changes: readonly CellChange[]): Promise<void>;
}
