import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import {
  expression,
  starExpressions,
  startsExpression,
  valueExpression
} from './expressions';
import { importFrom, importNames } from './imports';
import { declareName } from './names';
import { typeParameters } from './parameters';
import { nameOf } from './scope';
import { bindName, bindTarget, deleteTarget, rejectStar } from './shape';
import type { Shape } from './shape';

const AUGMENTED = new Set(
  '+= -= *= /= //= %= @= &= |= ^= >>= <<= **='.split(' ')
);

const KEYWORD_STATEMENTS: ReadonlyMap<string, (p: Cursor) => void> = new Map([
  ['pass', p => void p.advance()],
  ['break', leaveLoop],
  ['continue', leaveLoop],
  ['return', returnStatement],
  ['raise', raiseStatement],
  ['global', declaration],
  ['nonlocal', declaration],
  ['del', deleteStatement],
  ['assert', assertStatement],
  ['import', importNames],
  ['from', importFrom]
]);

/** Statements with semicolons between them, and the end of the line. */
export function simpleStatements(p: Cursor): void {
  do {
    simpleStatement(p);
  } while (p.accept(';') && !p.at('newline'));
  endLine(p);
}

/** Reads the end of the line; the next one starts without faults. */
export function endLine(p: Cursor): void {
  if (!p.at('newline') && !p.at('end')) {
    p.unexpected();
  }
  if (p.at('newline')) {
    p.advance();
  }
  p.failed = false;
}

function simpleStatement(p: Cursor): void {
  const statement =
    KEYWORD_STATEMENTS.get(p.key) ??
    (isTypeAlias(p) ? typeAlias : expressionStatement);
  const isPrologue =
    (p.index === 0 && p.at('string')) ||
    (p.key === 'from' && p.peek() === '__future__');
  statement(p);
  if (!isPrologue && !p.mode.separateStatements) {
    p.mayImportFuture = false;
  }
}

/** `type` before a name is the statement: no expression looks like that. */
function isTypeAlias(p: Cursor): boolean {
  return p.key === 'type' && p.beforeName();
}

function typeAlias(p: Cursor): void {
  p.advance();
  bindName(p, p.name());
  typeParameters(p);
  p.expect('=');
  p.types += 1;
  expression(p);
  p.types -= 1;
}

function expressionStatement(p: Cursor): void {
  const { token } = p;
  const target = valueExpression(p);
  if (p.key === ':') {
    annotatedAssignment(p, target);
  } else if (AUGMENTED.has(p.key)) {
    augmentedAssignment(p, target);
  } else if (p.key === '=') {
    assignment(p, target);
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

function assignment(p: Cursor, first: Shape): void {
  let target = first;
  while (p.accept('=')) {
    bindTarget(p, target);
    target = valueExpression(p);
  }
  rejectStar(p, target);
}

function augmentedAssignment(p: Cursor, target: Shape): void {
  p.advance();
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
}

function annotatedAssignment(p: Cursor, target: Shape): void {
  const { scope } = p;
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
    const name = nameOf(target.token);
    if (
      scope.kind !== 'module' &&
      (scope.globals.has(name) || scope.nonlocals.has(name))
    ) {
      p.note(
        'declaration',
        target.token,
        `'${name}' is global or nonlocal and cannot be annotated.`
      );
    }
    scope.annotated.add(name);
  }
  expression(p);
  if (p.accept('=')) {
    rejectStar(p, valueExpression(p));
  }
}

function deleteStatement(p: Cursor): void {
  p.advance();
  deleteTarget(p, starExpressions(p));
}

function returnStatement(p: Cursor): void {
  const token = p.advance();
  const { scope } = p;
  if (scope.kind !== 'function') {
    p.note('return-outside', token, "'return' outside of a function.");
  }
  if (scope.blocks.includes('except*')) {
    p.note('return-outside', token, "'return' in an 'except*' block.");
  }
  if (startsExpression(p)) {
    rejectStar(p, starExpressions(p));
    scope.valueReturn = scope.valueReturn ?? token;
  }
}

function leaveLoop(p: Cursor): void {
  const token = p.advance();
  const { blocks } = p.scope;
  const around = blocks[blocks.length - 1];
  if (around !== 'loop') {
    const where = around ? "in an 'except*' block" : 'outside of a loop';
    p.note(`${token.text}-outside`, token, `'${token.text}' ${where}.`);
  }
}

function raiseStatement(p: Cursor): void {
  p.advance();
  if (startsExpression(p)) {
    expression(p);
    if (p.accept('from')) {
      expression(p);
    }
  }
}

function declaration(p: Cursor): void {
  const word: Token = p.advance();
  do {
    declareName(p, p.name(), word.text);
  } while (p.accept(','));
}

function assertStatement(p: Cursor): void {
  p.advance();
  expression(p);
  if (p.accept(',')) {
    expression(p);
  }
}
