import { type ISignal, Signal } from '@lumino/signaling';
import type {
  FailedFrame,
  IRecordDesk,
  IRecording,
  Recordable,
  RecordOptions,
  RecordOutcome,
  RecordStep
} from '../../checks/recording/desk';
import type { MaskChoice, RecordedCase } from '../../core/recording';
import type { CellSnapshot, Snapshot } from '../../core/snapshot';
import type { ILiftDesk } from '../../lift/desk';
import {
  type Asked,
  isModule,
  isOffered,
  isWanted,
  isWhole,
  type RecordState,
  type RecordWish,
  toggled
} from './recordstate';
import { sentenceOf } from './state';

/** Tests from the real calls of one notebook: asked for, recorded, shown, written. */
export class RecordModel {
  constructor(
    private readonly _desk: Pick<ILiftDesk, 'select' | 'focus' | 'snapshot'>,
    private readonly _records: IRecordDesk
  ) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }
  get state(): RecordState {
    return this._state;
  }

  /** Asks which functions, and whether the notebook may run. */
  async begin(wish: RecordWish, nothing: string): Promise<void> {
    if (this._state.kind === 'running') {
      return;
    }
    await this._letGo();
    try {
      const all = await this._records.functions();
      const wanted = all.filter(one => isWanted(one, wish));
      const functions = wanted.length > 0 ? wanted : all;
      const run = await this._aboutRun();
      this._set(
        functions.length === 0
          ? { kind: 'failed', text: nothing }
          : { kind: 'asking', functions, chosen: wanted, ...run }
      );
    } catch (error) {
      this._set({ kind: 'failed', text: sentenceOf(error) });
    }
  }

  /** Asks which function of the traceback that the cell shows, and whether the notebook may run. The wish names the
   *  function, or nothing: then it is the innermost. */
  async beginFailing(
    cell: number,
    { module, names }: RecordWish,
    nothing: string
  ): Promise<void> {
    if (this._state.kind === 'running') {
      return;
    }
    await this._letGo();
    this._snapshot = this._desk.snapshot();
    try {
      const failure = await this._records.failure(cell);
      const run = await this._aboutRun();
      if (!failure?.frames.length) {
        this._set({ kind: 'failed', text: nothing });
        return;
      }
      const can = failure.frames.filter(({ canCall }) => canCall);
      const frame =
        can.find(
          ({ file, name }) =>
            (names?.includes(name) ?? true) &&
            (module === undefined || isModule(file, module))
        ) ?? null;
      this._set({ kind: 'choosing', failure, frame, ...run });
    } catch (error) {
      this._set({ kind: 'failed', text: sentenceOf(error) });
    }
  }

  /** Takes another function of the traceback. */
  pick(frame: FailedFrame): void {
    if (this._state.kind === 'choosing') {
      this._set({ ...this._state, frame });
    }
  }

  /** Takes a function in, or leaves it out. */
  toggle(one: Recordable): void {
    if (this._state.kind === 'asking') {
      const chosen = toggled(this._state.chosen, one);
      this._set({ ...this._state, chosen });
    }
  }

  /** The person said that it may run. */
  async run(): Promise<void> {
    const { _state: asked } = this;
    if (asked.kind !== 'asking' && asked.kind !== 'choosing') {
      return;
    }
    this._snapshot = this._desk.snapshot();
    const stop = this._start();
    const outcome = await this._record(asked, {
      signal: stop.signal,
      large: asked.bytes !== null,
      onStep: step => this._step(stop, step)
    });
    if (this._stop !== stop) {
      await (outcome.kind === 'recorded' ? outcome.recording.close() : null);
      return;
    }
    this._stop = null;
    switch (outcome.kind) {
      case 'recorded':
        return this._show(outcome.recording);
      case 'large':
        return this._set({ ...asked, cautions: [], bytes: outcome.bytes });
      case 'failed':
        return this._set({ kind: 'failed', text: outcome.text });
      case 'cancelled':
        return this._set({ kind: 'none' });
    }
  }

  /** Takes a case in, or leaves it out. */
  choose(id: string): void {
    if (this._state.kind === 'ready' && !this._state.busy) {
      void this._compose(
        this._state.recording,
        toggled(this._state.chosen, id)
      );
    }
  }

  /** Masks a column of a case, or shows it; the function is called again. */
  async mask({ id, masked }: RecordedCase, column: string): Promise<void> {
    if (this._state.kind !== 'ready' || this._state.busy) {
      return;
    }
    const { recording, chosen } = this._state;
    const masks: MaskChoice = {
      ...Object.fromEntries(
        recording.draft.cases.map(one => [one.id, one.masked])
      ),
      [id]: toggled(masked, column)
    };
    const stop = this._start();
    try {
      const onStep = (step: RecordStep): void => this._step(stop, step);
      await recording.mask(masks, { signal: stop.signal, onStep });
      if (this._stop !== stop) {
        await recording.close();
        return;
      }
      this._stop = null;
      await this._compose(recording, chosen);
    } catch (error) {
      await recording.close();
      if (this._stop === stop) {
        this._stop = null;
        this._set({ kind: 'failed', text: sentenceOf(error) });
      }
    }
  }

  /** Writes the files that are shown. */
  async write(): Promise<void> {
    const { _state: state } = this;
    if (state.kind !== 'ready' || state.busy || !state.composed) {
      return;
    }
    const { recording, chosen, composed } = state;
    this._set({ ...state, busy: true, problem: null });
    try {
      const written = await recording.write(chosen, composed);
      const tests = recording.draft.cases
        .filter(({ id }) => chosen.includes(id))
        .map(({ file, test }) => `${file}::${test}`);
      this._set({ kind: 'written', recording, tests, written, problem: null });
    } catch (error) {
      await this._compose(recording, chosen, sentenceOf(error));
    }
  }

  /** Takes back what was written. */
  async takeBack(): Promise<void> {
    const { _state: state } = this;
    if (state.kind !== 'written') {
      return;
    }
    try {
      await state.recording.takeBack();
      await this._show(state.recording);
    } catch (error) {
      this._set({ ...state, problem: sentenceOf(error) });
    }
  }

  /** Stops the run, or puts the tests away. */
  dismiss(): void {
    this._stop?.abort();
    this._stop = null;
    void this._letGo();
    this._set({ kind: 'none' });
    this._desk.focus();
  }

  /** Back to the notebook: a question is put away, what runs or was recorded stays in view. */
  leave(): void {
    if (/asking|choosing|failed/.test(this._state.kind)) {
      this.dismiss();
    } else {
      this._desk.focus();
    }
  }

  /** The cell at that position, as it was when the run began. */
  cell(index: number): CellSnapshot | undefined {
    return this._snapshot?.cells[index];
  }

  /** Shows the cell in the notebook. */
  select(cell: number): void {
    this._desk.select([cell]);
  }

  /** What running the notebook does and takes. */
  private async _aboutRun(): Promise<
    Pick<Asked, 'cautions' | 'bytes' | 'cost'>
  > {
    const [cautions, cost] = await Promise.all([
      this._records.cautions(),
      this._records.cost()
    ]);
    return { cautions, bytes: null, cost };
  }

  private _record(
    asked: Asked,
    options: RecordOptions
  ): Promise<RecordOutcome> {
    if (asked.kind === 'asking') {
      return this._records.record(asked.chosen, options);
    }
    const { failure, frame } = asked;
    return frame
      ? this._records.recordFailure(failure, frame, options)
      : Promise.resolve({ kind: 'cancelled' });
  }

  private async _show(recording: IRecording): Promise<void> {
    const offered = recording.draft.cases.filter(one =>
      recording.isFailure ? isWhole(one) : isOffered(one)
    );
    await this._compose(
      recording,
      offered.map(({ id }) => id)
    );
  }

  private async _compose(
    recording: IRecording,
    wanted: readonly string[],
    problem: string | null = null
  ): Promise<void> {
    const { cases } = recording.draft;
    const can = new Set(
      cases.flatMap(one => (one.problem === null ? [one.id] : []))
    );
    const chosen = wanted.filter(id => can.has(id));
    const state = { kind: 'ready' as const, recording, chosen };
    this._set({ ...state, composed: null, problem, busy: true });
    const turn = this._state;
    try {
      const composed = await recording.compose(chosen);
      if (this._state === turn) {
        this._set({ ...state, composed, problem, busy: false });
      }
    } catch (error) {
      if (this._state === turn) {
        const text = sentenceOf(error);
        this._set({ ...state, composed: null, problem: text, busy: false });
      }
    }
  }

  private _start(): AbortController {
    const stop = new AbortController();
    this._stop = stop;
    this._set({ kind: 'running', step: null });
    return stop;
  }

  private _step(stop: AbortController, step: RecordStep): void {
    if (this._stop === stop) {
      this._set({ kind: 'running', step });
    }
  }

  private async _letGo(): Promise<void> {
    const { _state: state } = this;
    if (state.kind === 'ready' || state.kind === 'written') {
      await state.recording.close();
    }
  }

  private _set(state: RecordState): void {
    this._state = state;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: RecordState = { kind: 'none' };
  private _stop: AbortController | null = null;
  private _snapshot: Snapshot | null = null;
}
