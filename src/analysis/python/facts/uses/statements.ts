import type { Collector, Visit, Visits } from '../collector';
import type { Consumption } from '../consumers';
import { DRAINED, KEPT, unpacks } from '../consumers';
import { isImmutableLiteral } from '../literals';
import { deferred, inner, whole } from '../place';
import { child, isToken, kidOf, parts } from '../../tree';
import { forIn, storeIn } from './targets';

const forStatement: Visit = (to, node, place) => {
  forIn(to, node, inner(place), inner(place));
  to.each([child(node, 'body'), kidOf(node, 'else_clause')], inner(place));
};

const expressionStatement: Visit = (to, node, place) => {
  const all = parts(node);
  const [only, more] = all;
  if (
    only !== undefined &&
    /string$/.test(only.type) &&
    isImmutableLiteral(only)
  ) {
    // Prose, not code in a string.
    return;
  }
  const bare = more === undefined && only?.type !== 'assignment';
  to.each(all, whole(place, bare));
};

const assignment: Visit = (to, node, place) => {
  const left = child(node, 'left');
  storeIn(to, left, place);
  const type = child(node, 'type');
  if (type !== undefined) {
    to.collect(type, {
      ...inner(place),
      annotation: true,
      ignored: place.late !== undefined && isFunctionScope(to, place.scope)
    });
  }
  const right = child(node, 'right');
  if (right !== undefined) {
    const use: Consumption = unpacks(left) ? DRAINED : KEPT;
    to.collect(right, whole(place, right.type !== 'assignment', use));
  }
};

function isFunctionScope(to: Collector, scope: number): boolean {
  return to.names.table.scopes[scope]?.kind === 'function';
}

const augmented: Visit = (to, node, place) => {
  storeIn(to, child(node, 'left'), place);
  to.each([child(node, 'right')], inner(place));
};

const deletion: Visit = (to, node, place) =>
  parts(node).forEach(part => storeIn(to, part, place));

/** `with a as b`, `except A as e`. */
const asPattern: Visit = (to, node, place) => {
  for (const part of parts(node)) {
    if (part.field === 'alias') {
      storeIn(to, part, place);
    } else {
      to.collect(part, inner(place));
    }
  }
};

/** `except … as e` also takes the name away again. */
const exceptClause: Visit = (to, node, place) => {
  to.each(node.kids, inner(place));
  const pattern = kidOf(node, 'as_pattern');
  const alias = pattern === undefined ? undefined : child(pattern, 'alias');
  const name = alias?.type === 'as_pattern_target' ? alias.kids[0] : alias;
  if (name?.type === 'identifier') {
    to.forgotten(name.start, place);
  }
};

const importStatement: Visit = (to, node, place) => {
  for (const one of to.names.between(node.start, node.end)) {
    to.identifier(one.span.start, place);
  }
};

/** Identifiers of patterns are captures or reads, as the scope table knows. */
const casePattern: Visit = (to, node, place) => {
  for (const one of to.names.between(node.start, node.end)) {
    to.identifier(one.span.start, inner(place));
  }
};

/** Statements of Python 2 are what the grammar makes of `print >>f, x`. */
const keywordStatement: Visit = (to, node, place) => {
  to.identifier(node.start, place);
  to.each(
    node.kids.filter(kid => !isToken(kid)),
    inner(place)
  );
};

/** `type` of a real alias is no name; its value is evaluated when someone asks for it. */
const typeAlias: Visit = (to, node, place) => {
  to.identifier(node.start, place);
  const right = child(node, 'right');
  to.collect(child(node, 'left') ?? node.kids[0], inner(place));
  if (to.names.find(node.start, 'read') !== undefined) {
    to.each([right], inner(place));
    return;
  }
  const scope = to.names.scopeAt(node.start, 'type-alias', place.scope);
  to.each([right], deferred(place, 'function', false, scope));
};

/** Statements that bind, and those that the grammar misreads. */
export const STATEMENTS: Visits = [
  ['for_statement', forStatement],
  ['expression_statement', expressionStatement],
  ['assignment', assignment],
  ['augmented_assignment', augmented],
  ['delete_statement', deletion],
  ['as_pattern', asPattern],
  ['except_clause', exceptClause],
  ['import_statement', importStatement],
  ['import_from_statement', importStatement],
  ['future_import_statement', importStatement],
  ['case_pattern', casePattern],
  ['print_statement', keywordStatement],
  ['exec_statement', keywordStatement],
  ['type_alias_statement', typeAlias]
];
