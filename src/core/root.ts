import { dirname, join } from './path';

/** Files that mark the top of a project. */
export const ROOT_MARKERS: readonly string[] = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'dvc.yaml',
  'requirements.txt',
  'environment.yml',
  'package.json',
  'deno.json'
];

/** Names in a folder, folders with a trailing `/`; empty when there is no such folder. `''` is the top. */
export type ListFolder = (folder: string) => Promise<readonly string[]>;

/**
 * The project that a notebook belongs to: the nearest folder from the notebook's upwards, within the
 * server's root, that holds one of `ROOT_MARKERS` as a file; else the notebook's own folder. Paths are
 * relative to the server's root. Asks once per folder; a rejection of `list` is passed on.
 */
export async function projectRoot(
  notebookPath: string,
  list: ListFolder
): Promise<string> {
  const own = dirname(notebookPath);
  for (let folder = own; ; folder = dirname(folder)) {
    const names = new Set(await list(folder));
    if (ROOT_MARKERS.some(marker => names.has(marker))) {
      return folder;
    }
    if (folder === '' || folder === '/') {
      return own;
    }
  }
}

/** A path below the server's root, as seen from the project root; `null` when it lies elsewhere. */
export function withinRoot(root: string, path: string): string | null {
  const clean = join(path);
  const top = join(root);
  if (top === '') {
    return clean;
  }
  return clean.startsWith(`${top}/`) ? clean.slice(top.length + 1) : null;
}
