import type { Cell, CodeCell } from '@jupyterlab/cells';
import type { CellList, NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { localPath } from './opendocs';
import { OutputLabel } from './outputlabel';
import type { LiftRecord } from './receipts';
import type { DeskServices } from './services';

/**
 * Labels the outputs that lifted cells took over from the code before, each until its cell is run
 * or cleared. What was run is remembered with the receipt, so that a label that is gone does not
 * come back; the document is only read.
 */
export class OldOutputs implements IDisposable {
  constructor(
    private readonly _panel: Pick<NotebookPanel, 'content' | 'context'>,
    private readonly _services: Pick<DeskServices, 'receipts' | 'trans'>
  ) {
    this._cells = _panel.context.model.cells;
    _services.receipts.changed.connect(this._refresh, this);
    this._cells.changed.connect(this._refresh, this);
    this._refresh();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._services.receipts.changed.disconnect(this._refresh, this);
      this._cells.changed.disconnect(this._refresh, this);
      this._keepOnly(new Set());
    }
  }

  private _refresh(): void {
    const { receipts } = this._services;
    const cells = new Map(
      this._panel.content.widgets.map(cell => [
        cell.model.sharedModel.getId(),
        cell
      ])
    );
    const old = new Set<Cell>();
    const run = new Map<LiftRecord, string[]>();
    for (const record of receipts.of(localPath(this._panel.context.path))) {
      for (const id of waiting(record)) {
        const cell = cells.get(id) as CodeCell | undefined;
        if (cell && isAsBefore(record, id, cell)) {
          old.add(cell);
          this._label(cell);
        } else if (cell) {
          run.set(record, [...(run.get(record) ?? record.run), id]);
        }
      }
    }
    this._keepOnly(old);
    run.forEach((ids, { receipt }) =>
      receipts.update(receipt.id, { run: ids })
    );
  }

  private _label(cell: CodeCell): void {
    if (this._labels.get(cell)?.isDisposed === false) {
      return;
    }
    const { trans } = this._services;
    const text = trans.__('From before the lift');
    const title = trans.__(
      'The code made this output before it was lifted. Run the cell to make it anew.'
    );
    const label = new OutputLabel(cell, { text, title }, () => this._refresh());
    this._labels.set(cell, label);
  }

  private _keepOnly(cells: ReadonlySet<Cell>): void {
    for (const [cell, label] of this._labels) {
      if (!cells.has(cell)) {
        label.dispose();
        this._labels.delete(cell);
      }
    }
  }

  /** Kept, since a model that was closed no longer gives them out. */
  private readonly _cells: CellList;
  private readonly _labels = new Map<Cell, OutputLabel>();
  private _isDisposed = false;
}

/** Lifted cells that have not been seen to run, as ids. */
function waiting({ state, swap, run }: LiftRecord): readonly string[] {
  return state === 'applied'
    ? swap.inserted.map(({ id }) => id).filter(id => !run.includes(id))
    : [];
}

/** A run begins with clearing the outputs, and ends with another count. */
function isAsBefore(
  { receipt, swap }: LiftRecord,
  id: string,
  { model }: CodeCell
): boolean {
  const index = swap.inserted.find(mark => mark.id === id)?.cell;
  const { original } = receipt.cells.find(cell => cell.index === index) ?? {};
  return (
    model.outputs.length > 0 &&
    model.executionCount === (original?.executionCount ?? null)
  );
}
