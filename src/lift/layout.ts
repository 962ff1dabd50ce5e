import type { Span } from '../core/span';
import type { NotebookIndex, Place } from './index-notebook';

/** A replacement in a cell's original text; an insertion where `start` equals `end`. */
export type TextEdit = {
  readonly cell: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

/** Each statement with the blanks and comments that belong to it: the lines above it since the last statement's
 *  line, and the rest of its last line; what follows the last statement belongs to that. The spans of a cell's
 *  statements join without gaps and cover the cell. */
export function ownSpans(index: NotebookIndex, cell: number): Span[] {
  const source = index.sourceOf(cell);
  const places = index.placesOf(cell);
  const starts = places.map((place, at) =>
    at === 0 ? 0 : ownStart(source, places[at - 1], place)
  );
  return places.map((_, at) => ({
    start: starts[at],
    end: starts[at + 1] ?? source.length
  }));
}

function ownStart(source: string, before: Place, place: Place): number {
  const end = before.statement.span.end;
  const newline = source
    .slice(end, place.statement.span.start)
    .search(/[\r\n]/);
  if (newline < 0) {
    return place.statement.span.start;
  }
  const at = end + newline;
  return source.startsWith('\r\n', at) ? at + 2 : at + 1;
}

/** Text of consecutive statements of one cell at column 0 with edits applied, without blank lines around it and
 *  without a `;` that joined it to what follows. */
export function runText(
  index: NotebookIndex,
  places: readonly Place[],
  edits: readonly TextEdit[]
): string {
  const { cell } = places[0];
  const spans = ownSpans(index, cell);
  const last = places[places.length - 1];
  const span = {
    start: spans[places[0].index].start,
    end: spans[last.index].end
  };
  const joined =
    last.statement.sharesLine &&
    index.placesOf(cell)[last.index + 1]?.statement.sharesLine;
  const text = applyEdits(
    index.sourceOf(cell),
    span,
    edits.filter(edit => edit.cell === cell)
  );
  const plain = trimLines(
    dedent(text.replace(/\r\n?/g, '\n'), indentOf(index, cell))
  );
  return joined &&
    spans[last.index].end ===
      index.placesOf(cell)[last.index + 1]?.statement.span.start
    ? plain.replace(/[ \t]*;[ \t]*$/, '')
    : plain;
}

/** The slice with the edits that lie in it, applied from the end. */
export function applyEdits(
  source: string,
  span: Span,
  edits: readonly TextEdit[]
): string {
  const within = edits
    .map((edit, at) => ({ edit, at }))
    .filter(({ edit }) => edit.start >= span.start && edit.end <= span.end)
    .sort((a, b) => b.edit.start - a.edit.start || b.at - a.at);
  return within.reduce(
    (text, { edit }) =>
      text.slice(0, edit.start - span.start) +
      edit.text +
      text.slice(edit.end - span.start),
    source.slice(span.start, span.end)
  );
}

/** Blank lines around a text taken away; its lines stay as they are. */
export function trimLines(text: string): string {
  return text.replace(/^(?:[ \t\f]*\n)+/, '').replace(/\s+$/, '');
}

/** Blanks that the whole cell is indented by; IPython takes them away from every line. */
function indentOf(index: NotebookIndex, cell: number): string {
  const [first] = index.placesOf(cell);
  if (!first) {
    return '';
  }
  const source = index.sourceOf(cell);
  const line =
    source
      .slice(0, first.statement.span.start)
      .split(/\r\n|\r|\n/)
      .pop() ?? '';
  return /^[ \t]*$/.test(line) ? line : '';
}

function dedent(text: string, indent: string): string {
  return indent === ''
    ? text
    : text
        .split('\n')
        .map(line =>
          line.startsWith(indent) ? line.slice(indent.length) : line
        )
        .join('\n');
}

/** Groups statements that follow each other directly in one cell. */
export function runsOf(places: readonly Place[]): Place[][] {
  const runs: Place[][] = [];
  for (const place of places) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (last && last.cell === place.cell && last.index + 1 === place.index) {
      run.push(place);
    } else {
      runs.push([place]);
    }
  }
  return runs;
}
