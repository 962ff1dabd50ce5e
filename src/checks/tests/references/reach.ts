import { dirname } from '../../../core/path';
import type { ProjectModules } from './modules';
import { conftests } from './requests';
import type { ReadReferences } from './symbols';

/** The files that a test file imports, through others too. */
export type Reach = {
  readonly paths: ReadonlySet<string>;
  /** The texts do not tell everything. */
  readonly isOpen: boolean;
};

/** Follows imports, names of modules in strings, and `conftest.py`, from a test file on. */
export function reachOf(
  modules: ProjectModules,
  read: ReadReferences,
  test: string
): Reach {
  const start = [test, ...conftests(test).filter(path => modules.has(path))];
  const paths = new Set(start);
  let isOpen = false;
  for (const path of paths) {
    const references = read(path);
    isOpen ||= references === undefined || references.isOpen;
    nextOf(modules, path, references).forEach(next => paths.add(next));
  }
  return { paths, isOpen };
}

/** The files that are imported with a file, those of packages around it too. */
export function nextOf(
  modules: ProjectModules,
  path: string,
  references: ReturnType<ReadReferences>
): readonly string[] {
  const found = new Set<string>();
  const add = (module: string, rest: readonly string[]): void =>
    modules.find(path, module, rest)?.files.forEach(one => found.add(one));
  for (const { module, symbol } of references?.imports ?? []) {
    add(module, symbol === null || symbol === '*' ? [] : [symbol]);
  }
  references?.strings.forEach(one => add(one, []));
  const init = `${dirname(path)}/__init__.py`;
  if (modules.has(init)) {
    found.add(init);
  }
  return [...found];
}
