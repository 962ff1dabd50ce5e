import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import {
  commaList,
  expression,
  isBareTuple,
  loopTargets,
  namedExpression,
  startsExpression,
  starNamedExpression,
  yieldExpression
} from './expressions';
import { bitwiseOr, disjunction } from './operators';
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
  const from = p.tree.mark();
  const token = p.advance();
  if (p.accept(')')) {
    p.tree.close(from, 'tuple');
    return { ...shape('tuple', token, 'a tuple'), parenthesised: true };
  }
  if (p.isComprehension(index)) {
    comprehension(p, 'generator', namedExpression);
    closeAt(p, from, ')', 'generator_expression');
    return shape('other', token, 'a generator expression');
  }
  if (p.key === 'yield') {
    const found = yieldExpression(p);
    closeAt(p, from, ')', 'parenthesized_expression');
    return found;
  }
  const found = commaList(p, starNamedExpression);
  const type = isBareTuple(found) ? 'tuple' : 'parenthesized_expression';
  rejectStar(p, found);
  closeAt(p, from, ')', type);
  return { ...found, parenthesised: true };
}

/** The bracket that ends what was read since the mark. */
function closeAt(p: Cursor, from: number, bracket: string, type: string): void {
  p.expect(bracket);
  p.tree.close(from, type);
}

function list(p: Cursor): Shape {
  const { index } = p;
  const from = p.tree.mark();
  const token = p.advance();
  if (p.isComprehension(index)) {
    comprehension(p, 'comprehension', namedExpression);
    closeAt(p, from, ']', 'list_comprehension');
    return shape('other', token, 'a list comprehension');
  }
  const items = elements(p);
  closeAt(p, from, ']', 'list');
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
  const from = p.tree.mark();
  const token = p.advance();
  const isComprehension = p.isComprehension(index);
  const isDictionary = isComprehension
    ? comprehension(p, 'comprehension', pairOrElement)
    : pairsOrElements(p);
  const type = isDictionary ? 'dictionary' : 'set';
  closeAt(p, from, '}', isComprehension ? `${type}_comprehension` : type);
  return shape('other', token, 'a dictionary or set');
}

/** What stands in braces; says whether it makes a dictionary. */
function pairsOrElements(p: Cursor): boolean {
  if (p.key === '}' || p.key === '**') {
    pairs(p);
    return true;
  }
  const isPair = p.key !== '*' && pairOrElement(p);
  if (isPair && p.accept(',')) {
    pairs(p);
  } else if (p.key === '*' || p.accept(',')) {
    elements(p);
  }
  return isPair;
}

/** `key: value` or an element; says whether it was a pair. */
function pairOrElement(p: Cursor): boolean {
  const from = p.tree.mark();
  const named = p.peek() === ':=';
  namedExpression(p);
  if (named || p.key !== ':') {
    return false;
  }
  valueOfPair(p, from);
  return true;
}

/** `: value`; the key has been read since the mark. */
function valueOfPair(p: Cursor, from: number): void {
  p.tree.label('key');
  p.expect(':');
  expression(p);
  p.tree.label('value');
  p.tree.close(from, 'pair');
}

function pairs(p: Cursor): void {
  while (p.key !== '}' && !p.failed) {
    const from = p.tree.mark();
    if (p.accept('**')) {
      bitwiseOr(p);
      p.tree.close(from, 'dictionary_splat');
    } else {
      expression(p);
      valueOfPair(p, from);
    }
    if (!p.accept(',')) {
      return;
    }
  }
}

/** An element with the `for` and `if` clauses behind it, up to the closing bracket; hands back
 *  what `element` does. */
export function comprehension<T>(
  p: Cursor,
  kind: 'comprehension' | 'generator',
  element: (p: Cursor) => T
): T {
  const start = p.token;
  const outer = p.scope;
  const inner = newScope(kind, outer);
  p.scope = inner;
  const found = element(p);
  p.tree.label('body');
  clauses(p, outer, inner);
  p.scope = outer;
  closeComprehension(p, inner, start);
  return found;
}

function clauses(p: Cursor, outer: Scope, inner: Scope): void {
  let first = true;
  while (p.key === 'for' || (p.key === 'async' && p.peek() === 'for')) {
    // The first iterable is evaluated outside.
    forClause(p, first ? outer : inner, inner);
    first = false;
    ifClauses(p);
  }
}

function ifClauses(p: Cursor): void {
  while (p.key === 'if') {
    const from = p.tree.mark();
    p.advance();
    disjunction(p);
    p.tree.close(from, 'if_clause');
  }
}

/** `for target in iterable`, whose iterable is evaluated in a scope of its own. */
function forClause(p: Cursor, outer: Scope, inner: Scope): void {
  const from = p.tree.mark();
  const token: Token = p.token;
  if (p.accept('async')) {
    awaitIn(p, inner, token);
  }
  p.advance();
  bindTarget(p, loopTargets(p));
  p.expect('in');
  p.scope = outer;
  p.iterables += 1;
  disjunction(p);
  p.iterables -= 1;
  p.scope = inner;
  p.tree.label('right');
  p.tree.close(from, 'for_in_clause');
}
