import type { Token } from '../scan/tokens';
import { ruleKind } from '../tree/kinds';
import type { Cursor } from './cursor';
import { valueExpression } from './expressions';
import { rejectStar, shape } from './shape';
import type { Shape } from './shape';

const CONVERSION = ruleKind('type_conversion');

/** One or more literals in a row. */
export function strings(p: Cursor): Shape {
  const first = p.token;
  const from = p.tree.mark();
  let bytes = 0;
  let templates = 0;
  let count = 0;
  for (;;) {
    const { token } = p;
    if (token.type === 'string') {
      const prefix = prefixOf(token);
      bytes += prefix.includes('b') ? 1 : 0;
      plain(p, token, prefix);
      p.advance();
    } else if (token.type === 'fstring-start') {
      templates += prefixOf(token).includes('t') ? 1 : 0;
      formatted(p);
    } else {
      break;
    }
    count += 1;
  }
  if (count > 1) {
    p.tree.close(from, 'concatenated_string');
  }
  if ((bytes > 0 && bytes < count) || (templates > 0 && templates < count)) {
    p.note(
      'mixed-literals',
      first,
      'Literals of different kinds stand in a row.'
    );
  }
  return shape('other', first, 'a literal');
}

function prefixOf(token: Token): string {
  return (/^[a-z]*/i.exec(token.text)?.[0] ?? '').toLowerCase();
}

function plain(p: Cursor, token: Token, prefix: string): void {
  const { text } = token;
  if (prefix.includes('b') && /[^\x00-\x7f]/.test(text)) {
    p.note(
      'bytes-literal',
      token,
      'A bytes literal holds ASCII characters only.'
    );
  }
  if (!prefix.includes('r') && text.includes('\\')) {
    escapes(p, token, prefix.includes('b'));
  }
}

const ESCAPE =
  /\\(?:\r\n|[^xuUN]|x([\da-fA-F]{2})?|u([\da-fA-F]{4})?|U([\da-fA-F]{8})?|N(\{[^{}\n]+\})?)/gs;

/** Notes escapes that are cut short (`\x1`, `\u12`, `\N`). */
function escapes(p: Cursor, token: Token, bytes: boolean): void {
  for (const match of token.text.matchAll(ESCAPE)) {
    const [all, hex, short, long, named] = match;
    const kind = all[1];
    const bad =
      (kind === 'x' && hex === undefined) ||
      (!bytes &&
        ((kind === 'u' && short === undefined) ||
          (kind === 'U' &&
            (long === undefined || parseInt(long, 16) > 0x10ffff)) ||
          (kind === 'N' && named === undefined)));
    if (bad) {
      p.note('escape', token, `The escape '${all}' is not complete.`);
      return;
    }
  }
}

/** A literal with fields, from its start to its end. */
function formatted(p: Cursor): void {
  const from = p.tree.mark();
  const raw = prefixOf(p.advance()).includes('r');
  for (;;) {
    if (p.at('fstring-middle')) {
      const token = p.advance();
      if (!raw && token.text.includes('\\')) {
        escapes(p, token, false);
      }
    } else if (p.key === '{') {
      field(p, 'interpolation');
    } else if (p.at('fstring-end')) {
      p.advance();
      p.tree.close(from, 'string');
      return;
    } else {
      p.unexpected();
      return;
    }
  }
}

function field(p: Cursor, type: string): void {
  const from = p.tree.mark();
  p.advance();
  rejectStar(p, valueExpression(p));
  p.tree.label('expression');
  p.accept('=');
  if (p.key === '!') {
    conversion(p);
  }
  if (p.key === ':') {
    specifier(p);
  }
  p.expect('}');
  p.tree.close(from, type);
}

/** `:` and how the value is formatted, of which only fields are code. */
function specifier(p: Cursor): void {
  const from = p.tree.mark();
  let { end } = p.advance();
  while (p.at('fstring-middle') || p.key === '{') {
    const before = p.tree.mark();
    if (p.key === '{') {
      field(p, 'format_expression');
      ({ end } = p.tree.last());
    } else {
      ({ end } = p.advance());
      p.tree.back(before);
    }
  }
  p.tree.close(from, 'format_specifier');
  p.tree.last().end = end;
  p.tree.label('format_specifier');
}

function conversion(p: Cursor): void {
  const from = p.tree.mark();
  const mark = p.advance();
  const { token } = p;
  if (token.start !== mark.end || !/^[sra]$/.test(p.key)) {
    p.unexpected("only 's', 'r' or 'a' may follow '!'");
    return;
  }
  p.advance();
  p.tree.back(from);
  p.tree.leaf(CONVERSION, mark.start, token.end);
  p.tree.label('type_conversion');
}
