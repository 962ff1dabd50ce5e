import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import {
  commaList,
  expression,
  isBareTuple,
  starExpression,
  startsExpression,
  valueExpression,
  yieldExpression
} from './expressions';
import { toPattern, toType } from './forms';
import { nameOf } from './scope';
import { bindTarget, rejectStar } from './shape';
import type { Shape } from './shape';

const AUGMENTED = new Set(
  '+= -= *= /= //= %= @= &= |= ^= >>= <<= **='.split(' ')
);

/** An expression, which may turn out to be the target of an assignment. */
export function expressionStatement(p: Cursor): void {
  const { token } = p;
  const from = p.tree.mark();
  const target =
    p.key === 'yield' ? yieldExpression(p) : commaList(p, starExpression);
  if (p.key === ':') {
    annotatedAssignment(p, target, from);
  } else if (AUGMENTED.has(p.key)) {
    augmentedAssignment(p, target, from);
  } else if (p.key === '=') {
    if (isBareTuple(target)) {
      p.tree.close(from, 'expression_list');
    }
    assignment(p, target, from);
  } else if (isStatementOfPython2(p, target)) {
    p.fault(
      `${token.text}-statement`,
      token,
      `${token.text} is a function: its arguments need parentheses.`
    );
  } else {
    rejectStar(p, target);
  }
}

/** `print x`, `exec "code"`: a name, then something on the same line. */
function isStatementOfPython2(p: Cursor, found: Shape): boolean {
  return (
    found.kind === 'name' &&
    (found.token.text === 'print' || found.token.text === 'exec') &&
    startsExpression(p)
  );
}

/** `a = b = value` is `a` assigned the assignment of `b`. */
function assignment(p: Cursor, first: Shape, from: number): void {
  const starts: number[] = [];
  let target = first;
  let start = from;
  while (p.key === '=') {
    toPattern(p);
    p.tree.label('left');
    p.advance();
    bindTarget(p, target);
    starts.push(start);
    start = p.tree.mark();
    target = valueExpression(p);
  }
  rejectStar(p, target);
  for (const mark of starts.reverse()) {
    p.tree.label('right');
    p.tree.close(mark, 'assignment');
  }
}

function augmentedAssignment(p: Cursor, target: Shape, from: number): void {
  toPattern(p);
  p.tree.label('left');
  p.advance();
  p.tree.label('operator');
  if (
    target.kind === 'tuple' ||
    target.kind === 'list' ||
    target.kind === 'star'
  ) {
    const message = `Cannot assign to ${target.label} in place.`;
    p.note('assignment-target', target.token, message);
  } else {
    bindTarget(p, target);
  }
  rejectStar(p, valueExpression(p));
  p.tree.label('right');
  p.tree.close(from, 'augmented_assignment');
}

function annotatedAssignment(p: Cursor, target: Shape, from: number): void {
  toPattern(p);
  p.tree.label('left');
  p.advance();
  if (
    target.kind === 'tuple' ||
    target.kind === 'list' ||
    target.kind === 'star'
  ) {
    const message = `Only a single target can be annotated, not ${target.label}.`;
    p.note('assignment-target', target.token, message);
  } else {
    bindTarget(p, target);
  }
  if (target.kind === 'name' && !target.parenthesised) {
    annotateName(p, target.token);
  }
  expression(p);
  toType(p);
  p.tree.label('type');
  if (p.accept('=')) {
    rejectStar(p, valueExpression(p));
    p.tree.label('right');
  }
  p.tree.close(from, 'assignment');
}

function annotateName(p: Cursor, token: Token): void {
  const { scope } = p;
  const name = nameOf(token);
  if (
    scope.kind !== 'module' &&
    (scope.globals.has(name) || scope.nonlocals.has(name))
  ) {
    p.note(
      'declaration',
      token,
      `'${name}' is global or nonlocal and cannot be annotated.`
    );
  }
  scope.annotated.add(name);
}
