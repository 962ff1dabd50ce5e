import type { PyNode } from '../../tree';
import { firstNamed } from '../../tree';
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
  ['delete_statement', deleteStatement],
  ['attribute', visitChain],
  ['binary_operator', visitChain],
  ['boolean_operator', visitChain],
  ['call', visitChain],
  ['subscript', visitChain]
]);

/**
 * Reports the names of a tree of `tree-sitter-python` to the builder, in the order of
 * `symtable.c`, so that scopes on one line come out in CPython's order.
 */
export function visitTree(
  root: PyNode,
  source: string,
  scopes: ScopeBuilder,
  postponed: boolean
): void {
  const walk: Walk = {
    scopes,
    postponed,
    visit: node => (node ? visit(walk, node) : undefined),
    text: node => source.slice(node.start, node.end)
  };
  walk.visit(root);
}

function visit(walk: Walk, node: PyNode): void {
  (HANDLERS.get(node.type) ?? visitChildren)(walk, node);
}

/**
 * Types whose first child comes first, and which may be nested there a thousandfold: goes down long
 * sums and chains of methods without recursion, which the stack would not bear.
 */
function visitChain(walk: Walk, node: PyNode): void {
  const chain: PyNode[] = [];
  let inner: PyNode | undefined = node;
  while (inner !== undefined && HANDLERS.get(inner.type) === visitChain) {
    chain.push(inner);
    inner = firstNamed(inner);
  }
  walk.visit(inner);
  for (let at = chain.length - 1; at >= 0; at -= 1) {
    visitRest(walk, chain[at]);
  }
}

/** All children but the first, and but the name of an attribute, which comes last. */
function visitRest(walk: Walk, node: PyNode): void {
  const first = firstNamed(node);
  const name = node.type === 'attribute' ? lastNamed(node) : undefined;
  for (const kid of node.kids) {
    if (kid.named && kid !== first && kid !== name) {
      walk.visit(kid);
    }
  }
}

function lastNamed(node: PyNode): PyNode | undefined {
  let last: PyNode | undefined;
  for (const kid of node.kids) {
    last = kid.named ? kid : last;
  }
  return last;
}
