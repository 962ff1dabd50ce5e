import type { SharedCell, YNotebook } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import type { CellSnapshot } from '../core/snapshot';
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
  const steps = stepsBack(notebook, record);
  notebook.undoManager.stopCapturing();
  notebook.transact(() => {
    for (const { at, original } of steps) {
      if (original) {
        notebook.insertCell(at, sharedCell(record, original));
      } else {
        notebook.deleteCell(at);
      }
    }
  });
  notebook.undoManager.stopCapturing();
}

/** Deletes a cell, or inserts an original before the one that stands at `at`. */
type Step = { readonly at: number; readonly original?: CellSnapshot };

/** The steps from the last cell to the first, so that none moves the place of another. */
function stepsBack(notebook: YNotebook, record: LiftRecord): Step[] {
  const deletes: Step[] = [];
  const inserts: Step[] = [];
  for (const { at, places, cell } of layout(notebook, record)) {
    deletes.push(...places.map(place => ({ at: place })));
    if (cell.action !== 'kept') {
      const within = Math.max(0, Math.min(at, notebook.cells.length));
      inserts.unshift({ at: within, original: cell.original });
    }
  }
  return [...deletes, ...inserts].sort((a, b) => b.at - a.at);
}

/** Where each cell of the receipt stood, in places of the notebook as it is now. A cell that left nothing
 *  behind is placed by its neighbours, whatever was inserted above since. */
function layout(notebook: YNotebook, { receipt, swap }: LiftRecord) {
  const order = new Map(notebook.cells.map((cell, at) => [cell.getId(), at]));
  const cells = receipt.cells.map(cell => ({
    cell,
    places: swap.inserted
      .filter(mark => mark.cell === cell.index)
      .flatMap(({ id }) => order.get(id) ?? [])
      .sort((a, b) => a - b)
  }));
  const first = cells.findIndex(({ places }) => places.length > 0);
  // The cells before the first one that can be seen left nothing behind.
  let drift =
    first < 0 ? 0 : cells[first].places[0] - cells[first].cell.index + first;
  return cells.map(({ cell, places }) => {
    const at = places[0] ?? cell.index + drift;
    drift = at - cell.index + places.length - (cell.action === 'kept' ? 0 : 1);
    return { cell, places, at };
  });
}

/** An original with the id that it had in the live document. */
function sharedCell({ swap }: LiftRecord, cell: CellSnapshot): SharedCell.Cell {
  const id = swap.removed.find(mark => mark.cell === cell.index)?.id;
  return {
    cell_type: 'code',
    source: cell.source,
    metadata: cell.metadata as Partial<nbformat.ICodeCellMetadata>,
    outputs: cell.outputs as nbformat.IOutput[],
    execution_count: cell.executionCount,
    ...(id === undefined ? {} : { id })
  };
}
