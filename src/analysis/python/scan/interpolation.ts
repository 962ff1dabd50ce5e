import type { Span } from '../../../core/span';

// As `DollarFormatter` in IPython's `utils/text.py`: a name after `$`, attributes included.
const DOLLAR = /\$(\$?[\p{L}\p{N}_.]+)/gu;

/**
 * The Python code that IPython's `var_expand` evaluates in a shell or magic line: what stands
 * in `{expr}` (a whole expression; `{{` and `}}` are plain braces) and `$name` (`$$` is a plain
 * dollar; nothing inside single quotes). Where one of them fails, IPython leaves the whole line
 * as it is, so each of them *may* be read.
 */
export function interpolations(text: string): Span[] {
  const spans: Span[] = [];
  if (!/[{}$]/.test(text)) {
    return spans;
  }
  let literal = 0;
  let pos = 0;
  while (pos < text.length) {
    const char = text[pos];
    if ((char === '{' || char === '}') && text[pos + 1] === char) {
      pos += 2;
    } else if (char === '{') {
      const close = closingBrace(text, pos);
      if (close < 0) {
        return [];
      }
      dollars(text, literal, pos, spans);
      addField(text, pos + 1, close, spans);
      pos = literal = close + 1;
    } else if (char === '}') {
      return [];
    } else {
      pos += 1;
    }
  }
  dollars(text, literal, pos, spans);
  return spans;
}

/** The names and expressions that a shell or magic line reads, as text. */
export function interpolatedNames(text: string): string[] {
  return interpolations(text).map(span => text.slice(span.start, span.end));
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let pos = open; pos < text.length; pos += 1) {
    if (text[pos] === '{') {
      depth += 1;
    } else if (text[pos] === '}') {
      depth -= 1;
      if (depth === 0) {
        return pos;
      }
    }
  }
  return -1;
}

/** A field's code without its conversion (`!r`). IPython evaluates the rest whole, colon included. */
function addField(text: string, start: number, end: number, to: Span[]): void {
  const conversion = /![rsa]$/.exec(text.slice(start, end));
  const stop = conversion ? end - 2 : end;
  const code = text.slice(start, stop);
  if (code.trim() !== '') {
    const lead = code.length - code.trimStart().length;
    to.push({ start: start + lead, end: start + code.trimEnd().length });
  }
}

/** Adds the names after `$` in a piece of literal text, those in single quotes excepted. */
function dollars(text: string, from: number, to: number, spans: Span[]): void {
  const piece = text.slice(from, to);
  const quotes = piece.split("'").length - 1;
  let seen = 0;
  let at = 0;
  for (const match of piece.matchAll(DOLLAR)) {
    for (; at < match.index; at += 1) {
      seen += piece[at] === "'" ? 1 : 0;
    }
    if (!match[1].startsWith('$') && (quotes - seen) % 2 === 0) {
      const start = from + match.index + 1;
      spans.push({ start, end: start + match[1].length });
    }
  }
}
