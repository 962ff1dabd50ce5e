import type { Node } from 'web-tree-sitter';
import type { ScopeKind } from '../../types';
import { Flag } from '../block';
import { bindTarget } from './targets';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitAll, visitField } from './walk';

/** The first iterable is evaluated outside, all else in the comprehension's own scope. */
function comprehension(kind: ScopeKind, name: string): Visit {
  return (walk, node) => {
    const body = node.childForFieldName('body');
    const clauses = node.namedChildren.filter(child => child.id !== body?.id);
    const first = clauses.find(child => child.type === 'for_in_clause');
    visitIterables(walk, first);
    walk.scopes.enter(kind, name, spanOf(node));
    walk.scopes.implicit('.0', Flag.parameter);
    bindLeft(walk, first);
    clauses
      .filter(clause => clause !== first)
      .forEach(clause => visitClause(walk, clause));
    visitBody(walk, body);
    walk.scopes.exit();
  };
}

function visitClause(walk: Walk, clause: Node): void {
  if (clause.type === 'for_in_clause') {
    bindLeft(walk, clause);
    visitIterables(walk, clause);
  } else {
    walk.visit(clause);
  }
}

function bindLeft(walk: Walk, clause: Node | undefined): void {
  const left = clause?.childForFieldName('left');
  if (left) {
    bindTarget(walk, left);
  }
}

function visitIterables(walk: Walk, clause: Node | undefined): void {
  visitAll(walk, clause?.childrenForFieldName('right') ?? []);
}

/** Of a dictionary comprehension, CPython visits the value before the key. */
function visitBody(walk: Walk, body: Node | null): void {
  if (body?.type === 'pair') {
    visitField(walk, body, 'value');
    visitField(walk, body, 'key');
  } else {
    walk.visit(body);
  }
}

export const COMPREHENSIONS: Handlers = [
  ['list_comprehension', comprehension('comprehension', 'listcomp')],
  ['set_comprehension', comprehension('comprehension', 'setcomp')],
  ['dictionary_comprehension', comprehension('comprehension', 'dictcomp')],
  ['generator_expression', comprehension('generator', 'genexpr')]
];
