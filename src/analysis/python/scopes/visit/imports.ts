import type { PyNode } from '../../tree';
import { child, children, firstNamed, namedKids } from '../../tree';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf } from './walk';

/** `import a.b` binds `a`, `import a.b as c` and `from m import b as c` bind `c`; a star binds nothing visible. */
const imported: Visit = (walk, node) => {
  for (const item of children(node, 'name')) {
    const name = child(item, 'alias') ?? firstNamed(item);
    if (name !== undefined) {
      walk.scopes.import(walk.text(name), spanOf(name));
    }
  }
};

const globalStatement: Visit = (walk, node) => {
  for (const name of namedKids(node)) {
    walk.scopes.global(walk.text(name), spanOf(name));
  }
};

const nonlocalStatement: Visit = (walk: Walk, node: PyNode) => {
  for (const name of namedKids(node)) {
    walk.scopes.nonlocal(walk.text(name), spanOf(name));
  }
};

/** Whether the module says `from __future__ import annotations`. */
export function postponesAnnotations(module: PyNode, source: string): boolean {
  return namedKids(module)
    .filter(kid => kid.type === 'future_import_statement')
    .flatMap(kid => children(kid, 'name'))
    .some(({ start, end }) => /^annotations\b/.test(source.slice(start, end)));
}

/** Statements that declare names. */
export const IMPORTS: Handlers = [
  ['import_statement', imported],
  ['import_from_statement', imported],
  ['future_import_statement', imported],
  ['global_statement', globalStatement],
  ['nonlocal_statement', nonlocalStatement]
];
