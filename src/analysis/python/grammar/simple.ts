import type { Token } from '../scan/tokens';
import { expressionStatement } from './assignments';
import type { Cursor } from './cursor';
import { expression, starExpressions, startsExpression } from './expressions';
import { toType } from './forms';
import {
  futureImport,
  importFrom,
  importNames,
  isFutureImport
} from './imports';
import { declareName } from './names';
import { typeParameters } from './parameters';
import { bindName, deleteTarget, rejectStar } from './shape';

/** How a statement is read, and the type of its node. */
type Simple = readonly [read: (p: Cursor) => void, type: string];

const KEYWORD_STATEMENTS: ReadonlyMap<string, Simple> = new Map<string, Simple>(
  [
    ['pass', [p => void p.advance(), 'pass_statement']],
    ['break', [leaveLoop, 'break_statement']],
    ['continue', [leaveLoop, 'continue_statement']],
    ['return', [returnStatement, 'return_statement']],
    ['raise', [raiseStatement, 'raise_statement']],
    ['global', [declaration, 'global_statement']],
    ['nonlocal', [declaration, 'nonlocal_statement']],
    ['del', [deleteStatement, 'delete_statement']],
    ['assert', [assertStatement, 'assert_statement']],
    ['import', [importNames, 'import_statement']],
    ['from', [importFrom, 'import_from_statement']]
  ]
);
const TYPE_ALIAS: Simple = [typeAlias, 'type_alias_statement'];
const FUTURE_IMPORT: Simple = [futureImport, 'future_import_statement'];
const EXPRESSION: Simple = [expressionStatement, 'expression_statement'];

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
  const isPrologue =
    (p.index === 0 && p.at('string')) ||
    (p.key === 'from' && p.peek() === '__future__');
  const from = p.tree.mark();
  const [read, type] = simpleAt(p);
  read(p);
  p.tree.close(from, type);
  if (!isPrologue && !p.mode.separateStatements) {
    p.mayImportFuture = false;
  }
}

function simpleAt(p: Cursor): Simple {
  if (p.key === 'from' && isFutureImport(p)) {
    return FUTURE_IMPORT;
  }
  return (
    KEYWORD_STATEMENTS.get(p.key) ?? (isTypeAlias(p) ? TYPE_ALIAS : EXPRESSION)
  );
}

/** `type` before a name is the statement: no expression looks like that. */
function isTypeAlias(p: Cursor): boolean {
  return p.key === 'type' && p.beforeName();
}

function typeAlias(p: Cursor): void {
  p.keyword();
  const from = p.tree.mark();
  bindName(p, p.name());
  if (typeParameters(p)) {
    p.tree.close(from, 'generic_type');
  }
  p.tree.close(from, 'type');
  p.tree.label('left');
  p.expect('=');
  p.types += 1;
  expression(p);
  p.types -= 1;
  toType(p);
  p.tree.label('right');
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
      p.tree.label('cause');
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
