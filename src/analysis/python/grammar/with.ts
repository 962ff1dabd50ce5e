import { block } from './compound';
import type { Cursor } from './cursor';
import { expression, primary } from './expressions';
import { bindTarget } from './shape';

/** `with items: block`; the items may stand in parentheses together. */
export function withStatement(p: Cursor): void {
  p.advance();
  if (p.key !== '(' || !parenthesised(p)) {
    do {
      item(p);
    } while (p.accept(','));
  }
  block(p);
}

/** Tries `( items [,] ) :`; else nothing has been read. */
function parenthesised(p: Cursor): boolean {
  const start = p.attempt();
  p.advance();
  do {
    item(p);
  } while (p.accept(',') && p.key !== ')');
  if (p.accept(')') && p.key === ':' && !p.failed) {
    return true;
  }
  p.back(start);
  return false;
}

function item(p: Cursor): void {
  expression(p);
  if (p.accept('as')) {
    bindTarget(p, primary(p));
  }
}
