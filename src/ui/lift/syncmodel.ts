import { type ISignal, Signal } from '@lumino/signaling';
import type { CellSnapshot, Snapshot } from '../../core/snapshot';
import type { ILiftDesk } from '../../lift/desk';
import type { ISyncDesk, SyncOutcome } from '../../lift/sync';
import { sentenceOf } from './state';

export type SyncState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly outcome: SyncOutcome }
  /** A sentence. */
  | { readonly kind: 'broken'; readonly text: string };

/** How the kernel of one notebook is brought in step: asked for, under way, what came of it. */
export class SyncModel {
  constructor(
    private readonly _desk: Pick<ILiftDesk, 'select' | 'focus' | 'snapshot'>,
    private readonly _syncs: ISyncDesk
  ) {
    _syncs.renewed.connect(this._onRenewed, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }
  get state(): SyncState {
    return this._state;
  }

  /** Reloads edited modules; with `force`, those too that lose state by it. */
  async run(force: boolean): Promise<void> {
    if (this._state.kind === 'running') {
      return;
    }
    this._snapshot = this._desk.snapshot();
    this._set({ kind: 'running' });
    try {
      this._set({ kind: 'ended', outcome: await this._syncs.sync(force) });
    } catch (error) {
      this._set({ kind: 'broken', text: sentenceOf(error) });
    }
  }

  /** Puts away what came of it; the user goes on in the notebook. */
  dismiss(): void {
    this._set({ kind: 'none' });
    this.leave();
  }

  /** Back to the notebook; what came of it stays in view. */
  leave(): void {
    this._desk.focus();
  }

  /** The cell at that position, as it was when the modules were reloaded. */
  cell(index: number): CellSnapshot | undefined {
    return this._snapshot?.cells[index];
  }

  /** Selects cells, where they stand by now, so that Shift Enter runs them. */
  select(cells: readonly number[]): void {
    const now = this._desk.snapshot().cells;
    this._desk.select(
      cells.flatMap(index => {
        const id = this.cell(index)?.id ?? null;
        const at = id === null ? index : now.findIndex(one => one.id === id);
        return at < 0 ? [] : [at];
      })
    );
    this._desk.focus();
  }

  openAt(path: string, line: number): void {
    this._syncs.openAt(path, line);
  }

  /** Restarts and runs all cells, after a question. */
  async restart(): Promise<void> {
    await this._syncs.restart();
  }

  /** What was said of the kernel before is no longer so; that it was lost still is. */
  private _onRenewed(): void {
    if (this._state.kind === 'ended' && this._state.outcome.kind !== 'lost') {
      this._set({ kind: 'none' });
    }
  }

  private _set(state: SyncState): void {
    this._state = state;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: SyncState = { kind: 'none' };
  private _snapshot: Snapshot | null = null;
}
