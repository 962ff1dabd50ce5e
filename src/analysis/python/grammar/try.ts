import { block } from './compound';
import type { Cursor } from './cursor';
import { expression } from './expressions';
import { bindName } from './shape';

/** `try` with its `except`, `except*`, `else` and `finally`. */
export function tryStatement(p: Cursor): void {
  const start = p.advance();
  block(p);
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
  if (handlers > 0 && p.accept('else')) {
    block(p);
  }
  if (p.accept('finally')) {
    block(p);
  } else if (handlers === 0) {
    p.note('syntax', start, "'except' or 'finally' must follow.");
  }
}

/** One handler; says whether it names no exception. */
function handler(p: Cursor, starred: boolean): boolean {
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
  return bare;
}

/** Types without parentheses (Python 3.14) take no name. */
function exceptions(p: Cursor): void {
  expression(p);
  let several = false;
  while (p.accept(',')) {
    several = true;
    expression(p);
  }
  if (!several && p.accept('as')) {
    bindName(p, p.name());
  }
}
