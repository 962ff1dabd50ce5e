import { callArguments, subscripts } from './arguments';
import { atom } from './atoms';
import type { Cursor } from './cursor';
import { awaitIn } from './names';
import { shape } from './shape';
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

const BINARY = 'binary_operator';

/** Operators only: what may follow `in` and `if` in a comprehension. */
export function disjunction(p: Cursor): Shape {
  return binary(p, 1);
}

/** What may follow a star. */
export function bitwiseOr(p: Cursor): Shape {
  return binary(p, BITWISE_OR);
}

function binary(p: Cursor, least: number): Shape {
  const from = p.tree.mark();
  let left = p.key === 'not' && least < COMPARISON ? negation(p) : unary(p);
  for (;;) {
    const level = BINDING.get(p.key);
    if (level === undefined || level < least) {
      return left;
    }
    if (level === COMPARISON) {
      comparison(p, from);
      left = shape('other', left.token, 'a comparison');
    } else {
      operator(p);
      binary(p, level + 1);
      p.tree.label('right');
      p.tree.close(from, level < COMPARISON ? 'boolean_operator' : BINARY);
      left = shape('other', left.token, 'an expression');
    }
  }
}

/** The operator behind what was read last. */
function operator(p: Cursor): void {
  p.tree.label('left');
  p.advance();
  p.tree.label('operator');
}

/** All comparisons in a row are one; the first operand has been read since the mark. */
function comparison(p: Cursor, from: number): void {
  while (BINDING.get(p.key) === COMPARISON) {
    const sign = p.tree.mark();
    const { text } = p.advance();
    if (text === 'not') {
      p.expect('in');
      p.tree.close(sign, 'not in');
    } else if (text === 'is' && p.accept('not')) {
      p.tree.close(sign, 'is not');
    }
    p.tree.label('operators');
    bitwiseOr(p);
  }
  p.tree.close(from, 'comparison_operator');
}

function negation(p: Cursor): Shape {
  const from = p.tree.mark();
  const token = p.advance();
  if (p.enter()) {
    binary(p, COMPARISON - 1);
    p.leave();
  }
  p.tree.label('argument');
  p.tree.close(from, 'not_operator');
  return shape('other', token);
}

function unary(p: Cursor): Shape {
  if (p.key !== '-' && p.key !== '+' && p.key !== '~') {
    return power(p);
  }
  const from = p.tree.mark();
  const token = p.advance();
  p.tree.label('operator');
  if (p.enter()) {
    unary(p);
    p.leave();
  }
  p.tree.label('argument');
  p.tree.close(from, 'unary_operator');
  return shape('other', token);
}

function power(p: Cursor): Shape {
  const from = p.tree.mark();
  const base = p.key === 'await' ? awaited(p) : primary(p);
  if (p.key !== '**') {
    return base;
  }
  operator(p);
  if (p.enter()) {
    unary(p);
    p.leave();
  }
  p.tree.label('right');
  p.tree.close(from, BINARY);
  return shape('other', base.token);
}

function awaited(p: Cursor): Shape {
  const from = p.tree.mark();
  const token = p.advance();
  awaitIn(p, p.scope, token);
  primary(p);
  p.tree.close(from, 'await');
  return shape('other', token, 'an await expression');
}

/** An atom with the attributes, calls and subscripts that follow it. */
export function primary(p: Cursor): Shape {
  const from = p.tree.mark();
  let found = atom(p);
  for (;;) {
    if (p.key === '.') {
      found = attribute(p, from);
    } else if (p.key === '(') {
      p.tree.label('function');
      callArguments(p, true);
      p.tree.label('arguments');
      p.tree.close(from, 'call');
      found = shape('other', found.token, 'a call');
    } else if (p.key === '[') {
      p.tree.label('value');
      subscripts(p);
      p.tree.close(from, 'subscript');
      found = shape('subscript', found.token);
    } else {
      return found;
    }
  }
}

function attribute(p: Cursor, from: number): Shape {
  p.tree.label('object');
  p.advance();
  const name = p.name();
  p.tree.label('attribute');
  p.tree.close(from, 'attribute');
  return shape('attribute', name);
}
