import { readlink, realpath } from 'node:fs/promises';
import {
  basename,
  dirname,
  isAbsolute,
  join,
  relative,
  resolve,
  sep
} from 'node:path';
import { errnoOf } from './errno';

/** Where a path leads through symbolic links, also where it, or what a link in it points to, is not there
 *  yet. Rejects with the system's error, as for links that go in a circle. */
export async function leadsTo(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) {
      throw error;
    }
  }
  const folder = dirname(path);
  if (folder === path) {
    return path;
  }
  const link = await linkAt(path);
  return link === null
    ? join(await leadsTo(folder), basename(path))
    : leadsTo(resolve(await leadsTo(folder), link));
}

/** The POSIX path from a folder to what lies below it; `null` for the folder itself and for what lies
 *  elsewhere. Looks at the paths only. */
export function pathBelow(folder: string, path: string): string | null {
  const way = relative(folder, path);
  const parts = way.split(sep);
  return way === '' || isAbsolute(way) || parts[0] === '..'
    ? null
    : parts.join('/');
}

async function linkAt(path: string): Promise<string | null> {
  try {
    return await readlink(path);
  } catch {
    return null; // Nothing is there, or something that is no link.
  }
}
