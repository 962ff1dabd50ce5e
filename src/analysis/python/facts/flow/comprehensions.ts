import type { PyNode } from '../tree';
import { child, kidOf } from '../tree';
import { neverEmpty } from './constants';
import type { State } from './state';
import { merge } from './state';
import { bindTarget } from './targets';
import type { ExpressionRule, Walker } from './walker';

/** The first iterable is evaluated in any case, everything else perhaps. */
const comprehension: ExpressionRule = (walker, node, state) => {
  const clauses = node.kids.filter(
    kid => kid.type === 'for_in_clause' || kid.type === 'if_clause'
  );
  return clause(walker, clauses, child(node, 'body'), state);
};

function clause(
  walker: Walker,
  clauses: readonly PyNode[],
  body: PyNode | undefined,
  state: State
): State {
  const [first, ...rest] = clauses;
  if (first === undefined) {
    return walker.all(body?.kids.length ? elements(body) : [body], state);
  }
  if (first.type === 'if_clause') {
    const tested = walker.all(first.kids, state);
    const inner = clause(walker, rest, body, tested.clone());
    return merge(tested, inner);
  }
  const started = walker.all(iterables(first), state);
  walker.call(started);
  const inner = bindTarget(walker, child(first, 'left'), started.clone());
  const done = clause(walker, rest, body, inner);
  return neverEmpty(walker, iterables(first), started)
    ? done
    : merge(started, done);
}

/** `key: value` of a dictionary is no expression of its own. */
function elements(body: PyNode): readonly PyNode[] {
  return body.type === 'pair' ? body.kids : [body];
}

export function iterables(forIn: PyNode): readonly PyNode[] {
  return forIn.kids.filter(kid => kid.field === 'right');
}

/** Only the first iterable is evaluated when a generator is made. */
const generator: ExpressionRule = (walker, node, state) => {
  const first = kidOf(node, 'for_in_clause');
  const source = first === undefined ? [] : iterables(first);
  const done = walker.all(source, state);
  const inside = source[source.length - 1];
  walker.latent.defer(walker, node.start, source[0]?.start ?? node.end);
  walker.latent.defer(walker, inside?.end ?? node.end, node.end);
  return done;
};

export const COMPREHENSIONS: readonly (readonly [string, ExpressionRule])[] = [
  ['list_comprehension', comprehension],
  ['set_comprehension', comprehension],
  ['dictionary_comprehension', comprehension],
  ['generator_expression', generator]
];
