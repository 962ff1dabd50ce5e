import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { errnoOf } from './errno';
import { leadsTo } from './links';

/**
 * Replaces or creates a file as a whole: whoever reads it, also after a crash, finds the old text or the
 * new one. Missing folders are made; mode and, where allowed, owner stay; a symbolic link stays a link and
 * its target is written. When it rejects (with the system's error), the old text stands and nothing that
 * was made for the new one is left.
 */
export async function writeAtomic(path: string, text: string): Promise<void> {
  const target = await leadsTo(path);
  const folder = dirname(target);
  const before = await statOrNull(target);
  if (before) {
    // A rename would replace a file that its owner made read-only.
    await access(target, constants.W_OK);
  }
  const made = await mkdir(folder, { recursive: true });
  const temporary = join(
    folder,
    `.lift-${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  );
  try {
    await writeNew(temporary, text, before);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    await removeFolders(folder, made);
    throw error;
  }
  await syncFolder(folder);
}

/** Writes a new file to the disk itself, so that a rename after it never shows an empty file. */
async function writeNew(
  path: string,
  text: string,
  like: Stats | null
): Promise<void> {
  const file = await open(path, 'wx', like ? like.mode & 0o777 : 0o666);
  try {
    await file.writeFile(text, 'utf8');
    if (like) {
      await file.chown(like.uid, like.gid).catch(() => undefined); // Only the owner may.
      await file.chmod(like.mode & 0o7777);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** Removes the folders from `folder` up to `first` that were made and are empty. */
async function removeFolders(
  folder: string,
  first: string | undefined
): Promise<void> {
  if (first === undefined) {
    return;
  }
  const steps = relative(first, folder).split(sep).filter(Boolean).length;
  for (let at = folder, left = steps; left >= 0; at = dirname(at), left--) {
    await rmdir(at).catch(() => undefined);
  }
}

/** Makes the rename last through a power cut, where the system can do that. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file is in place all the same.
  }
}
