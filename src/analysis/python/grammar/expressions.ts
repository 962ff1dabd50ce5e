import { atom } from './atoms';
import { callArguments, subscripts } from './arguments';
import type { Cursor } from './cursor';
import { awaitIn, walrusName, yieldIn } from './names';
import { lambdaExpression } from './parameters';
import { rejectStar, shape } from './shape';
import type { Shape } from './shape';

/** How tightly operators between two operands bind; `**` is apart. */
const BINDING: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['<', 4],
  ['>', 4],
  ['==', 4],
  ['>=', 4],
  ['<=', 4],
  ['!=', 4],
  ['in', 4],
  ['is', 4],
  ['not', 4],
  ['|', 5],
  ['^', 6],
  ['&', 7],
  ['<<', 8],
  ['>>', 8],
  ['+', 9],
  ['-', 9],
  ['*', 10],
  ['@', 10],
  ['/', 10],
  ['//', 10],
  ['%', 10]
]);
const COMPARISON = 4;
const BITWISE_OR = 5;

const STARTS = new Set(
  'None True False not lambda await ( [ { - + ~ ... *'.split(' ')
);

/** An expression may begin here. */
export function startsExpression(p: Cursor): boolean {
  const { type } = p.token;
  return (
    type === 'number' ||
    type === 'string' ||
    type === 'fstring-start' ||
    STARTS.has(p.key) ||
    p.atName()
  );
}

/** `expression` of Python's grammar: conditional, lambda, operators; no `:=`, no star. */
export function expression(p: Cursor): Shape {
  if (!p.enter()) {
    return shape('other', p.token);
  }
  const found = p.key === 'lambda' ? lambdaExpression(p) : conditional(p);
  p.leave();
  return found;
}

function conditional(p: Cursor): Shape {
  const first = disjunction(p);
  if (p.key !== 'if') {
    return first;
  }
  p.advance();
  disjunction(p);
  if (p.expect('else')) {
    expression(p);
  }
  return shape('other', first.token, 'a conditional expression');
}

/** Operators only: what may follow `in` and `if` in a comprehension. */
export function disjunction(p: Cursor): Shape {
  return binary(p, 1);
}

/** What may follow a star. */
export function bitwiseOr(p: Cursor): Shape {
  return binary(p, BITWISE_OR);
}

function binary(p: Cursor, least: number): Shape {
  let left = p.key === 'not' && least < COMPARISON ? negation(p) : unary(p);
  for (;;) {
    const level = BINDING.get(p.key);
    if (level === undefined || level < least) {
      return left;
    }
    const operator = p.advance().text;
    if (operator === 'not' && !p.expect('in')) {
      return left;
    }
    if (operator === 'is') {
      p.accept('not');
    }
    binary(p, level + 1);
    const label = level === COMPARISON ? 'a comparison' : 'an expression';
    left = shape('other', left.token, label);
  }
}

function negation(p: Cursor): Shape {
  const token = p.advance();
  if (p.enter()) {
    binary(p, COMPARISON - 1);
    p.leave();
  }
  return shape('other', token);
}

function unary(p: Cursor): Shape {
  if (p.key !== '-' && p.key !== '+' && p.key !== '~') {
    return power(p);
  }
  const token = p.advance();
  if (p.enter()) {
    unary(p);
    p.leave();
  }
  return shape('other', token);
}

function power(p: Cursor): Shape {
  const base = p.key === 'await' ? awaited(p) : primary(p);
  if (!p.accept('**')) {
    return base;
  }
  if (p.enter()) {
    unary(p);
    p.leave();
  }
  return shape('other', base.token);
}

function awaited(p: Cursor): Shape {
  const token = p.advance();
  awaitIn(p, p.scope, token);
  primary(p);
  return shape('other', token, 'an await expression');
}

/** An atom with the attributes, calls and subscripts that follow it. */
export function primary(p: Cursor): Shape {
  let found = atom(p);
  for (;;) {
    const { index } = p;
    if (p.accept('.')) {
      found = shape('attribute', p.name());
    } else if (p.accept('(')) {
      callArguments(p, index, true);
      found = shape('other', found.token, 'a call');
    } else if (p.accept('[')) {
      subscripts(p);
      found = shape('subscript', found.token);
    } else {
      return found;
    }
  }
}

/** An expression or `name := expression`. */
export function namedExpression(p: Cursor): Shape {
  if (p.peek() !== ':=' || !p.atName()) {
    return expression(p);
  }
  const token = p.advance();
  p.advance();
  expression(p);
  walrusName(p, token);
  return shape('other', token, 'an assignment expression');
}

function starred(p: Cursor): Shape {
  const token = p.advance();
  return shape('star', token, 'a starred expression', [bitwiseOr(p)]);
}

/** Element of a list, tuple or set in brackets. */
export function starNamedExpression(p: Cursor): Shape {
  return p.key === '*' ? starred(p) : namedExpression(p);
}

/** Element of a tuple without brackets. */
export function starExpression(p: Cursor): Shape {
  return p.key === '*' ? starred(p) : expression(p);
}

/** One expression, or several with commas: a tuple. */
export function starExpressions(p: Cursor): Shape {
  return commaList(p, starExpression);
}

/** `item (',' item)* [',']`: the item itself, or a tuple. */
export function commaList(p: Cursor, item: (p: Cursor) => Shape): Shape {
  const first = item(p);
  if (p.key !== ',') {
    return first;
  }
  const items = [first];
  while (p.accept(',') && startsExpression(p)) {
    items.push(item(p));
  }
  return shape('tuple', first.token, 'a tuple', items);
}

/** What may stand right of `=`, alone on a line, or in a field of an f-string. */
export function valueExpression(p: Cursor): Shape {
  return p.key === 'yield' ? yieldExpression(p) : starExpressions(p);
}

export function yieldExpression(p: Cursor): Shape {
  const token = p.advance();
  const from = p.accept('from');
  yieldIn(p, token, from);
  if (from) {
    expression(p);
  } else if (startsExpression(p)) {
    rejectStar(p, starExpressions(p));
  }
  return shape('other', token, 'a yield expression');
}

/** Targets of `for`: no operators, so that `in` ends them. */
export function loopTargets(p: Cursor): Shape {
  return commaList(p, loopTarget);
}

function loopTarget(p: Cursor): Shape {
  if (p.key !== '*') {
    return primary(p);
  }
  const token = p.advance();
  return shape('star', token, 'a starred expression', [primary(p)]);
}
