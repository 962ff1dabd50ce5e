/**
 * A half-open range `[start, end)` of UTF-16 offsets into the original text of one cell
 * (or module), as JavaScript strings, CodeMirror and yjs count them.
 */
export type Span = { readonly start: number; readonly end: number };

/** The text that a span covers. */
export function textOf(source: string, span: Span): string {
  return source.slice(span.start, span.end);
}

/** The 1-based line on which an offset lies; `\n`, `\r\n` and `\r` end a line. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split(/\r\n|\r|\n/).length;
}

/**
 * The same things in order of text; those that begin together stay as they are. Most lists are in
 * order as they come, which is quicker to see than to sort.
 */
export function byStart<T extends { readonly span: Span }>(
  list: readonly T[]
): readonly T[] {
  for (let at = 1; at < list.length; at += 1) {
    if (list[at].span.start < list[at - 1].span.start) {
      return [...list].sort((a, b) => a.span.start - b.span.start);
    }
  }
  return list;
}
