import type { PyNode } from '../../tree';
import { child, children, namedKids } from '../../tree';
import type { ScopeKind } from '../../types';
import { Flag } from '../block';
import { bindTarget } from './targets';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitAll, visitField } from './walk';

/** The first iterable is evaluated outside, all else in the comprehension's own scope. */
function comprehension(kind: ScopeKind, name: string): Visit {
  return (walk, node) => {
    const body = child(node, 'body');
    const clauses = namedKids(node).filter(kid => kid !== body);
    const first = clauses.find(kid => kid.type === 'for_in_clause');
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

function visitClause(walk: Walk, clause: PyNode): void {
  if (clause.type === 'for_in_clause') {
    bindLeft(walk, clause);
    visitIterables(walk, clause);
  } else {
    walk.visit(clause);
  }
}

function bindLeft(walk: Walk, clause: PyNode | undefined): void {
  const left = clause && child(clause, 'left');
  if (left !== undefined) {
    bindTarget(walk, left);
  }
}

function visitIterables(walk: Walk, clause: PyNode | undefined): void {
  visitAll(walk, clause === undefined ? [] : children(clause, 'right'));
}

/** Of a dictionary comprehension, CPython visits the value before the key. */
function visitBody(walk: Walk, body: PyNode | undefined): void {
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
