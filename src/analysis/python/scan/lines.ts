import type { Span } from '../../../core/span';

/** What ends a line for Python's `str.splitlines`, which is how IPython cuts a cell. */
const SEPARATOR = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

/** Those of them that are no line end to Python itself. */
const ODD_SEPARATOR = /[\v\x1c-\x1e\x85\u2028\u2029]/g;

/** The lines from `from` on, separators included, as `str.splitlines(keepends=True)` cuts them. */
export function splitLines(text: string, from: number): Span[] {
  const lines: Span[] = [];
  let start = from;
  SEPARATOR.lastIndex = from;
  while (SEPARATOR.test(text)) {
    lines.push({ start, end: SEPARATOR.lastIndex });
    start = SEPARATOR.lastIndex;
  }
  if (start < text.length) {
    lines.push({ start, end: text.length });
  }
  return lines;
}

/** Offset of the separator that ends the line of `from`, or the text's length. */
export function lineEnd(text: string, from: number): number {
  SEPARATOR.lastIndex = from;
  return SEPARATOR.test(text)
    ? text[SEPARATOR.lastIndex - 1] === '\n' &&
      text[SEPARATOR.lastIndex - 2] === '\r' &&
      SEPARATOR.lastIndex - 2 >= from
      ? SEPARATOR.lastIndex - 2
      : SEPARATOR.lastIndex - 1
    : text.length;
}

/** Offsets of characters at which IPython cuts a line and Python does not. */
export function oddSeparators(text: string): number[] {
  return text.search(ODD_SEPARATOR) < 0
    ? []
    : Array.from(text.matchAll(ODD_SEPARATOR), match => match.index);
}

/** Python's `str.isspace` for the text of a line (true for an empty one). */
export function isSpace(text: string): boolean {
  return /^[\s\x1c-\x1f\x85]*$/.test(text) && !text.includes('\ufeff');
}

/** The margin that `textwrap.dedent` takes away from `text.slice(from)`. */
export function commonMargin(text: string, from: number): string {
  let margin: string | null = null;
  for (let start = from; start < text.length && margin !== '';) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    let pos = start;
    while (pos < end && (text[pos] === ' ' || text[pos] === '\t')) {
      pos += 1;
    }
    if (pos < end) {
      margin = shared(margin, text.slice(start, pos));
    }
    start = end + 1;
  }
  return margin ?? '';
}

function shared(a: string | null, b: string): string {
  if (a === null) {
    return b;
  }
  let length = 0;
  while (length < a.length && a[length] === b[length]) {
    length += 1;
  }
  return a.slice(0, length);
}
