import { labelledBlock } from './compound';
import type { Cursor } from './cursor';
import { expression } from './expressions';
import { primary } from './operators';
import { bindTarget } from './shape';

/** `with items: block`; the items may stand in parentheses together. */
export function withStatement(p: Cursor, from = p.tree.mark()): void {
  p.advance();
  const clause = p.tree.mark();
  if (p.key !== '(' || !parenthesised(p)) {
    do {
      item(p);
    } while (p.accept(','));
  }
  p.tree.close(clause, 'with_clause');
  labelledBlock(p, 'body');
  p.tree.close(from, 'with_statement');
}

/** Tries `( items [,] ) :`; else, and for one expression in parentheses, nothing has been read. */
function parenthesised(p: Cursor): boolean {
  const start = p.attempt();
  p.advance();
  let lone = true;
  do {
    const named = item(p);
    lone &&= !named && p.key !== ',';
  } while (p.accept(',') && p.key !== ')');
  if (p.accept(')') && p.key === ':' && !p.failed && !lone) {
    return true;
  }
  p.back(start);
  return false;
}

/** One context manager; says whether it is bound to something. */
function item(p: Cursor): boolean {
  const from = p.tree.mark();
  expression(p);
  const named = p.key === 'as';
  if (named) {
    asTarget(p, from, () => bindTarget(p, primary(p)));
  }
  p.tree.label('value');
  p.tree.close(from, 'with_item');
  return named;
}

/** `as` and what the expression read since the mark is bound to. */
export function asTarget(p: Cursor, from: number, read: () => void): void {
  p.advance();
  const target = p.tree.mark();
  read();
  p.tree.close(target, 'as_pattern_target');
  p.tree.label('alias');
  p.tree.close(from, 'as_pattern');
}
