import type { JsonObject } from '../../core/snapshot';
import type { CellChange } from '../types';
import { cellText } from './cell';
import { withIds } from './ids';
import { parseJson } from './json';
import type { NotebookFile } from './read';

/**
 * The text of the notebook after the changes, which are at most one per cell. Only the objects of cells
 * that are deleted or inserted differ from the text that was read (and the commas between them): with no
 * changes it is the same text. Cells of formats with ids get ids, the same for the same changes.
 */
export function writeNotebook(
  file: NotebookFile,
  changes: readonly CellChange[]
): string {
  const pieces = piecesOf(file, withIds(file.snapshot, changes));
  const { text, array, cells } = file;
  if (pieces.every(piece => piece.kept) && pieces.length === cells.length) {
    return text;
  }
  if (pieces.length === 0) {
    return `${text.slice(0, array.start)}[]${text.slice(array.end)}`;
  }
  const parts = pieces.map((piece, position) =>
    position === 0
      ? piece.text
      : separator(file, pieces[position - 1], piece) + piece.text
  );
  const head = text.slice(0, cells[0].start);
  return head + parts.join('') + text.slice(cells[cells.length - 1].end);
}

/** The notebook after the changes as a value: what a reader of `writeNotebook`'s text gets. */
export function notebookJson(
  file: NotebookFile,
  changes: readonly CellChange[]
): JsonObject {
  const json = parseJson(writeNotebook(file, changes).replace(/^\ufeff/, ''));
  if (!json.ok) {
    throw new Error(`wrote a notebook that is not JSON: ${json.error}`);
  }
  return json.value as JsonObject;
}

/** A cell of the new notebook and the cell of the old one that it is (`kept`) or comes from. */
type Piece = {
  readonly text: string;
  readonly index: number;
  readonly kept: boolean;
};

function piecesOf(file: NotebookFile, changes: readonly CellChange[]): Piece[] {
  const byIndex = new Map(changes.map(change => [change.index, change]));
  return file.cells.flatMap((span, index) => {
    const kept = {
      text: file.text.slice(span.start, span.end),
      index,
      kept: true
    };
    const change = byIndex.get(index);
    if (!change) {
      return [kept];
    }
    const inserted = change.inserted.map((draft, position) => {
      const standsIn =
        change.action !== 'kept' &&
        (draft.id === null
          ? position === change.inserted.length - 1
          : draft.id === change.id);
      return {
        text: cellText(file, index, draft, standsIn),
        index,
        kept: false
      };
    });
    return change.action === 'kept' ? [...inserted, kept] : inserted;
  });
}

/** What stood between the two cells; where they were no neighbours, what stood beside the first. */
function separator(file: NotebookFile, left: Piece, right: Piece): string {
  const { text, cells, array } = file;
  const between = (index: number) =>
    text.slice(cells[index].end, cells[index + 1].start);
  if (left.kept && right.kept && right.index === left.index + 1) {
    return between(left.index);
  }
  if (left.index + 1 < cells.length) {
    return between(left.index);
  }
  if (left.index > 0) {
    return between(left.index - 1);
  }
  return `,${text.slice(array.start + 1, cells[0].start)}`;
}
