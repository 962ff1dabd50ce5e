import type { Token } from '../scan/tokens';
import { comprehension } from './atoms';
import type { Cursor } from './cursor';
import { expression, namedExpression } from './expressions';
import { nameOf } from './scope';
import { rejectDebug } from './shape';

/** What was seen of a call's arguments so far. */
type Seen = { keyword: boolean; mapping: boolean; readonly names: Set<string> };

/** Arguments after the `(` at token `open`, up to and with the `)`. `call`: not a class's bases. */
export function callArguments(p: Cursor, open: number, call: boolean): void {
  if (p.accept(')')) {
    return;
  }
  const keyword = p.atName() && p.peek() === '=';
  if (call && p.isComprehension(open) && p.key !== '*' && !keyword) {
    comprehension(p, 'generator', namedExpression);
    if (p.key === ',') {
      p.fault(
        'generator-argument',
        p.token,
        'A generator beside other arguments needs parentheses.'
      );
    }
    p.expect(')');
    return;
  }
  const seen: Seen = { keyword: false, mapping: false, names: new Set() };
  do {
    argument(p, seen);
  } while (p.accept(',') && p.key !== ')');
  p.expect(')');
}

function argument(p: Cursor, seen: Seen): void {
  const { token } = p;
  if (p.accept('*')) {
    expression(p);
    order(
      p,
      seen.mapping,
      token,
      'An unpacked iterable follows an unpacked mapping.'
    );
  } else if (p.accept('**')) {
    expression(p);
    seen.mapping = true;
  } else if (p.atName() && p.peek() === '=') {
    p.advance();
    p.advance();
    keywordName(p, token, seen);
    expression(p);
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

/** What stands in `[…]` after a value; the `[` has been read. */
export function subscripts(p: Cursor): void {
  do {
    subscriptItem(p);
  } while (p.accept(',') && p.key !== ']');
  p.expect(']');
}

function subscriptItem(p: Cursor): void {
  if (p.accept('*')) {
    expression(p);
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
}
