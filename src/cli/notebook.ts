import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { LiftError, type Failure } from '../core/errors';
import { fail, ok, type Result } from '../core/result';
import type { Snapshot } from '../core/snapshot';
import { readNotebook, type NotebookFile } from '../lift/nbformat/read';
import { writeNotebook } from '../lift/nbformat/write';
import type { INotebookPort } from '../lift/ports';
import type { CellChange } from '../lift/types';
import { reasonOf } from './errno';
import { decode, writeText } from './files';

/** The text of a notebook file; `path` as the user knows it. */
export async function loadText(
  full: string,
  path: string
): Promise<Result<string, Failure>> {
  try {
    const text = decode(await readFile(full));
    return text === null
      ? fail({ code: 'notebook-not-text', data: { path } })
      : ok(text);
  } catch (error) {
    const reason = reasonOf(error);
    return fail({ code: 'notebook-unreadable', data: { path, reason } });
  }
}

/** A notebook as a file on the local disk. */
export class NotebookOnDisk implements INotebookPort {
  /** `file` is what was read from `full` and planned for. */
  constructor(
    private readonly _full: string,
    private readonly _file: NotebookFile
  ) {}

  /** The notebook as it is on disk now. Throws `notebook-changed` where it is no notebook any more. */
  snapshot(): Snapshot {
    const text = this._readNow();
    if (text === this._file.text) {
      return this._file.snapshot;
    }
    const result = text === null ? null : readNotebook(text, this._path);
    if (!result?.ok) {
      throw this._changed();
    }
    return result.value.snapshot;
  }

  /** Rejects with `notebook-changed` where the file is not the one that was read. */
  async apply(changes: readonly CellChange[]): Promise<void> {
    const text = writeNotebook(this._file, changes);
    if (this._readNow() !== this._file.text) {
      throw this._changed();
    }
    await writeText(this._full, this._path, text);
  }

  private get _path(): string {
    return this._file.snapshot.path;
  }

  private _changed(): LiftError {
    return new LiftError('notebook-changed', { path: this._path });
  }

  private _readNow(): string | null {
    try {
      return decode(readFileSync(this._full));
    } catch {
      return null;
    }
  }
}
