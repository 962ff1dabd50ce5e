import type { Statement } from '../../analysis/facts';

/** A module's text as lines on a page. Offsets are into `text`. */
export type Page = {
  readonly text: string;
  /** The line end that most of its lines have. */
  readonly eol: string;
};

/** Lines of code put in after a line: nothing that stands there is touched. */
export type Insertion = {
  /** The end of the line (before its line end) after which the block goes; `null`: the top of the page. */
  readonly at: number | null;
  readonly block: string;
  /** Blank lines between the line and the block. */
  readonly before: number;
  /** Blank lines that shall at least follow, where anything follows. */
  readonly after: number;
};

/** A range of the old text and what takes its place. */
export type Edit = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

export function pageOf(text: string): Page {
  const counts = new Map<string, number>();
  for (const [end] of text.matchAll(/\r\n|\r|\n/g)) {
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  const often = [...counts].sort((a, b) => b[1] - a[1])[0];
  return { text, eol: often?.[0] ?? '\n' };
}

/** The offset at which the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(text[start - 1])) {
    start--;
  }
  return start;
}

/** The offset at which the line of an offset ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const rest = text.slice(offset).search(/[\r\n]/);
  return rest < 0 ? text.length : offset + rest;
}

/** The offset after the line end at `offset`; the offset itself where the text ends. */
export function pastLineEnd(text: string, offset: number): number {
  return (
    offset +
    (text.startsWith('\r\n', offset) ? 2 : offset < text.length ? 1 : 0)
  );
}

/** The end of the last line before `offset` that holds anything; `null` where there is none. */
export function contentEnd(text: string, offset: number): number | null {
  const end = text.slice(0, offset).trimEnd().length;
  return end === 0 ? null : lineEnd(text, end);
}

/** The end of the line on which a statement ends, others on the same line and a `\` behind included. */
export function statementLineEnd(
  text: string,
  statements: readonly Statement[],
  index: number
): number {
  let last = index;
  while (last + 1 < statements.length && shareLine(text, statements, last)) {
    last++;
  }
  let from = statements[last].span.end;
  let end = lineEnd(text, from);
  while (end < text.length && /^[^#]*\\$/.test(text.slice(from, end))) {
    from = pastLineEnd(text, end);
    end = lineEnd(text, from);
  }
  return end;
}

function shareLine(
  text: string,
  statements: readonly Statement[],
  index: number
): boolean {
  const gap = text.slice(
    statements[index].span.end,
    statements[index + 1].span.start
  );
  return /^[ \t\f]*;(?:[ \t\f]|\\\r\n|\\[\r\n])*$/.test(gap);
}

/** A text with the page's line ends. */
export function withLineEnds(text: string, eol: string): string {
  return text.replace(/\r\n|\r|\n/g, eol);
}

/** Insertions as edits; those after the same line follow one another in their order. */
export function editsOf(page: Page, insertions: readonly Insertion[]): Edit[] {
  const places = [...new Set(insertions.map(one => one.at))];
  return places.map(at => {
    const here = insertions.filter(one => one.at === at);
    const start = at ?? 0;
    return { start, end: start, text: blockText(page, at, here) };
  });
}

function blockText(
  page: Page,
  at: number | null,
  insertions: readonly Insertion[]
): string {
  const { text, eol } = page;
  const blocks = insertions.map((one, i) => {
    const gap = at === null && i === 0 ? '' : eol.repeat(1 + one.before);
    return gap + withLineEnds(one.block, eol);
  });
  const rest = text.slice(at ?? 0);
  if (rest.trim() === '') {
    return blocks.join('') + (at === null ? eol : '');
  }
  const wanted = Math.max(...insertions.map(one => one.after));
  const blank = /^(?:[ \t\f]*(?:\r\n|\r|\n))*/.exec(rest)?.[0] ?? '';
  const ends = blank.match(/\r\n|\r|\n/g)?.length ?? 0;
  const present = at === null ? ends : Math.max(0, ends - 1);
  const missing = Math.max(0, wanted - present);
  return blocks.join('') + eol.repeat(missing + (at === null ? 1 : 0));
}

/** The text with its edits made. Edits do not overlap; what is inserted comes before what replaces text from
 *  there on, and else keeps its order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits
    .map((edit, i) => ({ edit, i }))
    .sort(
      (a, b) =>
        a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.i - b.i
    );
  let done = 0;
  let result = '';
  for (const { edit } of sorted) {
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}
