import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import {
  bitwiseOr,
  commaList,
  disjunction,
  expression,
  loopTargets,
  namedExpression,
  startsExpression,
  starNamedExpression,
  yieldExpression
} from './expressions';
import { awaitIn, closeComprehension, useName } from './names';
import { newScope } from './scope';
import type { Scope } from './scope';
import { bindTarget, rejectStar, shape } from './shape';
import type { Shape } from './shape';
import { strings } from './strings';

const CONSTANTS = new Set(['None', 'True', 'False', '...']);

/** A name, literal, or something in brackets. */
export function atom(p: Cursor): Shape {
  const { token, key } = p;
  if (p.at('number')) {
    p.advance();
    return shape('other', token, 'a literal');
  }
  if (p.at('string') || p.at('fstring-start')) {
    return strings(p);
  }
  if (key === '(') {
    return group(p);
  }
  if (key === '[') {
    return list(p);
  }
  if (key === '{') {
    return braces(p);
  }
  if (CONSTANTS.has(key)) {
    p.advance();
    return shape('other', token, key === '...' ? 'an ellipsis' : key);
  }
  if (p.atName()) {
    useName(p, p.advance());
    return shape('name', token);
  }
  p.unexpected();
  return shape('other', token);
}

/** `(…)`: a tuple, a generator, or an expression in parentheses. */
function group(p: Cursor): Shape {
  const { index } = p;
  const token = p.advance();
  if (p.accept(')')) {
    return { ...shape('tuple', token, 'a tuple'), parenthesised: true };
  }
  if (p.isComprehension(index)) {
    comprehension(p, 'generator', namedExpression);
    p.expect(')');
    return shape('other', token, 'a generator expression');
  }
  if (p.key === 'yield') {
    const found = yieldExpression(p);
    p.expect(')');
    return found;
  }
  const found = commaList(p, starNamedExpression);
  rejectStar(p, found);
  p.expect(')');
  return { ...found, parenthesised: true };
}

function list(p: Cursor): Shape {
  const { index } = p;
  const token = p.advance();
  if (p.isComprehension(index)) {
    comprehension(p, 'comprehension', namedExpression);
    p.expect(']');
    return shape('other', token, 'a list comprehension');
  }
  const items = elements(p);
  p.expect(']');
  return shape('list', token, 'a list', items);
}

function elements(p: Cursor): Shape[] {
  const items: Shape[] = [];
  while (startsExpression(p)) {
    items.push(starNamedExpression(p));
    if (!p.accept(',')) {
      break;
    }
  }
  return items;
}

/** `{…}`: a dictionary or set. */
function braces(p: Cursor): Shape {
  const { index } = p;
  const token = p.advance();
  if (p.isComprehension(index)) {
    comprehension(p, 'comprehension', pairOrElement);
  } else if (p.key === '**') {
    pairs(p);
  } else if (p.key !== '}') {
    const isPair = p.key !== '*' && pairOrElement(p);
    if (isPair && p.accept(',')) {
      pairs(p);
    } else if (p.key === '*' || p.accept(',')) {
      elements(p);
    }
  }
  p.expect('}');
  return shape('other', token, 'a dictionary or set');
}

/** `key: value` or an element; says whether it was a pair. */
function pairOrElement(p: Cursor): boolean {
  const named = p.peek() === ':=';
  namedExpression(p);
  if (named || !p.accept(':')) {
    return false;
  }
  expression(p);
  return true;
}

function pairs(p: Cursor): void {
  while (p.key !== '}' && !p.failed) {
    if (p.accept('**')) {
      bitwiseOr(p);
    } else {
      expression(p);
      p.expect(':');
      expression(p);
    }
    if (!p.accept(',')) {
      return;
    }
  }
}

/** An element with the `for` and `if` clauses behind it, up to the closing bracket. */
export function comprehension(
  p: Cursor,
  kind: 'comprehension' | 'generator',
  element: (p: Cursor) => unknown
): void {
  const start = p.token;
  const outer = p.scope;
  const inner = newScope(kind, outer);
  p.scope = inner;
  element(p);
  clauses(p, outer, inner);
  p.scope = outer;
  closeComprehension(p, inner, start);
}

function clauses(p: Cursor, outer: Scope, inner: Scope): void {
  let first = true;
  while (p.key === 'for' || (p.key === 'async' && p.peek() === 'for')) {
    const token: Token = p.token;
    if (p.accept('async')) {
      awaitIn(p, inner, token);
    }
    p.advance();
    bindTarget(p, loopTargets(p));
    p.expect('in');
    // The first iterable is evaluated outside.
    p.scope = first ? outer : inner;
    p.iterables += 1;
    disjunction(p);
    p.iterables -= 1;
    p.scope = inner;
    first = false;
    while (p.accept('if')) {
      disjunction(p);
    }
  }
}
