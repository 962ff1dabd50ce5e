import type { Context } from './context';
import type { Place } from './index-notebook';

/** The comment that the code begins with, without `#`; `null` where there is none. */
export function leadingComment(
  context: Context,
  code: readonly Place[]
): string | null {
  const [first] = code;
  const source = context.index.sourceOf(first.cell);
  const facts = context.index.analysis.cells[first.cell];
  const before =
    first.index === 0
      ? 0
      : context.index.placesOf(first.cell)[first.index - 1].statement.span.end;
  const comment = (facts?.comments ?? []).find(
    span =>
      span.start >= before &&
      span.end <= first.statement.span.start &&
      startsLine(source, span.start)
  );
  const text = comment
    ? source
        .slice(comment.start, comment.end)
        .replace(/^#+!?\s*/, '')
        .trim()
    : '';
  return /[A-Za-zÀ-ɏ]{3}/.test(text) ? text : null;
}

function startsLine(source: string, offset: number): boolean {
  return /(^|[\r\n])[ \t]*$/.test(source.slice(0, offset));
}

/** Text of the nearest Markdown heading above a cell, `null` where there is none or another code cell that is
 *  not selected lies between. */
export function headingAbove(context: Context, cell: number): string | null {
  const { cells } = context.index.analysis.snapshot;
  for (let at = cell - 1; at >= 0; at--) {
    const { kind, source } = cells[at];
    if (kind === 'markdown') {
      const heading = source
        .split(/\r?\n/)
        .find(line => /^#{1,6}\s+\S/.test(line));
      return heading ? plainText(heading) : null;
    }
    if (kind === 'code' && !context.selected.has(at)) {
      return null;
    }
  }
  return null;
}

function plainText(heading: string): string {
  return heading
    .replace(/^#{1,6}\s+/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*_`$#]/g, '')
    .trim();
}

/** First line of the docstring: the code's comment, else the heading above, else where it comes from. */
export function summaryOf(context: Context, code: readonly Place[]): string {
  const said =
    leadingComment(context, code) ?? headingAbove(context, code[0].cell);
  const name = context.index.analysis.snapshot.path.split('/').pop() ?? '';
  return said ?? `Lifted from ${name}`;
}
