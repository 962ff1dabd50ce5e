import type { NotebookPanel } from '@jupyterlab/notebook';
import type { YNotebook } from '@jupyter/ydoc';
import { hash } from '../core/hash';
import type { Announcement } from '../lift/desk';
import type { Receipt } from '../lift/receipt';
import { undoFiles } from '../lift/undo';
import { localPath } from './opendocs';
import type { Project } from './project';
import type { BegunLift } from './receipts';
import { say } from './say';
import type { DeskServices } from './services';
import { swapState } from './swapstate';

/**
 * Finds, when a notebook is opened, lifts of which only the module was kept: the page was gone
 * before the notebook was changed, or before it was saved. Such a notebook runs as it did before
 * the lift; what is told is that the module holds code which the notebook does not import.
 */
export class Leftovers {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project
  ) {}

  /** What to tell the user; told again at the next start until it is taken back or let be. */
  async find(): Promise<Announcement | null> {
    const { receipts, trans } = this._services;
    const path = localPath(this._panel.context.path);
    for (const begun of await receipts.cutOff(path)) {
      if (await this._isLeft(begun)) {
        const text = trans.__(
          'A lift of this notebook was cut off. The notebook was not changed; %1 may hold code that it does not import.',
          pathsOf(begun.receipt)
        );
        return this._offer(begun, text);
      }
      receipts.end(begun.receipt.id);
    }
    const unsaved = receipts
      .of(path)
      .filter(({ state, swap }) => {
        return (
          state === 'applied' && swapState(this._notebook, swap) === 'undone'
        );
      })
      .pop();
    if (!unsaved || !(await this._isLeft(unsaved))) {
      return null;
    }
    const text = trans.__(
      'This notebook was not saved after its last lift, so its cells are as they were before; %1 still holds the lifted code.',
      pathsOf(unsaved.receipt)
    );
    return this._offer(unsaved, text);
  }

  /** The user knows what was found: it is not told again. */
  letBe(): void {
    const { receipts } = this._services;
    if (this._found !== null) {
      receipts.end(this._found);
      receipts.update(this._found, { state: 'undone' });
      this._found = null;
    }
  }

  private _offer(lift: BegunLift, text: string): Announcement {
    const { trans } = this._services;
    this._found = lift.receipt.id;
    const label = trans.__('Take it out of %1', pathsOf(lift.receipt));
    const run = () => this._takeBack(lift);
    return { kind: 'warning', text, action: { label, run } };
  }

  /** The notebook has nothing of the lift, and a module is not as it was before. */
  private async _isLeft({ receipt, root }: BegunLift): Promise<boolean> {
    const lifted = new Set(
      receipt.cells.flatMap(cell => cell.inserted.map(one => one.hash))
    );
    if (this._notebook.cells.some(cell => lifted.has(hash(cell.getSource())))) {
      return false;
    }
    const files = this._project.files(root);
    for (const { path, before } of receipt.files) {
      const state = await files.read(path);
      const text = state.kind === 'file' ? state.text : null;
      if (text !== before) {
        return true;
      }
    }
    return false;
  }

  private async _takeBack({ receipt, root }: BegunLift): Promise<Announcement> {
    const { trans } = this._services;
    const result = await undoFiles(receipt, {
      files: this._project.files(root),
      importers: (path, names) => this._project.importers(path, names, root)
    });
    this.letBe();
    if (result.ok) {
      const text = trans.__(
        '%1 is as it was before the lift.',
        pathsOf(receipt)
      );
      return { kind: 'info', text };
    }
    const { what, remedy } = say(result.error, trans);
    const untouched = trans.__('Nothing was changed.');
    return { kind: 'warning', text: `${what} ${untouched} ${remedy}` };
  }

  private get _notebook(): YNotebook {
    return this._panel.context.model.sharedModel as YNotebook;
  }

  private _found: string | null = null;
}

function pathsOf({ files }: Receipt): string {
  return files.map(({ path }) => path).join(', ');
}
