import { type ISignal, Signal } from '@lumino/signaling';
import type { Announcement, Selection, Surroundings } from '../../lift/desk';
import { CheckModel, type PanelDesk } from './checkmodel';
import { SyncModel } from './syncmodel';
import { RecordModel } from './recordmodel';

/** What the panel knows of the notebook it stands beside, whatever it shows. */
export abstract class DeskModel {
  get changed(): ISignal<this, void> {
    return this._changed;
  }
  get desk(): PanelDesk | null {
    return this._desk;
  }
  /** The check of the notebook in front; it goes on while another one is. */
  get check(): CheckModel | null {
    const { _desk: desk } = this;
    if (!desk?.checks) {
      return null;
    }
    const known = this._checks.get(desk) ?? new CheckModel(desk, desk.checks);
    this._checks.set(desk, known);
    return known;
  }
  /** How the kernel of the notebook in front is brought in step with edited modules. */
  get sync(): SyncModel | null {
    const { _desk: desk } = this;
    if (!desk?.syncs) {
      return null;
    }
    const known = this._syncs.get(desk) ?? new SyncModel(desk, desk.syncs);
    this._syncs.set(desk, known);
    return known;
  }
  /** Tests of the calls of the notebook in front. */
  get record(): RecordModel | null {
    const { _desk: desk } = this;
    if (!desk?.records) {
      return null;
    }
    const known =
      this._records.get(desk) ?? new RecordModel(desk, desk.records);
    this._records.set(desk, known);
    return known;
  }
  get surroundings(): Surroundings | null {
    return this._surroundings;
  }
  get selection(): Selection | null {
    return this._selection;
  }
  /** What happened outside the panel and has not been dismissed. */
  get banner(): Announcement | null {
    return this._banner;
  }
  get isActive(): boolean {
    return this._active;
  }

  /** The notebook that the panel stands beside; another one begins with its map. */
  setDesk(desk: PanelDesk | null): void {
    if (desk === this._desk) {
      return;
    }
    this._leave();
    this._desk = desk;
    this._selection = null;
    this._surroundings = null;
    this._banner = desk?.news ?? null;
    if (desk) {
      desk.documentChanged.connect(this._onDocumentChanged, this);
      desk.selectionChanged.connect(this._onSelectionChanged, this);
      desk.announced.connect(this._onAnnounced, this);
    }
    this.onDesk();
  }

  /** A hidden panel does no work; shown again, it catches up. */
  setActive(active: boolean): void {
    if (active === this._active) {
      return;
    }
    this._active = active;
    if (active) {
      this.onShow();
    } else {
      this._desk?.mark([]);
    }
  }

  /** Undoes a lift; the user goes on in the notebook. */
  async undo(receipt: string): Promise<void> {
    await this._desk?.undo(receipt);
    this._desk?.focus();
  }

  /** Turns a lifted call into cells again; the user goes on in the notebook. */
  async putBack(receipt: string): Promise<void> {
    await this._desk?.putBack(receipt);
    this._desk?.focus();
  }

  /** What was said of the step before does not stand beside the next one; warnings and offers stay. */
  protected leaveBehind(): void {
    if (this._banner?.kind === 'info' && !this._banner.action) {
      this._banner = null;
    }
  }

  dismissBanner(): void {
    if (this._banner === this._desk?.news) {
      this._desk?.forgetNews();
    }
    this._banner = null;
    this.emit();
  }

  /** The one click that the banner offers; then it says what came of it. */
  async actOnBanner(): Promise<void> {
    const { _banner: banner, _desk: desk } = this;
    const said = await banner?.action?.run();
    if (said && desk === this._desk) {
      desk?.forgetNews();
      this._banner = said;
      this.onReceipts();
    }
  }

  /** Another folder is the project. */
  async setRoot(root: string): Promise<void> {
    await this._desk?.setRoot(root);
    await this.loadSurroundings();
    this.onShow();
  }

  dispose(): void {
    this._leave();
    this._desk = null;
    Signal.clearData(this);
  }

  /** Another notebook stands beside the panel. */
  protected abstract onDesk(): void;
  /** The panel was shown, or what it shows may be out of date. */
  protected abstract onShow(): void;
  protected abstract onDocument(): void;
  protected abstract onSelection(selection: Selection): void;
  /** Receipts may have changed. */
  protected abstract onReceipts(): void;

  protected emit(): void {
    this._changed.emit();
  }

  protected readSelection(): Selection | null {
    this._selection = this._desk?.selection() ?? null;
    return this._selection;
  }

  protected async loadSurroundings(): Promise<void> {
    const desk = this._desk;
    try {
      const surroundings = (await desk?.surroundings()) ?? null;
      if (desk === this._desk) {
        this._surroundings = surroundings;
        this.emit();
      }
    } catch (error) {
      // Completion is a help only; what matters is said when the plan reads the files.
      console.warn('Could not list the modules of the project', error);
    }
  }

  private _onDocumentChanged(): void {
    this.onDocument();
  }

  private _onSelectionChanged(): void {
    const selection = this._active ? this.readSelection() : null;
    if (selection) {
      this.onSelection(selection);
    }
  }

  private _onAnnounced(_: unknown, announcement: Announcement): void {
    this._banner = announcement;
    this.readSelection();
    this.onReceipts();
  }

  private _leave(): void {
    this._desk?.mark([]);
    this._desk?.documentChanged.disconnect(this._onDocumentChanged, this);
    this._desk?.selectionChanged.disconnect(this._onSelectionChanged, this);
    this._desk?.announced.disconnect(this._onAnnounced, this);
  }

  private readonly _changed = new Signal<this, void>(this);
  private _desk: PanelDesk | null = null;
  private readonly _checks = new WeakMap<PanelDesk, CheckModel>();
  private readonly _syncs = new WeakMap<PanelDesk, SyncModel>();
  private readonly _records = new WeakMap<PanelDesk, RecordModel>();
  private _surroundings: Surroundings | null = null;
  private _selection: Selection | null = null;
  private _banner: Announcement | null = null;
  private _active = false;
}
