import type { PyNode } from '../tree';
import { child, isToken, parts } from '../tree';
import { defineLambda } from './definitions';
import { COMPREHENSIONS } from './comprehensions';
import type { State } from './state';
import { merge } from './state';
import type { ExpressionRule, Walker } from './walker';

const identifier: ExpressionRule = (walker, node, state) => {
  walker.readAt(node.start, state);
  return state;
};

const attribute: ExpressionRule = (walker, node, state) =>
  walker.all([child(node, 'object')], state);

const keyword: ExpressionRule = (walker, node, state) =>
  walker.all([child(node, 'value')], state);

/** `and`, `or`: the right side may be skipped. */
const boolean: ExpressionRule = (walker, node, state) =>
  walker.maybe(
    [child(node, 'right')],
    walker.all([child(node, 'left')], state)
  );

/** `a < b < c`: after the second operand the rest may be skipped. */
const comparison: ExpressionRule = (walker, node, state) => {
  const [first, second, ...rest] = node.kids.filter(
    kid => kid.field !== 'operators'
  );
  return chain(walker, rest, walker.all([first, second], state));
};

function chain(
  walker: Walker,
  operands: readonly PyNode[],
  state: State
): State {
  let now = state;
  if (operands.length > 0) {
    // Each operand is reached only from the one before it.
    const [next, ...rest] = operands;
    const reached = walker.all([next], now.clone());
    now = merge(now, chain(walker, rest, reached));
  }
  return now;
}

/** `a if b else c`. */
const conditional: ExpressionRule = (walker, node, state) => {
  const [then, condition, otherwise] = parts(node);
  const ways = branch(walker, condition, state);
  return merge(walker.all([then], ways.yes), walker.all([otherwise], ways.no));
};

/** The states in which a condition turns out true and false. */
export function branch(
  walker: Walker,
  condition: PyNode | undefined,
  state: State
): { readonly yes: State; readonly no: State } {
  if (condition?.type === 'parenthesized_expression') {
    return branch(walker, parts(condition)[0], state);
  }
  if (condition?.type === 'not_operator') {
    const { yes, no } = branch(walker, child(condition, 'argument'), state);
    return { yes: no, no: yes };
  }
  if (condition?.type === 'boolean_operator') {
    return shortCircuit(walker, condition, state);
  }
  const done = walker.all([condition], state);
  return { yes: done, no: done.clone() };
}

function shortCircuit(
  walker: Walker,
  node: PyNode,
  state: State
): { readonly yes: State; readonly no: State } {
  const left = branch(walker, child(node, 'left'), state);
  const right = child(node, 'right');
  if (child(node, 'operator')?.type === 'and') {
    const { yes, no } = branch(walker, right, left.yes);
    return { yes, no: merge(left.no, no) };
  }
  const { yes, no } = branch(walker, right, left.no);
  return { yes: merge(left.yes, yes), no };
}

const walrus: ExpressionRule = (walker, node, state) => {
  const start = child(node, 'name')?.start ?? node.start;
  // In `f'{z:=5}'` the grammar sees a walrus where there is a read and a format.
  walker.readAt(start, state);
  const done = walker.all([child(node, 'value')], state);
  walker.bindAt(start, done);
  return done;
};

const call: ExpressionRule = (walker, node, state) => {
  const done = walker.all(
    [child(node, 'function'), child(node, 'arguments')],
    state
  );
  walker.call(done);
  return done;
};

const waits: ExpressionRule = (walker, node, state) => {
  const done = walker.all(node.kids, state);
  walker.call(done);
  return done;
};

const splat: ExpressionRule = (walker, node, state) => {
  const done = walker.all(parts(node), state);
  walker.call(done);
  return done;
};

/** Only what is interpolated is evaluated, and what a library looks up in the string. */
const string: ExpressionRule = (walker, node, state) => {
  const done = walker.all(
    node.kids.filter(kid => kid.type === 'interpolation'),
    state
  );
  for (const name of walker.strings.get(node.start) ?? []) {
    walker.read(name, done, true);
  }
  return done;
};

/** Python 2's statement is what the grammar makes of the expression `print >>f, x`. */
const print: ExpressionRule = (walker, node, state) => {
  walker.readAt(node.start, state);
  return walker.all(
    node.kids.filter(kid => !isToken(kid)),
    state
  );
};

export const EXPRESSIONS: ReadonlyMap<string, ExpressionRule> = new Map([
  ['identifier', identifier],
  ['attribute', attribute],
  ['keyword_argument', keyword],
  ['boolean_operator', boolean],
  ['comparison_operator', comparison],
  ['conditional_expression', conditional],
  ['named_expression', walrus],
  ['call', call],
  ['await', waits],
  ['yield', waits],
  ['list_splat', splat],
  ['dictionary_splat', splat],
  ['string', string],
  ['print_statement', print],
  ['lambda', defineLambda],
  ...COMPREHENSIONS
]);
