import { callArguments } from './arguments';
import type { Cursor } from './cursor';
import {
  expression,
  loopTargets,
  namedExpression,
  starExpressions
} from './expressions';
import { awaitIn } from './names';
import { parameterList, typeParameters } from './parameters';
import { isMatchStatement, matchStatement } from './match';
import { endLine, simpleStatements } from './simple';
import { newScope } from './scope';
import type { Scope } from './scope';
import { bindName, bindTarget, rejectStar } from './shape';
import { tryStatement } from './try';
import { withStatement } from './with';

const STATEMENTS: ReadonlyMap<string, (p: Cursor) => void> = new Map([
  ['if', ifStatement],
  ['while', whileStatement],
  ['for', forStatement],
  ['try', tryStatement],
  ['with', withStatement],
  ['def', functionDefinition],
  ['class', classDefinition],
  ['async', asyncStatement],
  ['@', decorated]
]);

/** A statement with a block begins with the word. */
export function isCompound(key: string): boolean {
  return STATEMENTS.has(key);
}

/** One statement of any kind, to the end of its last line. */
export function statement(p: Cursor): void {
  const compound =
    STATEMENTS.get(p.key) ??
    (isMatchStatement(p) ? matchStatement : simpleStatements);
  compound(p);
}

/** `:` and a block: indented lines, or simple statements on the same line. */
export function block(p: Cursor): void {
  const colon = p.token;
  p.expect(':');
  if (!p.at('newline')) {
    simpleStatements(p);
    return;
  }
  const { failed } = p;
  endLine(p);
  if (p.at('indent')) {
    p.advance();
    statements(p);
    return;
  }
  if (!failed) {
    p.note('indentation', colon, 'An indented block must follow.');
  }
}

/** Statements up to the dedent that ends their block, which is read, or the end of the text. */
export function statements(p: Cursor): void {
  for (;;) {
    if (p.at('end')) {
      return;
    }
    if (p.at('dedent')) {
      p.advance();
      return;
    }
    indentOrStatement(p);
  }
}

/** A statement, or lines that are indented without reason. */
export function indentOrStatement(p: Cursor): void {
  if (p.at('indent')) {
    p.advance();
    p.note('indentation', p.token, 'The line is indented without reason.');
    statements(p);
  } else {
    statement(p);
  }
}

/** The block of a loop, in which `break` and `continue` may stand. */
function loopBlock(p: Cursor): void {
  p.scope.blocks.push('loop');
  block(p);
  p.scope.blocks.pop();
  elseBlock(p);
}

function elseBlock(p: Cursor): void {
  if (p.accept('else')) {
    block(p);
  }
}

function ifStatement(p: Cursor): void {
  do {
    p.advance();
    namedExpression(p);
    block(p);
  } while (p.key === 'elif');
  elseBlock(p);
}

function whileStatement(p: Cursor): void {
  p.advance();
  namedExpression(p);
  loopBlock(p);
}

function forStatement(p: Cursor): void {
  p.advance();
  bindTarget(p, loopTargets(p));
  p.expect('in');
  rejectStar(p, starExpressions(p));
  loopBlock(p);
}

function asyncStatement(p: Cursor): void {
  const token = p.advance();
  if (p.key === 'def') {
    functionDefinition(p, true);
  } else if (p.key === 'for' || p.key === 'with') {
    awaitIn(p, p.scope, token);
    statement(p);
  } else {
    p.unexpected();
    endLine(p);
  }
}

function decorated(p: Cursor): void {
  while (p.accept('@')) {
    namedExpression(p);
    endLine(p);
  }
  const next = p.key === 'async' ? p.peek() : p.key;
  if (next === 'def' || (next === 'class' && p.key === 'class')) {
    statement(p);
  } else {
    p.unexpected('a definition must follow a decorator');
    endLine(p);
  }
}

function functionDefinition(p: Cursor, isAsync = false): void {
  p.advance();
  bindName(p, p.name());
  typeParameters(p);
  p.expect('(');
  const names = parameterList(p, ')', true);
  p.expect(')');
  if (p.accept('->')) {
    expression(p);
  }
  const scope = newScope('function', p.scope, names, isAsync);
  within(p, scope, () => block(p));
  const { valueReturn } = scope;
  if (isAsync && scope.yields && valueReturn) {
    p.note(
      'return-value',
      valueReturn,
      "'return' with a value in an async generator."
    );
  }
}

function classDefinition(p: Cursor): void {
  p.advance();
  bindName(p, p.name());
  const generic = Number(typeParameters(p));
  const { index } = p;
  if (p.accept('(')) {
    p.types += generic;
    callArguments(p, index, false);
    p.types -= generic;
  }
  within(p, newScope('class', p.scope), () => block(p));
}

function within(p: Cursor, scope: Scope, read: () => void): void {
  const outer = p.scope;
  p.scope = scope;
  read();
  p.scope = outer;
}
