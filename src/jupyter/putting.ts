import type { NotebookPanel } from '@jupyterlab/notebook';
import { failureOf } from '../core/errors';
import type { Announcement } from '../lift/desk';
import type { ILiftLanguage } from '../lift/language';
import { putBack } from '../lift/putback';
import type { Analysis } from '../lift/types';
import type { CellReader } from './cells';
import { calledBefore } from './namebefore';
import { NotebookPort } from './notebook';
import { localPath } from './opendocs';
import type { Project } from './project';
import type { LiftRecord } from './receipts';
import { say } from './say';
import { selectCells } from './selection';
import type { DeskServices } from './services';

/** What putting back needs to know of the notebook. */
export type Analysed = {
  readonly analysis: Analysis;
  readonly language: ILiftLanguage;
};

/** Turns lifted calls into cells again; the module stays, so that a later lift offers to update it. */
export class Putting {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project,
    private readonly _reader: CellReader,
    private readonly _analyse: () => Promise<Analysed>
  ) {}

  /** Puts back the call in the active cell, or every call of the lift when another cell is active. */
  async putBack(id: string): Promise<Announcement> {
    const { receipts, trans } = this._services;
    const record = receipts.get(id);
    const cells = record ? this._cellsOf(record) : [];
    if (!record || cells.length === 0) {
      return {
        kind: 'warning',
        text: trans.__('No cell of this lift is left in the notebook.')
      };
    }
    const problems: string[] = [];
    for (const cell of cells) {
      const problem = await this._putOne(record, cell);
      problems.push(...(problem === null ? [] : [problem]));
    }
    if (problems.length === cells.length) {
      return {
        kind: 'warning',
        text: `${problems[0]} ${trans.__('Nothing was changed.')}`
      };
    }
    if (cells.length === record.swap.inserted.length) {
      receipts.update(id, { state: 'put-back' });
    }
    return {
      kind: 'info',
      text: trans.__(
        'Put back. %1 still holds the code: lifting these cells again offers to update it.',
        record.module
      )
    };
  }

  /** Ids of the cells to put back: the active one, else all of the lift. */
  private _cellsOf({ swap }: LiftRecord): readonly string[] {
    const { widgets, activeCell } = this._panel.content;
    const ids = new Set(widgets.map(cell => cell.model.sharedModel.getId()));
    const own = swap.inserted.map(({ id }) => id).filter(id => ids.has(id));
    const active = activeCell?.model.sharedModel.getId() ?? '';
    return own.includes(active) ? [active] : own;
  }

  /** Why not, or `null`. Positions and texts are read anew each time: the cell before may have moved them. */
  private async _putOne(
    record: LiftRecord,
    id: string
  ): Promise<string | null> {
    const { trans } = this._services;
    const { analysis, language } = await this._analyse();
    const { widgets } = this._panel.content;
    const cell = widgets.findIndex(
      ({ model }) => model.sharedModel.getId() === id
    );
    const path = record.module;
    const state = await this._project.files(record.root).read(path);
    if (cell < 0 || state.kind !== 'file') {
      return trans.__(
        '%1 cannot be read, so nothing can be put back from it.',
        path
      );
    }
    const module = { path, text: state.text };
    const result = putBack(analysis, cell, module, text =>
      language.analyzeModule(text)
    );
    if (!result.ok) {
      return result.refusals[0]?.message ?? '';
    }
    const notebook = localPath(this._panel.context.path);
    const port = new NotebookPort(this._panel, this._reader, notebook);
    port.snapshot();
    try {
      await port.apply(result.changes);
    } catch (error) {
      return say(failureOf(error, 'notebook-failed', notebook), trans).what;
    }
    this._services.receipts.update(record.receipt.id, {
      back: [
        ...(this._services.receipts.get(record.receipt.id)?.back ?? []),
        ...calledBefore(
          record,
          analysis.snapshot.cells[cell].source,
          port.swap?.inserted ?? []
        )
      ]
    });
    selectCells(this._panel.content, [cell]);
    return null;
  }
}
