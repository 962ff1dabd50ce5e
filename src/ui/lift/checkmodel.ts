import { type ISignal, Signal } from '@lumino/signaling';
import type { Caution } from '../../checks/cautions';
import type {
  CheckOptions,
  CheckOutcome,
  CheckProgress,
  ICheckDesk,
  RunCost
} from '../../checks/desk';
import type { IRecordDesk } from '../../checks/recording/desk';
import type { CheckResult } from '../../checks/verdict';
import type { CellSnapshot, Snapshot } from '../../core/snapshot';
import type { Draft, ILiftDesk } from '../../lift/desk';
import type { ISyncDesk } from '../../lift/sync';
import { sentenceOf } from './state';

/** A notebook that can be lifted from and run. */
export type PanelDesk = ILiftDesk & {
  /** Absent where notebooks cannot be run. */
  readonly checks?: ICheckDesk;
  /** Absent where there is no kernel to be brought in step. */
  readonly syncs?: ISyncDesk;
  /** The same. */
  readonly records?: IRecordDesk;
  /** Runs tests, as the runner calls them, in the panel of tests. */
  runTests?(ids: readonly string[]): void;
  /** Runs the notebook twice as it is and once as the lift would leave it. */
  verifyDraft?(draft: Draft, options: CheckOptions): Promise<CheckOutcome>;
  /** Runs the notebook twice as it would be without a lift that was made, and once as it is. */
  verifyMade?(receipt: string, options: CheckOptions): Promise<CheckOutcome>;
};

export type CheckState =
  | { readonly kind: 'none' }
  /** Nothing runs before the person says so. `bytes`: of a project that is large to copy. */
  | {
      readonly kind: 'asking';
      readonly cautions: readonly Caution[];
      readonly bytes: number | null;
      readonly cost: RunCost | null;
    }
  | { readonly kind: 'running'; readonly progress: CheckProgress | null }
  /** `stale`: the notebook was changed since. */
  | {
      readonly kind: 'done';
      readonly result: CheckResult;
      readonly stale: boolean;
    }
  | { readonly kind: 'failed'; readonly text: string };

/** The check of one notebook: asked for, running, done. */
export class CheckModel {
  /** @param kind - what is asked: does it run clean, or does a lift change what it says */
  constructor(
    private readonly _desk: ILiftDesk,
    private readonly _checks: ICheckDesk,
    readonly kind: 'check' | 'verify' = 'check',
    /** The lift that was made and is verified; its undo is offered where the notebook differs by it. */
    readonly receipt: string | null = null
  ) {
    _desk.documentChanged.connect(this._onDocument, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }
  get state(): CheckState {
    return this._state;
  }

  /** It proves a lift that is not made yet: its preview is beside it. */
  get isOfDraft(): boolean {
    return this.kind === 'verify' && this.receipt === null;
  }

  /** Asks before the first run, and runs at once after that. */
  async begin(): Promise<void> {
    if (this._state.kind === 'running') {
      return;
    }
    if (this._isAllowed) {
      return this.run(false);
    }
    try {
      await this._askFirst(await this._checks.cautions(), null);
    } catch (error) {
      this._set({ kind: 'failed', text: sentenceOf(error) });
    }
  }

  /** The person said that it may run. */
  async run(large: boolean): Promise<void> {
    this._isAllowed = true;
    const stop = new AbortController();
    this._stop = stop;
    this._isDirty = false;
    this._snapshot = this._desk.snapshot();
    this._set({ kind: 'running', progress: null });
    const outcome = await this._checks.check({
      signal: stop.signal,
      large,
      onProgress: progress => {
        if (this._stop === stop) {
          this._set({ kind: 'running', progress });
        }
      }
    });
    if (this._stop === stop) {
      this._stop = null;
      await this._end(outcome);
    }
  }

  /** Stops the run, or puts the result away. */
  dismiss(): void {
    this._stop?.abort();
    this._stop = null;
    this._set({ kind: 'none' });
  }

  /** Back to the notebook: a question is put away, what runs or came of it stays in view. */
  leave(): void {
    if (this._state.kind === 'asking' || this._state.kind === 'failed') {
      this.dismiss();
    }
    if (!this.isOfDraft) {
      this._desk.focus();
    }
  }

  private async _askFirst(
    cautions: readonly Caution[],
    bytes: number | null
  ): Promise<void> {
    const cost = await this._checks.cost();
    this._set({ kind: 'asking', cautions, bytes, cost });
  }

  private async _end(outcome: CheckOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'result':
        return this._set({
          kind: 'done',
          result: outcome.result,
          stale: this._isDirty
        });
      case 'large':
        return this._askFirst([], outcome.bytes);
      case 'failed':
        return this._set({ kind: 'failed', text: outcome.text });
      case 'cancelled':
        return this._set({ kind: 'none' });
    }
  }

  private _onDocument(): void {
    this._isDirty = true;
    if (this._state.kind === 'done' && !this._state.stale) {
      this._set({ ...this._state, stale: true });
    }
  }

  /** The cell at that position, as it was when it was checked. */
  cell(index: number): CellSnapshot | undefined {
    return this._snapshot?.cells[index];
  }

  /** Takes back the lift by which the notebook differs. */
  undo(): void {
    if (this.receipt !== null) {
      void this._desk.undo(this.receipt);
      this.dismiss();
    }
  }

  /** Shows the cell in the notebook. */
  select(cell: number): void {
    this._desk.select([cell]);
  }

  private _set(state: CheckState): void {
    this._state = state;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: CheckState = { kind: 'none' };
  private _stop: AbortController | null = null;
  private _isAllowed = false;
  private _snapshot: Snapshot | null = null;
  private _isDirty = false;
}
