import { isStdlib } from '../../analysis/python/stdlib';
import { dirname, join } from '../../core/path';
import { freeName, moduleNameFor } from '../names';
import { checkPath } from './check';
import { importedModules, notebookNames, type TargetContext } from './context';
import { importNameOf } from './import-name';
import { KNOWN_PACKAGES } from './packages';
import { searchStateAt } from './search-state';

/**
 * The module that a lift goes to when nothing else is said: the last one used from this notebook; else a
 * module of the project that the notebook imports; else one named after the notebook, beside it.
 */
export function defaultTarget(context: TargetContext): string {
  const { lastModule } = context;
  const usable = (path: string) =>
    checkPath(context, path) === null && importNameOf(context, path).ok;
  if (lastModule !== null && usable(lastModule)) {
    return lastModule;
  }
  return projectModules(context).find(usable) ?? ownModule(context);
}

/** Files of the project that the notebook's imports name, in the order of the imports. */
export function projectModules(context: TargetContext): string[] {
  const { analysis, notebook, searchPath } = context;
  const state = searchStateAt(
    analysis,
    analysis.cells.length,
    dirname(notebook),
    searchPath
  );
  const known = new Set(context.files);
  const folders = [dirname(notebook), ...state.path];
  const found = importedModules(context).flatMap(module => {
    const way = `${module.replace(/\./g, '/')}.py`;
    const file = folders
      .map(folder => join(folder, way))
      .find(path => known.has(path));
    return file === undefined ? [] : [file];
  });
  return [...new Set(found)];
}

/** A name of the notebook's own that stands for nothing else. */
function ownModule(context: TargetContext): string {
  const folder = dirname(context.notebook);
  const name = moduleNameFor(context.notebook);
  const imported = importedModules(context).map(module => module.split('.')[0]);
  const names = notebookNames(context);
  const taken = (wish: string) =>
    isStdlib(wish) ||
    KNOWN_PACKAGES.has(wish) ||
    names.has(wish) ||
    imported.includes(wish) ||
    checkPath(context, join(folder, `${wish}.py`)) !== null;
  const wish = taken(name) ? `${name}_lib` : name;
  const all = new Set<string>();
  for (let free = wish; ; free = freeName(wish, all)) {
    if (!taken(free)) {
      return join(folder, `${free}.py`);
    }
    all.add(free);
  }
}
