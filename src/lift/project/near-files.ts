import { dirname, join, normalise, relative } from '../../core/path';
import type { IFilesPort } from '../ports';
import { importedModules, type TargetContext } from '../target/context';
import { searchStateAt } from '../target/search-state';

/**
 * Files that decide which module an import finds: what lies in the folders of the import path, in those of
 * the given paths and of the modules that the notebook imports, folders with a trailing `/`. Two rounds of
 * listings, none outside of the project.
 */
export async function nearFiles(
  files: IFilesPort,
  context: TargetContext,
  paths: readonly string[]
): Promise<string[]> {
  const { analysis, notebook, searchPath } = context;
  const own = dirname(notebook);
  const state = searchStateAt(analysis, analysis.cells.length, own, searchPath);
  const tops = [
    ...new Set([own, ...searchPath, ...state.path, ...paths.flatMap(foldersOf)])
  ];
  const near = await listed(files, tops);
  const below = packageFolders(context, tops, paths).filter(
    folder => !tops.includes(folder) && near.includes(`${folder}/`)
  );
  return [...near, ...(await listed(files, below))];
}

/** Folders of packages by the names of the imported modules and of the paths. */
function packageFolders(
  context: TargetContext,
  tops: readonly string[],
  paths: readonly string[]
): string[] {
  const ways = importedModules(context).map(module =>
    module.split('.').slice(0, -1).join('/')
  );
  const used = ways.filter(way => way !== '');
  const folders = tops.flatMap(top => [
    ...used.map(way => join(top, way)),
    ...paths.map(path => join(top, firstPart(top, path)))
  ]);
  return [...new Set(folders)];
}

/** The name by which a path is imported from a folder above it: of a package, if there is one. */
function firstPart(top: string, path: string): string {
  const [first] = (relative(top, path) ?? '').split('/');
  return first.replace(/\.py$/, '');
}

/** All folders above a path, the project root included. */
function foldersOf(path: string): string[] {
  const folders = [dirname(path)];
  while (folders[0] !== '' && folders[0] !== '/') {
    folders.unshift(dirname(folders[0]));
  }
  return folders;
}

async function listed(
  files: IFilesPort,
  folders: readonly string[]
): Promise<string[]> {
  const inside = folders.filter(
    folder => !/^(?:\/|\.\.(?:\/|$))/.test(normalise(folder))
  );
  const lists = await Promise.all(
    inside.map(async folder =>
      (await files.list(folder)).map(name =>
        folder === '' ? name : `${folder}/${name}`
      )
    )
  );
  return lists.flat();
}
