import type { IFilesPort } from '../lift/ports';

/** Folders looked into, and the depth below the root: completion is a help, not an inventory. */
const MOST_FOLDERS = 60;
const DEPTH = 4;

/** Folders that hold other people's code, or copies of the project's own. */
const SKIPPED =
  /^(\.|_|node_modules|site-packages|venv|env|build|dist|lift-versions)|\.egg-info\/$/;

/** Python files of a project, the nearest to its root first; not all of a large one. */
export async function modulesOf(files: IFilesPort): Promise<readonly string[]> {
  const found: string[] = [];
  let folders = [''];
  let left = MOST_FOLDERS;
  for (
    let depth = 0;
    depth < DEPTH && folders.length > 0 && left > 0;
    depth++
  ) {
    const looked = folders.slice(0, left);
    left -= looked.length;
    const lists = await Promise.all(looked.map(folder => files.list(folder)));
    const paths = lists.flatMap((names, at) =>
      names.filter(name => !SKIPPED.test(name)).map(name => looked[at] + name)
    );
    found.push(...paths.filter(path => path.endsWith('.py')).sort());
    folders = paths.filter(path => path.endsWith('/'));
  }
  return found;
}
