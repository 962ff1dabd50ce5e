import type { Node } from 'web-tree-sitter';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf } from './walk';

/** `import a.b` binds `a`, `import a.b as c` and `from m import b as c` bind `c`; a star binds nothing visible. */
const imported: Visit = (walk, node) => {
  for (const item of node.childrenForFieldName('name')) {
    const name = item.childForFieldName('alias') ?? item.namedChild(0);
    if (name !== null) {
      walk.scopes.import(walk.text(name), spanOf(name));
    }
  }
};

const globalStatement: Visit = (walk, node) => {
  for (const name of node.namedChildren) {
    walk.scopes.global(walk.text(name), spanOf(name));
  }
};

const nonlocalStatement: Visit = (walk: Walk, node: Node) => {
  for (const name of node.namedChildren) {
    walk.scopes.nonlocal(walk.text(name), spanOf(name));
  }
};

/** Whether the module says `from __future__ import annotations`. */
export function postponesAnnotations(module: Node): boolean {
  return module.namedChildren
    .filter(child => child.type === 'future_import_statement')
    .flatMap(child => child.childrenForFieldName('name'))
    .some(name => /^annotations\b/.test(name.text));
}

/** Statements that declare names. */
export const IMPORTS: Handlers = [
  ['import_statement', imported],
  ['import_from_statement', imported],
  ['future_import_statement', imported],
  ['global_statement', globalStatement],
  ['nonlocal_statement', nonlocalStatement]
];
