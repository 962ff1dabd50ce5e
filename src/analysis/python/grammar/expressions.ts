import type { Cursor } from './cursor';
import { toPattern } from './forms';
import { walrusName, yieldIn } from './names';
import { bitwiseOr, disjunction, primary } from './operators';
import { lambdaExpression } from './parameters';
import { rejectStar, shape } from './shape';
import type { Shape } from './shape';

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
  const from = p.tree.mark();
  const first = disjunction(p);
  if (p.key !== 'if') {
    return first;
  }
  p.advance();
  disjunction(p);
  if (p.expect('else')) {
    expression(p);
  }
  p.tree.close(from, 'conditional_expression');
  return shape('other', first.token, 'a conditional expression');
}

/** An expression or `name := expression`. */
export function namedExpression(p: Cursor): Shape {
  if (p.peek() !== ':=' || !p.atName()) {
    return expression(p);
  }
  const from = p.tree.mark();
  const token = p.advance();
  p.tree.label('name');
  p.advance();
  expression(p);
  p.tree.label('value');
  p.tree.close(from, 'named_expression');
  walrusName(p, token);
  return shape('other', token, 'an assignment expression');
}

function starred(p: Cursor, read = bitwiseOr): Shape {
  const from = p.tree.mark();
  const token = p.advance();
  const item = read(p);
  p.tree.close(from, 'list_splat');
  return shape('star', token, 'a starred expression', [item]);
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
  return listOf(p, starExpression);
}

function listOf(p: Cursor, item: (p: Cursor) => Shape): Shape {
  const from = p.tree.mark();
  const found = commaList(p, item);
  if (isBareTuple(found)) {
    p.tree.close(from, 'expression_list');
  }
  return found;
}

/** What {@link commaList} found is more than an item. */
export function isBareTuple({ kind, parenthesised }: Shape): boolean {
  return kind === 'tuple' && !parenthesised;
}

/** `item (',' item)* [',']`: the item itself, or a tuple, for which no node is made. */
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
  const start = p.tree.mark();
  const token = p.advance();
  const from = p.accept('from');
  yieldIn(p, token, from);
  if (from) {
    expression(p);
  } else if (startsExpression(p)) {
    rejectStar(p, starExpressions(p));
  }
  p.tree.close(start, 'yield');
  return shape('other', token, 'a yield expression');
}

/** Targets of `for`: no operators, so that `in` ends them. */
export function loopTargets(p: Cursor): Shape {
  const found = listOf(p, loopTarget);
  toPattern(p);
  p.tree.label('left');
  return found;
}

function loopTarget(p: Cursor): Shape {
  return p.key === '*' ? starred(p, primary) : primary(p);
}
