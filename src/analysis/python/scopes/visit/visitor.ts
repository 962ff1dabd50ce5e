import type { Node } from 'web-tree-sitter';
import type { ScopeBuilder } from '../builder';
import { ASSIGNMENTS } from './assignments';
import { COMPREHENSIONS } from './comprehensions';
import { EXPRESSIONS } from './expressions';
import { FUNCTIONS } from './functions';
import { IMPORTS } from './imports';
import { MISREADINGS } from './misreadings';
import { PATTERNS } from './patterns';
import { deleteStatement } from './targets';
import { TYPES } from './types';
import type { Visit, Walk } from './walk';
import { visitChildren } from './walk';

/** Every type of node whose children are not simply visited in order of text. */
const HANDLERS: ReadonlyMap<string, Visit> = new Map([
  ...ASSIGNMENTS,
  ...COMPREHENSIONS,
  ...EXPRESSIONS,
  ...FUNCTIONS,
  ...IMPORTS,
  ...MISREADINGS,
  ...PATTERNS,
  ...TYPES,
  ['delete_statement', deleteStatement]
]);

/**
 * Reports the names of a tree of `tree-sitter-python` to the builder, in the order of
 * `symtable.c`, so that scopes on one line come out in CPython's order.
 */
export function visitTree(
  root: Node,
  source: string,
  scopes: ScopeBuilder,
  postponed: boolean
): void {
  const walk: Walk = {
    scopes,
    postponed,
    visit: node => {
      if (node) {
        (HANDLERS.get(node.type) ?? visitChildren)(walk, node);
      }
    },
    text: node => source.slice(node.startIndex, node.endIndex)
  };
  walk.visit(root);
}
