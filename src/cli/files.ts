import { constants } from 'node:fs';
import { access, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LiftError } from '../core/errors';
import type { FileState, IFilesPort } from '../lift/ports';
import { writeAtomic } from './atomic';
import { errnoOf, reasonOf, writeError } from './errno';
import { leadsTo, pathBelow } from './links';

/** A text from its bytes, byte order mark kept; `null` where they are not UTF-8. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes
    );
  } catch {
    return null;
  }
}

/** Where a path leads: absolute, and as a POSIX path below the root, `null` where it leaves the root. */
export type Lead = { readonly real: string; readonly below: string | null };

/** The files of a project on the local disk. Folders that may not be read list as empty. What links lead
 *  to outside of the root is read and listed, never written or removed. */
export class DiskFiles implements IFilesPort {
  constructor(private readonly _root: string) {}

  async read(path: string): Promise<FileState> {
    const full = resolve(this._root, path);
    try {
      const stats = await stat(full);
      if (stats.isDirectory()) {
        return { kind: 'folder' };
      }
      if (!stats.isFile()) {
        return { kind: 'unreadable', reason: 'it is not a regular file' };
      }
      const text = decode(await readFile(full));
      return text === null
        ? { kind: 'unreadable', reason: 'it is not UTF-8 text' }
        : { kind: 'file', text, writable: await isWritable(full) };
    } catch (error) {
      return ['ENOENT', 'ENOTDIR'].includes(errnoOf(error))
        ? { kind: 'missing' }
        : { kind: 'unreadable', reason: reasonOf(error) };
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    const full = resolve(this._root, folder);
    try {
      const entries = await readdir(full, { withFileTypes: true });
      return await Promise.all(
        entries.map(async entry => {
          const folderLike =
            entry.isDirectory() ||
            (entry.isSymbolicLink() &&
              (await isFolder(join(full, entry.name))));
          return folderLike ? `${entry.name}/` : entry.name;
        })
      );
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(errnoOf(error))) {
        return [];
      }
      throw new LiftError('read-failed', {
        path: folder,
        reason: reasonOf(error)
      });
    }
  }

  async write(path: string, text: string): Promise<void> {
    await writeText(await this._inside(path), path, text);
  }

  /** Removes the file, where the path is a link the one that it leads to. */
  async remove(path: string): Promise<void> {
    const real = await this._inside(path);
    try {
      await rm(real);
    } catch (error) {
      throw writeError(error, path);
    }
  }

  /** Where links in the path lead. Rejects with the system's error, as for links that go in a circle. */
  async follow(path: string): Promise<Lead> {
    const real = await leadsTo(resolve(this._root, path));
    return { real, below: pathBelow(await leadsTo(this._root), real) };
  }

  /** No editor is known on the command line. */
  isDirty(): boolean {
    return false;
  }

  private async _inside(path: string): Promise<string> {
    const { real, below } = await this.follow(path).catch((error: unknown) => {
      throw writeError(error, path);
    });
    if (below === null) {
      throw new LiftError('leads-outside', { path, target: real });
    }
    return real;
  }
}

/** Writes a text whole or not at all; rejects with a `LiftError` that names the file as `shown`. */
export async function writeText(
  full: string,
  shown: string,
  text: string
): Promise<void> {
  if (/\p{Surrogate}/u.test(text)) {
    throw new LiftError('not-encodable', { path: shown });
  }
  try {
    await writeAtomic(full, text);
  } catch (error) {
    throw writeError(error, shown);
  }
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
