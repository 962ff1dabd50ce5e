import type { Span } from '../../../core/span';

// As `textwrap.dedent` empties them, which IPython calls for every cell.
const BLANK_LINE = /(?<=\n)[ \t]+(?=\n)/g;

const CLEANED = /(?<=\n)\f+/g;

/**
 * The parts of string literals that IPython takes from a cell: see `Scan.dropped`. `text` is
 * the cleaned cell, in which they are form feeds; `source` is what was typed.
 */
export function droppedFrom(
  source: string,
  text: string,
  strings: readonly Span[]
): Span[] {
  return strings.flatMap(({ start, end }) => {
    const typed = source.slice(start, end);
    if (!typed.includes('\n')) {
      return [];
    }
    const blank = matches(typed, start, BLANK_LINE);
    const cut = matches(text.slice(start, end), start, CLEANED)
      .map(span => ({ start: span.start, end: typedFeed(source, span) }))
      .filter(span => span.end > span.start);
    const starts = new Set(blank.map(span => span.start));
    return [...blank, ...cut.filter(span => !starts.has(span.start))].sort(
      (a, b) => a.start - b.start
    );
  });
}

function matches(text: string, offset: number, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), match => {
    const start = offset + match.index;
    return { start, end: start + match[0].length };
  });
}

/** Where a form feed stands that is no trace of cleaning, or the end of the span. */
function typedFeed(source: string, { start, end }: Span): number {
  const feed = source.slice(start, end).indexOf('\f');
  return feed < 0 ? end : start + feed;
}
