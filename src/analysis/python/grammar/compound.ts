import { callArguments } from './arguments';
import type { Cursor } from './cursor';
import {
  expression,
  loopTargets,
  namedExpression,
  starExpressions
} from './expressions';
import { toType } from './forms';
import { awaitIn } from './names';
import { parameterList, typeParameters } from './parameters';
import { isMatchStatement, matchStatement } from './match';
import { endLine, simpleStatements } from './simple';
import { newScope } from './scope';
import type { Scope } from './scope';
import { bindName, bindTarget, rejectStar } from './shape';
import { tryStatement } from './try';
import { withStatement } from './with';

/** Reads a statement whose node begins at the mark, or here. */
type Read = (p: Cursor, from?: number) => void;

const STATEMENTS: ReadonlyMap<string, Read> = new Map<string, Read>([
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

/** `:` and a block, known to the statement under that name. */
export function labelledBlock(p: Cursor, field: string): void {
  block(p);
  p.tree.label(field);
}

/** `:` and a block: indented lines, or simple statements on the same line. */
export function block(p: Cursor): void {
  const colon = p.token;
  p.expect(':');
  const from = p.tree.mark();
  if (!p.at('newline')) {
    simpleStatements(p);
    p.tree.close(from, 'block');
    return;
  }
  const { failed } = p;
  endLine(p);
  if (p.at('indent')) {
    p.advance();
    statements(p);
    p.tree.close(from, 'block');
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
  labelledBlock(p, 'body');
  p.scope.blocks.pop();
  alternative(p);
}

function alternative(p: Cursor): void {
  if (p.key === 'else') {
    elseClause(p);
    p.tree.label('alternative');
  }
}

/** `else` and its block. */
export function elseClause(p: Cursor): void {
  const from = p.tree.mark();
  p.advance();
  labelledBlock(p, 'body');
  p.tree.close(from, 'else_clause');
}

function ifStatement(p: Cursor, from = p.tree.mark()): void {
  condition(p);
  while (p.key === 'elif') {
    const clause = p.tree.mark();
    condition(p);
    p.tree.close(clause, 'elif_clause');
    p.tree.label('alternative');
  }
  alternative(p);
  p.tree.close(from, 'if_statement');
}

/** `if` or `elif` with condition and block. */
function condition(p: Cursor): void {
  p.advance();
  namedExpression(p);
  p.tree.label('condition');
  labelledBlock(p, 'consequence');
}

function whileStatement(p: Cursor, from = p.tree.mark()): void {
  p.advance();
  namedExpression(p);
  p.tree.label('condition');
  loopBlock(p);
  p.tree.close(from, 'while_statement');
}

function forStatement(p: Cursor, from = p.tree.mark()): void {
  p.advance();
  bindTarget(p, loopTargets(p));
  p.expect('in');
  rejectStar(p, starExpressions(p));
  p.tree.label('right');
  loopBlock(p);
  p.tree.close(from, 'for_statement');
}

function asyncStatement(p: Cursor): void {
  const from = p.tree.mark();
  const token = p.advance();
  if (p.key === 'def') {
    functionDefinition(p, from, true);
  } else if (p.key === 'for' || p.key === 'with') {
    awaitIn(p, p.scope, token);
    const read = p.key === 'for' ? forStatement : withStatement;
    read(p, from);
  } else {
    p.unexpected();
    endLine(p);
  }
}

function decorated(p: Cursor): void {
  const from = p.tree.mark();
  while (p.key === '@') {
    const decorator = p.tree.mark();
    p.advance();
    namedExpression(p);
    p.tree.close(decorator, 'decorator');
    endLine(p);
  }
  const next = p.key === 'async' ? p.peek() : p.key;
  if (next === 'def' || (next === 'class' && p.key === 'class')) {
    statement(p);
    p.tree.label('definition');
    p.tree.close(from, 'decorated_definition');
  } else {
    p.unexpected('a definition must follow a decorator');
    endLine(p);
  }
}

function functionDefinition(
  p: Cursor,
  from = p.tree.mark(),
  isAsync = false
): void {
  definedName(p);
  const names = parameters(p);
  if (p.accept('->')) {
    expression(p);
    toType(p);
    p.tree.label('return_type');
  }
  const scope = newScope('function', p.scope, names, isAsync);
  within(p, scope, () => labelledBlock(p, 'body'));
  p.tree.close(from, 'function_definition');
  const { valueReturn } = scope;
  if (isAsync && scope.yields && valueReturn) {
    p.note(
      'return-value',
      valueReturn,
      "'return' with a value in an async generator."
    );
  }
}

/** `def` or `class` with name and type parameters; says whether there are any of these. */
function definedName(p: Cursor): boolean {
  p.advance();
  bindName(p, p.name());
  p.tree.label('name');
  const generic = typeParameters(p);
  if (generic) {
    p.tree.label('type_parameters');
  }
  return generic;
}

function parameters(p: Cursor): Set<string> {
  const from = p.tree.mark();
  p.expect('(');
  const names = parameterList(p, ')', true);
  p.expect(')');
  p.tree.close(from, 'parameters');
  p.tree.label('parameters');
  return names;
}

function classDefinition(p: Cursor, from = p.tree.mark()): void {
  const generic = Number(definedName(p));
  if (p.key === '(') {
    p.types += generic;
    callArguments(p, false);
    p.types -= generic;
    p.tree.label('superclasses');
  }
  within(p, newScope('class', p.scope), () => labelledBlock(p, 'body'));
  p.tree.close(from, 'class_definition');
}

function within(p: Cursor, scope: Scope, read: () => void): void {
  const outer = p.scope;
  p.scope = scope;
  read();
  p.scope = outer;
}
