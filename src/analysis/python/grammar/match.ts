import { indentOrStatement, labelledBlock } from './compound';
import type { Cursor } from './cursor';
import { commaList, namedExpression, starNamedExpression } from './expressions';
import { patterns } from './patterns';
import { rejectStar } from './shape';
import type { Shape } from './shape';
import { endLine } from './simple';

/** `match` begins a statement where the line ends in a colon: with the word as a name none does. */
export function isMatchStatement(p: Cursor): boolean {
  if (p.key !== 'match') {
    return false;
  }
  let index = p.index;
  while (p.tokens[index].type !== 'newline' && p.tokens[index].type !== 'end') {
    index += 1;
  }
  const last = p.tokens[index - 1];
  return index - 1 > p.index && last.type === 'op' && last.text === ':';
}

/** `match subject:` and its cases. */
export function matchStatement(p: Cursor): void {
  const from = p.tree.mark();
  p.keyword();
  rejectStar(p, commaList(p, subject));
  const colon = p.token;
  p.expect(':');
  const { failed } = p;
  endLine(p);
  if (!p.at('indent')) {
    if (!failed) {
      p.note('indentation', p.token, 'An indented block must follow.');
    }
    return;
  }
  p.advance();
  const body = p.tree.mark();
  let all = false;
  while (!p.at('dedent') && !p.at('end')) {
    all = caseBlock(p, all);
  }
  if (p.at('dedent')) {
    p.advance();
  }
  p.tree.close(body, 'block');
  // That of other statements begins with its first statement.
  p.tree.last().start = colon.end;
  p.tree.label('body');
  p.tree.close(from, 'match_statement');
}

function subject(p: Cursor): Shape {
  const found = starNamedExpression(p);
  p.tree.label('subject');
  return found;
}

/** One case; says whether it matches everything. */
function caseBlock(p: Cursor, unreachable: boolean): boolean {
  const { token } = p;
  if (p.key !== 'case') {
    p.note('syntax', token, "'case' must stand here.");
    indentOrStatement(p);
    return false;
  }
  if (unreachable) {
    p.note('pattern', token, 'The case before matches everything.');
  }
  return caseClause(p);
}

function caseClause(p: Cursor): boolean {
  const from = p.tree.mark();
  p.keyword();
  let all = patterns(p);
  if (p.key === 'if') {
    all = false;
    guard(p);
  }
  labelledBlock(p, 'consequence');
  p.tree.close(from, 'case_clause');
  p.tree.label('alternative');
  return all;
}

function guard(p: Cursor): void {
  const from = p.tree.mark();
  p.advance();
  namedExpression(p);
  p.tree.close(from, 'if_clause');
  p.tree.label('guard');
}
