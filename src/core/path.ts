/** POSIX paths as text: no file system is asked. `''` is the folder that paths are relative to. */

/** Without `.`, empty and inner `..` parts and without a trailing slash. A leading `/` stays; `..` that
 *  leave a relative path's start stay, those at the root of an absolute one go. */
export function normalise(path: string): string {
  const absolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') {
      parts.pop();
    } else if (part === '..' && !absolute) {
      parts.push(part);
    } else if (part !== '' && part !== '.' && part !== '..') {
      parts.push(part);
    }
  }
  return (absolute ? '/' : '') + parts.join('/');
}

/** The parts one below the other, normalised. An absolute part starts anew. */
export function join(...parts: readonly string[]): string {
  const absolute = parts.map(part => part.startsWith('/')).lastIndexOf(true);
  const used = parts.slice(Math.max(absolute, 0));
  return normalise(used.filter(part => part !== '').join('/'));
}

/** The way from one folder to a path, both absolute or both relative to the same folder. `''` when they
 *  are the same. A start that leaves the common folder (`../x`) cannot be gone back from: `null`. */
export function relative(folder: string, path: string): string | null {
  const from = partsOf(folder);
  const to = partsOf(path);
  let same = 0;
  while (same < from.length && from[same] === to[same]) {
    same++;
  }
  if (from.slice(same).includes('..')) {
    return null;
  }
  const up = from.slice(same).map(() => '..');
  return [...up, ...to.slice(same)].join('/');
}

/** Whether a path lies in a folder or below it (the folder itself does not). */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== null && way !== '' && way.split('/')[0] !== '..';
}

/** The folder that holds a path; `''` for a name without a folder. */
export function dirname(path: string): string {
  const clean = normalise(path);
  const slash = clean.lastIndexOf('/');
  return slash === 0 ? '/' : clean.slice(0, Math.max(slash, 0));
}

/** The last part. */
export function basename(path: string): string {
  return partsOf(path).pop() ?? '';
}

/** The last part's ending with its dot; `''` for `Makefile` and `.gitignore`. */
export function extension(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot) : '';
}

/** The last part without its ending. */
export function stem(path: string): string {
  const name = basename(path);
  return name.slice(0, name.length - extension(path).length);
}

function partsOf(path: string): string[] {
  return normalise(path)
    .split('/')
    .filter(part => part !== '');
}
