import type { SharedCell, YNotebook } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import type { CellSnapshot } from '../core/snapshot';
import { hash } from '../core/hash';
import type { LiftRecord } from './receipts';

/** Lifted cells whose text is no longer what the lift wrote, as ids. */
export function editedSince(
  notebook: YNotebook,
  { swap }: LiftRecord
): readonly string[] {
  const sources = new Map(
    notebook.cells.map(cell => [cell.getId(), cell.getSource()])
  );
  return swap.inserted
    .filter(({ id, source }) => sources.has(id) && sources.get(id) !== source)
    .map(({ id }) => id);
}

/** Puts a lift's original cells where its new cells stand, outputs and ids included, in one undoable step. */
export function restoreCells(notebook: YNotebook, record: LiftRecord): void {
  const inserted = new Map(
    record.swap.inserted.map(mark => [`${hash(mark.source)}`, mark.id])
  );
  notebook.undoManager.stopCapturing();
  notebook.transact(() => {
    let drift = 0;
    for (const { index, action, original, inserted: drafts } of record.receipt
      .cells) {
      const ids = drafts.map(
        ({ id, hash: key }) => id ?? inserted.get(key) ?? ''
      );
      const places = ids.map(id => placeOf(notebook, id)).filter(at => at >= 0);
      const at = places.length > 0 ? Math.min(...places) : index + drift;
      drift = at - index;
      places.sort((a, b) => b - a).forEach(place => notebook.deleteCell(place));
      if (action !== 'kept') {
        const place = Math.max(0, Math.min(at, notebook.cells.length));
        notebook.insertCell(
          place,
          sharedCell(original, idOf(record, original))
        );
      }
    }
  });
  notebook.undoManager.stopCapturing();
}

function placeOf(notebook: YNotebook, id: string): number {
  return notebook.cells.findIndex(cell => cell.getId() === id);
}

/** The id that a cell had in the live document, also where the notebook's format has none. */
function idOf({ swap }: LiftRecord, original: CellSnapshot): string | null {
  return (
    original.id ??
    swap.removed.find(({ source }) => source === original.source)?.id ??
    null
  );
}

function sharedCell(cell: CellSnapshot, id: string | null): SharedCell.Cell {
  return {
    cell_type: 'code',
    source: cell.source,
    metadata: cell.metadata as Partial<nbformat.ICodeCellMetadata>,
    outputs: cell.outputs as nbformat.IOutput[],
    execution_count: cell.executionCount,
    ...(id === null ? {} : { id })
  };
}
