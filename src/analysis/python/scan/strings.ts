import type { Lexer } from './lexer';
import { lineEndAt } from './tokens';
import type { Token } from './tokens';

/** Something open: a bracket, a string with fields, or one of its fields. */
export type Frame = {
  readonly kind: 'bracket' | 'string' | 'field';
  readonly start: number;
  /** The next characters are text of a string, not code. */
  inText: boolean;
  /** For strings: the closing quotes, and whether backslashes are plain. */
  readonly quote?: string;
  readonly raw?: boolean;
  /** For fields: the string they stand in. */
  readonly string?: Frame;
};

/** Lexes a literal whose prefix began at the lexer's position and whose quote is at `quoteAt`. */
export function openString(lexer: Lexer, quoteAt: number): Token {
  const { text, pos } = lexer;
  const char = text[quoteAt];
  const triple = text.startsWith(char.repeat(3), quoteAt);
  const quote = triple ? char.repeat(3) : char;
  const prefix = text.slice(pos, quoteAt).toLowerCase();
  const bodyAt = quoteAt + quote.length;
  if (/[ft]/.test(prefix)) {
    const raw = prefix.includes('r');
    lexer.open({ kind: 'string', start: pos, inText: true, quote, raw });
    lexer.pos = bodyAt;
    return lexer.push('fstring-start', pos, bodyAt);
  }
  const end = stringEnd(text, bodyAt, quote);
  lexer.pos = Math.abs(end);
  if (end < 0) {
    return unterminated(lexer, pos);
  }
  noteString(lexer, pos, end);
  return lexer.push('string', pos, end);
}

/** Notes a literal, unless it stands in a field of another. */
function noteString(lexer: Lexer, start: number, end: number): void {
  if (!lexer.stack.some(open => open.kind === 'string')) {
    lexer.strings.push({ start, end });
  }
}

/** Offset after the closing quotes; negated where the literal breaks off. */
function stringEnd(text: string, from: number, quote: string): number {
  let pos = from;
  while (pos < text.length) {
    if (text[pos] === '\\') {
      pos += 1 + (lineEndAt(text, pos + 1) || 1);
    } else if (text.startsWith(quote, pos)) {
      return pos + quote.length;
    } else if (quote.length === 1 && lineEndAt(text, pos)) {
      return -pos;
    } else {
      pos += 1;
    }
  }
  return -text.length;
}

/** Lexes from the text of a string with fields up to the next field or the string's end. */
export function lexStringPart(lexer: Lexer, frame: Frame): Token {
  const { text, pos: start } = lexer;
  const inner = frame.kind === 'field';
  const string = frame.string ?? frame;
  const end = textEnd(lexer, string, inner);
  lexer.pos = end;
  if (end > start) {
    return lexer.push('fstring-middle', start, end);
  }
  if (text[end] === '{') {
    lexer.open({ kind: 'field', start: end, inText: false, string });
    return step(lexer, 1);
  }
  if (inner && text[end] === '}') {
    lexer.stack.pop();
    return step(lexer, 1);
  }
  if (!inner && text.startsWith(string.quote ?? '', end)) {
    lexer.stack.pop();
    lexer.pos = end + (string.quote ?? '').length;
    noteString(lexer, string.start, lexer.pos);
    return lexer.push('fstring-end', end, lexer.pos);
  }
  if (inner && lineEndAt(text, end)) {
    // A line end behind the colon is code again, which may go on here (Python 3.12).
    frame.inText = false;
    return lexer.push('fstring-middle', start, end);
  }
  return breakOff(lexer, string);
}

/** Offset at which the text of a string with fields stops: at a field, its end, a line end, the end of all. */
function textEnd(lexer: Lexer, string: Frame, inSpec: boolean): number {
  const { text } = lexer;
  const quote = string.quote ?? '';
  let { pos } = lexer;
  while (pos < text.length) {
    const char = text[pos];
    if (char === '\\') {
      pos = escapeEnd(text, pos, string.raw === true);
    } else if (text.startsWith(quote, pos)) {
      return pos;
    } else if (char === '{' || char === '}') {
      if (inSpec || (char === '{' && text[pos + 1] !== '{')) {
        return pos;
      }
      const single = text[pos + 1] !== char;
      if (single) {
        lexer.problem('brace', pos, "A single '}' cannot stand here.");
      }
      pos += single ? 1 : 2;
    } else if (quote.length === 1 && lineEndAt(text, pos)) {
      return pos;
    } else {
      pos += 1;
    }
  }
  return text.length;
}

/** Offset after the backslash and what it escapes; a brace is never escaped. */
function escapeEnd(text: string, pos: number, raw: boolean): number {
  const next = text[pos + 1];
  if (next === '{' || next === '}') {
    return pos + 1;
  }
  if (!raw && next === 'N' && text[pos + 2] === '{') {
    const close = text.slice(pos, pos + 120).search(/[}\n]/);
    return close < 0 ? pos + 3 : pos + close + 1;
  }
  return pos + 1 + (lineEndAt(text, pos + 1) || 1);
}

/** Handles what has a meaning of its own directly inside a field: its end, the colon, `!`. */
export function closeInterpolation(lexer: Lexer, frame: Frame): Token | null {
  const char = lexer.text[lexer.pos];
  if (char === '}') {
    lexer.stack.pop();
    return step(lexer, 1);
  }
  if (char === ':') {
    frame.inText = true;
    return step(lexer, 1);
  }
  if (char === '!' && lexer.text[lexer.pos + 1] !== '=') {
    return step(lexer, 1);
  }
  return null;
}

function step(lexer: Lexer, length: number): Token {
  const start = lexer.pos;
  lexer.pos = start + length;
  return lexer.push('op', start, lexer.pos);
}

/** A string with fields that is not closed: it ends here, and all that is open in it. */
function breakOff(lexer: Lexer, string: Frame): Token {
  lexer.stack.length = lexer.stack.indexOf(string);
  return unterminated(lexer, string.start);
}

function unterminated(lexer: Lexer, start: number): Token {
  lexer.problem('unterminated-string', start, 'A string is not closed.');
  return lexer.push('error', start, lexer.pos);
}
