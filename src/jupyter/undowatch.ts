import type { NotebookPanel } from '@jupyterlab/notebook';
import type { YNotebook } from '@jupyter/ydoc';
import type { IDisposable } from '@lumino/disposable';
import type { LiftRecord } from './receipts';
import { swapState } from './swapstate';

type Handlers = {
  /** The lifts of the notebook that may be undone or redone. */
  readonly records: () => readonly LiftRecord[];
  readonly onUndone: (record: LiftRecord) => void;
  readonly onRedone: (record: LiftRecord) => void;
  /** The cells that were put back are the lift's again; its modules never went. */
  readonly onReturned: (record: LiftRecord) => void;
};

/**
 * Notices that a person undid or redid a lift in the notebook, whatever command they used: a step
 * left the document's undo stack, and afterwards the lift's old cells stand where the new ones did,
 * or the other way round. A lifted cell that is merely deleted is no undo.
 */
export class UndoWatch implements IDisposable {
  constructor(
    panel: NotebookPanel,
    private readonly _handlers: Handlers
  ) {
    this._notebook = panel.context.model.sharedModel as YNotebook;
    this._notebook.undoManager.on('stack-item-popped', this._onPopped);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._notebook.undoManager.off('stack-item-popped', this._onPopped);
    }
  }

  private readonly _onPopped = (): void => {
    for (const record of this._handlers.records()) {
      const now = swapState(this._notebook, record.swap);
      if (now === 'undone' && record.state === 'applied') {
        this._handlers.onUndone(record);
      } else if (now === 'applied' && record.state === 'undone') {
        this._handlers.onRedone(record);
      } else if (now === 'applied' && record.state === 'put-back') {
        this._handlers.onReturned(record);
      }
    }
  };

  private readonly _notebook: YNotebook;
  private _isDisposed = false;
}
