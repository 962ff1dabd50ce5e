import type { NotebookPanel } from '@jupyterlab/notebook';
import type { YNotebook } from '@jupyter/ydoc';
import type { IDisposable } from '@lumino/disposable';
import type { Failure } from '../core/errors';
import type { Result } from '../core/result';
import type { Announcement, ReceiptView } from '../lift/desk';
import { redoFiles, undoFiles } from '../lift/undo';
import { localPath } from './opendocs';
import type { CellMark } from './notebook';
import type { Project } from './project';
import type { LiftRecord } from './receipts';
import { toView } from './receiptview';
import { editedSince, restoreCells } from './restore';
import { say } from './say';
import { selectCells } from './selection';
import type { DeskServices } from './services';
import { swapState } from './swapstate';
import { UndoWatch } from './undowatch';

/** Takes lifts of one notebook back and brings them back: on request, or when a person's undo or redo is seen. */
export class Undoing implements IDisposable {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project,
    private readonly _announce: (announcement: Announcement) => void
  ) {
    this._watch = new UndoWatch(_panel, {
      records: () => this._records,
      onUndone: record => {
        this._select(record.swap.removed);
        this._later(() => this._takeFilesBack(record));
      },
      onRedone: record => {
        this._select(record.swap.inserted);
        this._later(() => this._bringFilesBack(record));
      },
      onReturned: ({ receipt }) =>
        this._services.receipts.update(receipt.id, { state: 'applied' })
    });
  }

  get isDisposed(): boolean {
    return this._watch.isDisposed;
  }

  dispose(): void {
    this._watch.dispose();
  }

  /** The receipt of the lift that put this cell into the notebook. */
  receiptOf(cellId: string): ReceiptView | null {
    const found = this._records
      .filter(
        ({ state, swap }) =>
          state === 'applied' && swap.inserted.some(({ id }) => id === cellId)
      )
      .pop();
    return found ? toView(found) : null;
  }

  /** Restores the notebook and takes the modules' change back, as far as nobody changed either since. */
  async undo(id: string): Promise<void> {
    this._announce(await this._undo(id));
  }

  private async _undo(id: string): Promise<Announcement> {
    const { receipts, trans } = this._services;
    const record = receipts.get(id);
    const notebook = this._notebook;
    if (!record || swapState(notebook, record.swap) !== 'applied') {
      return {
        kind: 'warning',
        text: trans.__(
          'The cells of this lift are no longer all in the notebook, so it was not undone.'
        )
      };
    }
    if (editedSince(notebook, record).length > 0) {
      return {
        kind: 'warning',
        text: trans.__(
          'The lifted cells were edited since, so the lift was not undone: their changes would be lost.'
        )
      };
    }
    receipts.update(id, { state: 'undone' });
    restoreCells(notebook, record);
    this._select(record.swap.removed);
    return this._takeFilesBack(record);
  }

  private async _takeFilesBack(record: LiftRecord): Promise<Announcement> {
    const { receipts, trans } = this._services;
    const { receipt } = record;
    receipts.update(receipt.id, { state: 'undone' });
    const ports = {
      files: this._project.files(record.root),
      importers: (path: string, names: readonly string[]) =>
        this._project.importers(path, names, record.root)
    };
    const paths = receipt.files.map(({ path }) => path).join(', ');
    const isNew = receipt.files.every(({ before }) => before === null);
    if (receipt.files.length === 0) {
      const text = trans.__('Undone. %1 stays as it is.', record.module);
      return { kind: 'info', text };
    }
    return this._told(
      await undoFiles(receipt, ports),
      isNew
        ? trans.__('Undone. %1, which the lift had made, is gone again.', paths)
        : trans.__('Undone. %1 is as it was before the lift.', paths),
      trans.__('The notebook is restored.')
    );
  }

  private async _bringFilesBack(record: LiftRecord): Promise<Announcement> {
    const { receipts, trans } = this._services;
    const { receipt } = record;
    receipts.update(receipt.id, { state: 'applied' });
    const paths = receipt.files.map(({ path }) => path).join(', ');
    return this._told(
      await redoFiles(receipt, this._project.files(record.root), record.module),
      receipt.files.length > 0
        ? trans.__('Redone. %1 holds the lifted code again.', paths)
        : trans.__('Redone. %1 stays as it is.', record.module),
      trans.__('The notebook holds the lifted cells again.')
    );
  }

  private _told(
    result: Result<unknown, Failure>,
    done: string,
    half: string
  ): Announcement {
    if (result.ok) {
      return { kind: 'info', text: done };
    }
    const { what, remedy } = say(result.error, this._services.trans);
    return { kind: 'warning', text: `${half} ${what} ${remedy}` };
  }

  /** The user sees what came back. */
  private _select(marks: readonly CellMark[]): void {
    const { content } = this._panel;
    const ids = new Set(marks.map(({ id }) => id));
    const at = content.widgets.findIndex(cell =>
      ids.has(cell.model.sharedModel.getId())
    );
    if (at >= 0) {
      selectCells(content, [at]);
    }
  }

  /** One after the other: a redo may follow an undo before its file is written. */
  private _later(task: () => Promise<Announcement>): void {
    this._queue = this._queue
      .then(task)
      .then(this._announce, (error: unknown) => {
        console.error(
          'Could not bring the module in step with the notebook',
          error
        );
        this._announce({ kind: 'error', text: String(error) });
      });
  }

  private get _records(): readonly LiftRecord[] {
    return this._services.receipts.of(localPath(this._panel.context.path));
  }

  private get _notebook(): YNotebook {
    return this._panel.context.model.sharedModel as YNotebook;
  }

  private readonly _watch: UndoWatch;
  private _queue: Promise<void> = Promise.resolve();
}
