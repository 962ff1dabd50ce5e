import type { PyNode } from '../../tree';
import { firstNamed, namedKids } from '../../tree';
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
import { visitAll, visitChildren } from './walk';

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

/** Node types whose first child comes first, and which may be nested there a thousandfold. */
const CHAINS = new Set([
  'attribute',
  'binary_operator',
  'boolean_operator',
  'call',
  'subscript'
]);

function visit(walk: Walk, node: PyNode): void {
  if (CHAINS.has(node.type)) {
    visitChain(walk, node);
  } else {
    (HANDLERS.get(node.type) ?? visitChildren)(walk, node);
  }
}

/** Goes down long sums and chains of methods without recursion, which the stack would not bear. */
function visitChain(walk: Walk, node: PyNode): void {
  const chain: PyNode[] = [];
  let { type } = node;
  let inner = node;
  while (CHAINS.has(type)) {
    const first = firstNamed(inner);
    if (first === undefined) {
      break;
    }
    chain.push(inner);
    inner = first;
    type = inner.type;
  }
  (HANDLERS.get(type) ?? visitChildren)(walk, inner);
  for (const outer of chain.reverse()) {
    const rest = namedKids(outer).slice(1);
    visitAll(walk, outer.type === 'attribute' ? rest.slice(0, -1) : rest);
  }
}
