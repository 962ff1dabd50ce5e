import { isIdentifier, isKeyword } from '../../analysis/python/identifiers';
import { isStdlib } from '../../analysis/python/stdlib';
import { basename, dirname, join, relative } from '../../core/path';
import { refuse } from '../refuse';
import type { ImportName, Refusal } from '../types';
import { importedModules, type TargetContext } from './context';
import { isPackageName } from './packages';
import { searchStateAt } from './search-state';

/**
 * The dotted name by which the notebook imports a module file, absolute and as its kernel would find it;
 * a name that the notebook uses for it already is kept. Else the refusal `not-importable`, with the file
 * beside the notebook as the remedy.
 */
export function importNameOf(context: TargetContext, path: string): ImportName {
  const used = usedName(context, path);
  if (used !== null) {
    return { ok: true, name: used };
  }
  const state = searchStateAt(
    context.analysis,
    context.cell,
    dirname(context.notebook),
    context.searchPath
  );
  const found = firstName(context, path, state.path);
  if (found !== null && 'name' in found) {
    return { ok: true, name: found.name };
  }
  const detail = found?.detail ?? elsewhere(context, state.folder);
  return { ok: false, refusal: notImportable(context, path, detail) };
}

function elsewhere(context: TargetContext, folder: string | null): string {
  if (folder === null) {
    return 'a cell above changes the working directory to a place that its text does not tell';
  }
  return folder === dirname(context.notebook)
    ? 'it is outside of the notebook’s folder, and nothing puts its folder on the import path'
    : `a cell above changes the working directory to “${folder || '.'}”, where this file is not found`;
}

/** The refusal, with a file in a place from which the import works, if there is one. */
function notImportable(
  context: TargetContext,
  path: string,
  detail: string
): Refusal {
  const refusal = refuse('not-importable', { path, detail });
  const to = betterPlace(context, path);
  const text =
    to === null
      ? 'Import the module once in a cell, or let the notebook begin in its folder.'
      : `Write it to “${to}”.`;
  return to === null
    ? { ...refusal, remedy: { text } }
    : { ...refusal, remedy: { text, action: { kind: 'set-file', to } } };
}

/** The file beside the notebook or on the import path, whichever can be imported. */
function betterPlace(context: TargetContext, path: string): string | null {
  const { analysis, cell, notebook, searchPath } = context;
  const own = dirname(notebook);
  const state = searchStateAt(analysis, cell, own, searchPath);
  const places = [own, ...state.path].map(folder =>
    join(folder, basename(path))
  );
  const found = places.find(place => {
    const name = firstName(context, place, state.path);
    const inside = place !== path && !place.startsWith('..');
    return inside && name !== null && 'name' in name;
  });
  return found ?? null;
}

/** The name by which an import of the notebook above the lift finds the file. */
function usedName(context: TargetContext, path: string): string | null {
  const { analysis, cell, notebook, searchPath } = context;
  for (const [at, facts] of analysis.cells.slice(0, cell + 1).entries()) {
    for (const { module, symbol } of (facts?.statements ?? []).flatMap(
      one => one.imports ?? []
    )) {
      const names =
        symbol === null ? [module] : [module, `${module}.${symbol}`];
      const fits = names.filter(name => endsIn(path, name));
      const state =
        fits.length > 0
          ? searchStateAt(analysis, at, dirname(notebook), searchPath)
          : null;
      const found =
        state === null
          ? null
          : firstName(context, path, state.path, new Set(fits));
      if (found !== null && 'name' in found) {
        return found.name;
      }
    }
  }
  return null;
}

function endsIn(path: string, name: string): boolean {
  return `/${path}`.endsWith(`/${name.replace(/\./g, '/')}.py`);
}

/** The first folder of the path from which the file has a name that nothing hides; else why the first
 *  candidate fails; `null` where there is no candidate. */
function firstName(
  context: TargetContext,
  path: string,
  folders: readonly string[],
  only?: ReadonlySet<string>
): { readonly name: string } | { readonly detail: string } | null {
  let fault: { detail: string } | null = null;
  for (const folder of folders) {
    const way = relative(folder, path);
    if (way === null || way.startsWith('..')) {
      continue;
    }
    const name = way.replace(/\.py$/, '').replace(/\//g, '.');
    const detail = badPart(name) ?? hiddenBy(context, way, folder, folders);
    if (detail === null && (only === undefined || only.has(name))) {
      return { name };
    }
    fault = fault ?? (detail === null ? null : { detail });
  }
  return fault;
}

function badPart(name: string): string | null {
  const bad = name
    .split('.')
    .find(part => !isIdentifier(part) || isKeyword(part));
  return bad === undefined
    ? null
    : `“${bad}” in its path cannot stand in an import`;
}

/** What Python would find by the first part of the name in place of the file. */
function hiddenBy(
  context: TargetContext,
  way: string,
  folder: string,
  folders: readonly string[]
): string | null {
  const [first, ...rest] = way.split('/');
  const top = first.replace(/\.py$/, '');
  if (isStdlib(top)) {
    return `“${top}” is a module of Python’s own, which the kernel finds first`;
  }
  const inFolder =
    rest.length > 0 &&
    !context.files.includes(join(folder, top, '__init__.py'));
  if (inFolder && isPackage(context, top, join(folder, top))) {
    return `the installed package “${top}” is found first`;
  }
  const own = join(folder, rest.length > 0 ? `${top}/__init__.py` : first);
  const known = new Set([...context.files, ...(rest.length > 0 ? [] : [own])]);
  const found = folders
    .flatMap(place =>
      [`${top}/__init__.py`, `${top}.py`].map(file => join(place, file))
    )
    .find(file => known.has(file));
  return found === undefined || found === own
    ? null
    : `“${found}” has the same name and is found first`;
}

/** A folder without `__init__.py` loses against a package of its name, wherever that is installed. */
function isPackage(
  context: TargetContext,
  name: string,
  folder: string
): boolean {
  const imported = importedModules(context).some(
    module => module.split('.')[0] === name
  );
  const here = context.files.some(file => file.startsWith(`${folder}/`));
  return isPackageName(name) || (imported && !here);
}
