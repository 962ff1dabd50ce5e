import { block, elseClause, labelledBlock } from './compound';
import type { Cursor } from './cursor';
import { expression } from './expressions';
import { bindName } from './shape';
import { asTarget } from './with';

/** `try` with its `except`, `except*`, `else` and `finally`. */
export function tryStatement(p: Cursor, from = p.tree.mark()): void {
  const start = p.advance();
  labelledBlock(p, 'body');
  let handlers = 0;
  let bare = false;
  let group: boolean | null = null;
  while (p.key === 'except') {
    const token = p.token;
    const starred = p.peek() === '*';
    if (bare) {
      p.note(
        'except-order',
        token,
        "An 'except:' for everything must be last."
      );
    }
    if (group !== null && group !== starred) {
      p.note('except-order', token, "'except' and 'except*' are mixed.");
    }
    group = starred;
    bare = handler(p, starred);
    handlers += 1;
  }
  if (handlers > 0 && p.key === 'else') {
    elseClause(p);
  }
  if (p.key === 'finally') {
    finallyClause(p);
  } else if (handlers === 0) {
    p.note('syntax', start, "'except' or 'finally' must follow.");
  }
  p.tree.close(from, 'try_statement');
}

function finallyClause(p: Cursor): void {
  const from = p.tree.mark();
  p.advance();
  block(p);
  p.tree.close(from, 'finally_clause');
}

/** One handler; says whether it names no exception. */
function handler(p: Cursor, starred: boolean): boolean {
  const from = p.tree.mark();
  p.advance();
  if (starred) {
    p.advance();
  }
  const bare = p.key === ':' && !starred;
  if (!bare) {
    exceptions(p);
  }
  const { blocks } = p.scope;
  if (starred) {
    blocks.push('except*');
  }
  block(p);
  if (starred) {
    blocks.pop();
  }
  p.tree.close(from, 'except_clause');
  return bare;
}

/** Types without parentheses (Python 3.14) take no name. */
function exceptions(p: Cursor): void {
  const from = p.tree.mark();
  expression(p);
  if (p.key === 'as') {
    asTarget(p, from, () => bindName(p, p.name()));
    p.tree.label('value');
    return;
  }
  p.tree.label('value');
  while (p.accept(',')) {
    expression(p);
    p.tree.label('value');
  }
}
