import type { NotebookPanel } from '@jupyterlab/notebook';
import type { YCellType, YNotebook } from '@jupyter/ydoc';
import { LiftError } from '../core/errors';
import type { Snapshot } from '../core/snapshot';
import type { INotebookPort } from '../lift/ports';
import type { CellChange } from '../lift/types';
import type { CellReader } from './cells';
import { codeCell } from './drafts';

/** A cell by its id in the live document, with the text that it had. */
export type CellMark = {
  /** Position, before the lift, of the cell that it was or stands for. */
  readonly cell: number;
  readonly id: string;
  readonly source: string;
};

/** Which cells left the document and which came in, as an undo or redo can later be told by them. */
export type CellSwap = {
  readonly removed: readonly CellMark[];
  readonly inserted: readonly CellMark[];
};

/**
 * A notebook that is open in JupyterLab. Everything is read from and written to the shared model,
 * so that cells scrolled out of view and other people's edits are seen. The cells to change are
 * found again wherever they stand, as long as they are the ones that the last snapshot showed.
 */
export class NotebookPort implements INotebookPort {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _reader: CellReader,
    private readonly _path: string
  ) {}

  /** What the last `apply` did; `null` before. */
  get swap(): CellSwap | null {
    return this._swap;
  }

  snapshot(): Snapshot {
    const snapshot = this._reader.read(this._panel, this._path);
    this._seen = snapshot.cells.map(({ source }, index) => {
      const cell = this._shared.getCell(index);
      return { live: cell, id: cell.getId(), source };
    });
    return snapshot;
  }

  /** @throws LiftError `notebook-changed` when a cell is no longer as the last snapshot showed it. */
  apply(changes: readonly CellChange[]): Promise<void> {
    return new Promise(resolve => {
      const notebook = this._shared;
      const steps = changes
        .filter(
          change => change.action !== 'kept' || change.inserted.length > 0
        )
        .map(change => ({ change, at: this._find(change.index) }))
        .sort((a, b) => b.at - a.at);
      // Without these two a cell that a person inserts just before or after joins the same undo step.
      notebook.undoManager.stopCapturing();
      notebook.transact(() => {
        this._swap = swapCells(notebook, steps);
      });
      notebook.undoManager.stopCapturing();
      resolve();
    });
  }

  /** Where a cell of the last snapshot stands now. */
  private _find(index: number): number {
    const seen = this._seen[index];
    const { cells } = this._shared;
    let at = seen ? cells.indexOf(seen.live) : -1;
    if (seen && at < 0) {
      // A moved cell is another object with the same id.
      const same = cells.filter(cell => cell.getId() === seen.id);
      at = same.length === 1 ? cells.indexOf(same[0]) : -1;
    }
    if (at < 0 || cells[at].getSource() !== seen.source) {
      throw new LiftError('notebook-changed', { path: this._path });
    }
    return at;
  }

  private get _shared(): YNotebook {
    const { model } = this._panel.context;
    if (this._panel.isDisposed || model.isDisposed) {
      throw new LiftError('notebook-failed', {
        reason: 'the notebook was closed'
      });
    }
    return model.sharedModel as YNotebook;
  }

  private _seen: readonly {
    readonly live: YCellType;
    readonly id: string;
    readonly source: string;
  }[] = [];
  private _swap: CellSwap | null = null;
}

/** Deletes and inserts, from the last cell to the first. */
function swapCells(
  notebook: YNotebook,
  steps: readonly { readonly change: CellChange; readonly at: number }[]
): CellSwap {
  const removed: CellMark[] = [];
  const inserted: CellMark[] = [];
  for (const { change, at } of steps) {
    if (change.action !== 'kept') {
      const cell = notebook.getCell(at);
      removed.push({
        cell: change.index,
        id: cell.getId(),
        source: cell.getSource()
      });
      notebook.deleteCell(at);
    }
    const cells = change.inserted.map(codeCell);
    notebook.insertCells(at, cells).forEach((cell, i) => {
      inserted.push({
        cell: change.index,
        id: cell.getId(),
        source: cells[i].source
      });
    });
  }
  return { removed, inserted };
}
