import { block, indentOrStatement } from './compound';
import type { Cursor } from './cursor';
import { commaList, namedExpression, starNamedExpression } from './expressions';
import { patterns } from './patterns';
import { rejectStar } from './shape';
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
  p.advance();
  rejectStar(p, commaList(p, starNamedExpression));
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
  let all = false;
  while (!p.at('dedent') && !p.at('end')) {
    all = caseBlock(p, all);
  }
  if (p.at('dedent')) {
    p.advance();
  }
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
  p.advance();
  let all = patterns(p);
  if (p.accept('if')) {
    all = false;
    namedExpression(p);
  }
  block(p);
  return all;
}
