import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';
import type { CheckOptions, CheckOutcome } from '../checks/desk';
import { CommandIDs } from '../commands';
import { basename } from '../core/path';
import type { Snapshot } from '../core/snapshot';
import { preview } from '../lift/preview';
import type {
  Announcement,
  ApplyOutcome,
  ApplyStep,
  Draft,
  ILiftDesk,
  Selection,
  Surroundings
} from '../lift/desk';
import { type NotebookMap, notebookMap } from '../lift/map';
import { plan } from '../lift/plan';
import type { Choice, Refusal } from '../lift/types';
import { Analyst } from './analyst';
import { CellReader } from './cells';
import { Checking } from './checking';
import type { DeskServices } from './services';
import { Leftovers } from './leftovers';
import { Lifting } from './lifting';
import { Marks } from './marks';
import { nameBefore } from './namebefore';
import { OldOutputs } from './oldoutputs';
import { localPath } from './opendocs';
import { Project } from './project';
import { Recording } from './recording';
import { selectCells, selectedCells } from './selection';
import { Putting } from './putting';
import { Syncing } from './syncing';
import { Undoing } from './undoing';

/** One open notebook, as the panel sees it. */
export class NotebookDesk implements ILiftDesk, IDisposable {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices
  ) {
    const { content, context } = _panel;
    this._marks = new Marks(content, _services.trans.__('lift'));
    this._oldOutputs = new OldOutputs(_panel, _services);
    this._project = new Project(_panel, _services);
    this._undoing = new Undoing(_panel, _services, this._project, said =>
      this._announced.emit(said)
    );
    this._lifting = new Lifting(_panel, _services, this._project, this._reader);
    this._putting = new Putting(
      _panel,
      _services,
      this._project,
      this._reader,
      () => this._analyse()
    );
    this.checks = new Checking(_panel, _services, this._project, snapshot =>
      this._analyse(snapshot)
    );
    this.syncs = new Syncing(_panel, _services, this._project, () =>
      this._analyse()
    );
    this.records = new Recording(_panel, _services, this._project, snapshot =>
      this._analyse(snapshot)
    );
    context.model.contentChanged.connect(this._onDocument, this);
    content.selectionChanged.connect(this._onSelection, this);
    content.activeCellChanged.connect(this._onSelection, this);
    _services.receipts.changed.connect(this._onSelection, this);
    _services.contents.fileChanged.connect(this._onFile, this);
    this._leftovers = new Leftovers(_panel, _services, this._project);
    this._findLeftovers();
  }

  /** Runs the notebook beside the user's kernel. */
  readonly checks: Checking;
  /** Brings the user's kernel in step with edited modules. */
  readonly syncs: Syncing;

  /** Records calls beside the user's kernel. */
  readonly records: Recording;

  get title(): string {
    return basename(this._path);
  }
  get documentChanged(): ISignal<this, void> {
    return this._documentChanged;
  }
  get selectionChanged(): ISignal<this, void> {
    return this._selectionChanged;
  }
  get news(): Announcement | null {
    return this._news;
  }
  get announced(): ISignal<this, Announcement> {
    return this._announced;
  }
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._undoing.dispose();
    this.records.dispose();
    this._oldOutputs.dispose();
    this.syncs.dispose();
    this._panel.context.model?.contentChanged.disconnect(
      this._onDocument,
      this
    );
    this._panel.content.selectionChanged.disconnect(this._onSelection, this);
    this._panel.content.activeCellChanged.disconnect(this._onSelection, this);
    this._services.receipts.changed.disconnect(this._onSelection, this);
    this._services.contents.fileChanged.disconnect(this._onFile, this);
    Signal.clearData(this);
  }

  forgetNews(): void {
    this._news = null;
    this._leftovers.letBe();
  }

  snapshot(): Snapshot {
    return this._reader.read(this._panel, this._path);
  }

  selection(): Selection {
    const { content } = this._panel;
    return {
      ...selectedCells(content, this.snapshot()),
      receipt: this._undoing.receiptOf(
        content.activeCell?.model.sharedModel.getId() ?? ''
      )
    };
  }

  async surroundings(): Promise<Surroundings> {
    const { cells } = this.snapshot();
    const has = cells.some(
      ({ kind, source }) => kind === 'code' && /^\s*%autoreload\b/m.test(source)
    );
    return { ...(await this._project.surroundings()), offerAutoreload: !has };
  }

  proposeFile(): Promise<string> {
    return this._analyse().then(({ analysis }) =>
      this._project.proposeFile(analysis)
    );
  }

  async map(): Promise<NotebookMap> {
    const { analysis } = await this._analyse();
    return notebookMap(analysis);
  }

  async draft(choice: Choice): Promise<Draft> {
    const { analysis, language } = await this._analyse();
    const { snapshot } = analysis;
    const facts =
      this._readOnly() ?? (await this._project.facts(choice, analysis));
    if ('code' in facts) {
      const result = { ok: false as const, refusals: [facts] };
      return { choice, snapshot, result, preview: null };
    }
    const result = this._plan(analysis, choice, facts, language);
    const rows = result.ok ? preview(result.plan, snapshot) : null;
    const draft = { choice, snapshot, result, preview: rows };
    this._lifting.remember(draft, { facts, language });
    return draft;
  }

  verifyDraft(draft: Draft, options: CheckOptions): Promise<CheckOutcome> {
    return this.checks.verify(draft, options);
  }

  async verifyMade(
    receipt: string,
    options: CheckOptions
  ): Promise<CheckOutcome> {
    const record = this._services.receipts.get(receipt);
    return record === null
      ? { kind: 'cancelled' }
      : this.checks.verifyMade(record, options);
  }

  apply(
    draft: Draft,
    onStep: (step: ApplyStep) => void
  ): Promise<ApplyOutcome> {
    return this._lifting.apply(draft, this.checks.isProved(draft), onStep);
  }

  undo(receipt: string): Promise<void> {
    return this._undoing.undo(receipt);
  }

  putBack(receipt: string): Promise<void> {
    return this._putting
      .putBack(receipt)
      .then(announcement => this._announced.emit(announcement));
  }

  /** Restarts the kernel and runs up to the lifted cell; JupyterLab asks before it restarts. */
  async rerun(receipt: string): Promise<void> {
    const record = this._services.receipts.get(receipt);
    const { content } = this._panel;
    const ids = new Set(record?.swap.inserted.map(({ id }) => id));
    const cells = content.widgets.flatMap((cell, index) =>
      ids.has(cell.model.sharedModel.getId()) ? [index] : []
    );
    if (cells.length > 0) {
      content.activeCellIndex = cells[cells.length - 1];
      content.deselectAll();
      await this._services.commands.execute(
        'notebook:restart-and-run-to-selected'
      );
    }
  }

  openFile(path: string): void {
    this._services.docManager.openOrReveal(this._project.full(path));
  }

  runTests(ids: readonly string[]): void {
    const args = { ids: [...ids] };
    void this._services.commands.execute(CommandIDs.runTests, args);
  }

  async setRoot(root: string): Promise<void> {
    await this._project.setRoot(root);
  }

  mark(cells: readonly number[]): void {
    this._marks.set(cells);
  }

  select(cells: readonly number[]): void {
    selectCells(this._panel.content, cells);
  }

  focus(): void {
    const { content } = this._panel;
    content.mode = 'command';
    this._services.activate(this._panel);
    // Shortcuts of the notebook want the focus inside it: on the cell.
    content.activeCell?.node.focus();
  }

  private async _analyse(snapshot = this.snapshot()) {
    const language = await this._services.languages.load(snapshot.language);
    if (!language) {
      const { trans } = this._services;
      throw new Error(
        trans.__(
          'Only Python notebooks can be read here, and this one is in %1: nothing of it was lifted or run.',
          snapshot.language
        )
      );
    }
    return {
      analysis: await this._analyst.analyse(snapshot, language),
      language
    };
  }

  /** Cells that were a call once keep its name, where that makes the lift an update of the function. */
  private _plan(...[analysis, choice, ...rest]: Parameters<typeof plan>) {
    const result = plan(analysis, choice, ...rest);
    const { cells } = this._panel.context.model.sharedModel;
    const name = nameBefore(
      this._services.receipts.of(this._path),
      choice,
      this._project.place.root,
      choice.cells.map(index => cells[index]?.getId())
    );
    const isOne = result.ok && result.plan.functions.length === 1;
    if (name === null || choice.name !== undefined || !isOne) {
      return result;
    }
    const renamed = plan(analysis, { ...choice, name }, ...rest);
    const mayBe =
      renamed.ok ||
      renamed.refusals.every(({ remedy }) => remedy?.action?.kind === 'update');
    return mayBe ? renamed : result;
  }

  /** Lifted cells could not be saved: then only the module would change. */
  private _readOnly(): Refusal | null {
    const { trans } = this._services;
    return this._panel.context.contentsModel?.writable === false
      ? {
          code: 'cell-read-only',
          cell: null,
          line: null,
          message: trans.__(
            'The notebook is read-only: lifted cells could not be saved.'
          ),
          remedy: {
            text: trans.__('Save a copy under another name and lift there.')
          }
        }
      : null;
  }

  private _findLeftovers(): void {
    this._leftovers
      .find()
      .then(found => {
        if (found && !this.isDisposed) {
          this._news = found;
          this._announced.emit(found);
        }
      })
      .catch((error: unknown) =>
        console.warn('Could not look for what earlier lifts left', error)
      );
  }

  private get _path(): string {
    return localPath(this._panel.context.path);
  }

  private _onDocument(): void {
    this._documentChanged.emit();
  }

  private _onSelection(): void {
    this._selectionChanged.emit();
  }

  private _onFile(
    _: unknown,
    change: { newValue: { path?: string } | null }
  ): void {
    if (change.newValue?.path?.endsWith('.py')) {
      this._documentChanged.emit();
    }
  }

  private readonly _reader = new CellReader();
  private readonly _analyst = new Analyst();
  private readonly _marks: Marks;
  private readonly _oldOutputs: OldOutputs;
  private readonly _project: Project;
  private readonly _undoing: Undoing;
  private readonly _putting: Putting;
  private readonly _lifting: Lifting;
  private readonly _leftovers: Leftovers;
  private readonly _documentChanged = new Signal<this, void>(this);
  private readonly _selectionChanged = new Signal<this, void>(this);
  private readonly _announced = new Signal<this, Announcement>(this);
  private _news: Announcement | null = null;
  private _isDisposed = false;
}
