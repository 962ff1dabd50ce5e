import type { Token } from '../scan/tokens';
import { comprehension } from './atoms';
import type { Cursor } from './cursor';
import { expression, namedExpression } from './expressions';
import { nameOf } from './scope';
import { rejectDebug } from './shape';

/** What was seen of a call's arguments so far. */
type Seen = { keyword: boolean; mapping: boolean; readonly names: Set<string> };

/** Arguments from the `(` up to and with the `)`. `call`: not a class's bases. */
export function callArguments(p: Cursor, call: boolean): void {
  const { index } = p;
  const from = p.tree.mark();
  p.advance();
  const keyword = p.atName() && p.peek() === '=';
  const generator =
    call && p.isComprehension(index) && p.key !== '*' && !keyword;
  if (generator) {
    comprehension(p, 'generator', namedExpression);
    if (p.key === ',') {
      p.fault(
        'generator-argument',
        p.token,
        'A generator beside other arguments needs parentheses.'
      );
    }
  } else if (p.key !== ')') {
    const seen: Seen = { keyword: false, mapping: false, names: new Set() };
    do {
      argument(p, seen);
    } while (p.accept(',') && p.key !== ')');
  }
  p.expect(')');
  p.tree.close(from, generator ? 'generator_expression' : 'argument_list');
}

function argument(p: Cursor, seen: Seen): void {
  const { token } = p;
  const from = p.tree.mark();
  if (p.accept('*')) {
    expression(p);
    p.tree.close(from, 'list_splat');
    order(
      p,
      seen.mapping,
      token,
      'An unpacked iterable follows an unpacked mapping.'
    );
  } else if (p.accept('**')) {
    expression(p);
    p.tree.close(from, 'dictionary_splat');
    seen.mapping = true;
  } else if (p.atName() && p.peek() === '=') {
    p.advance();
    p.tree.label('name');
    p.advance();
    keywordName(p, token, seen);
    expression(p);
    p.tree.label('value');
    p.tree.close(from, 'keyword_argument');
  } else {
    namedExpression(p);
    order(
      p,
      seen.mapping || seen.keyword,
      token,
      'A positional argument follows a keyword argument.'
    );
  }
}

function keywordName(p: Cursor, token: Token, seen: Seen): void {
  const name = nameOf(token);
  if (seen.names.has(name)) {
    p.note('repeated-argument', token, `The argument '${name}' is repeated.`);
  }
  rejectDebug(p, token);
  seen.names.add(name);
  seen.keyword = true;
}

function order(p: Cursor, wrong: boolean, at: Token, message: string): void {
  if (wrong) {
    p.note('argument-order', at, message);
  }
}

/** `[…]` after a value. */
export function subscripts(p: Cursor): void {
  p.advance();
  do {
    subscriptItem(p);
    p.tree.label('subscript');
  } while (p.accept(',') && p.key !== ']');
  p.expect(']');
}

function subscriptItem(p: Cursor): void {
  const from = p.tree.mark();
  if (p.accept('*')) {
    expression(p);
    p.tree.close(from, 'list_splat');
    return;
  }
  if (p.key !== ':') {
    const isNamed = p.peek() === ':=';
    namedExpression(p);
    if (p.key !== ':' || isNamed) {
      return;
    }
  }
  // At most `:upper:step` is left of a slice.
  for (let colons = 0; colons < 2 && p.accept(':'); colons += 1) {
    if (p.key !== ':' && p.key !== ',' && p.key !== ']') {
      expression(p);
    }
  }
  p.tree.close(from, 'slice');
}
