import type { Draft, Selection } from '../../lift/desk';
import type { Choice, RemedyAction } from '../../lift/types';
import { ofCells, remedied } from './choice';
import {
  differences,
  newWarnings,
  remap,
  sameChoice,
  sameEffect
} from './differences';
import { isLiftedCall } from './liftedcall';
import { Pause } from './pause';
import { ProvingModel } from './provingmodel';
import { sentenceOf, type LiftState, type Notice } from './state';

/** Milliseconds without a change before a plan is made again: of the form, of the document. */
const FORM_PAUSE = 150;
const DOCUMENT_PAUSE = 600;

/**
 * The state of the panel, without a page. A plan is applied only when the view has said, by
 * `drawn`, that it shows this very plan; whatever arrives late from an abandoned step is dropped.
 */
export class LiftModel extends ProvingModel {
  get state(): LiftState {
    return this._state;
  }
  /** What the form says; `null` while no lift is open. */
  get choice(): Choice | null {
    return this._choice;
  }
  /** Counts up when the Name field is to take the focus. */
  get focusRequests(): number {
    return this._focusRequests;
  }
  /** Counts the states; the view hands it back to `drawn`. */
  get revision(): number {
    return this._revision;
  }
  /** Enter would apply what is shown. */
  get canApply(): boolean {
    const { _state: state } = this;
    const drawn = this._drawn === this._revision;
    return state.kind === 'ready' && drawn && !this.isDisproved(state.draft);
  }

  /** Hands over what was typed before the Name field was there. */
  takeKeys: () => string = () => '';

  /** Opens the preview for the cells, or the map when there are none. */
  async open(given: Partial<Choice> = {}): Promise<void> {
    const { desk } = this;
    if (!desk) {
      return;
    }
    this._focusRequests++;
    this.leaveBehind();
    this._last = this._seen = this._choice = null;
    const cells = given.cells ?? desk.selection().cells;
    this._isAsked = given.cells !== undefined;
    if (cells.length === 0) {
      return this._toMap();
    }
    // The form is there at once: keys typed without a pause go into its Name field.
    this._choice = { to: '', ...given, cells };
    this._hasFile = given.to !== undefined;
    this._begin({ kind: 'analysing', previous: null });
    desk.mark(cells);
    void this.loadSurroundings();
    await this._plan();
  }

  /** A change of the form. */
  change(change: Partial<Choice>): void {
    const { _state: state, _choice: choice } = this;
    if (choice && state.kind !== 'applying') {
      this._choice = { ...choice, ...change };
      this._hasFile ||= change.to !== undefined;
      this._begin({ kind: 'analysing', previous: this._last });
      this._pause.start(FORM_PAUSE, () => void this._plan());
    }
  }

  /** One click on a remedy. */
  remedy(action: RemedyAction): void {
    if (action.kind === 'go-to') {
      this.desk?.select([action.cell]);
      return;
    }
    const next = this._choice && remedied(this._choice, action);
    if (next) {
      this.desk?.mark(next.cells);
      this.change(next);
    }
  }

  /** The view shows what the model said when its revision was `revision`. */
  drawn(revision: number): void {
    const { _state: state } = this;
    if (revision !== this._revision || this._drawn === revision) {
      return;
    }
    this._drawn = revision;
    if (state.kind === 'ready') {
      const surprise =
        this._seen !== null && newWarnings(this._seen, state.draft);
      const apply = this._queued && !state.notice && !surprise;
      this._queued = false;
      this._seen = state.draft;
      this.emit();
      if (apply) {
        void this._apply(state.draft);
      }
    }
  }

  /** Enter: applies what is shown; before the first preview is drawn it does nothing. */
  enter(): void {
    const { _state: state } = this;
    if (state.kind === 'analysing' && this._seen) {
      // The form was changed under a preview that has been read: lift when the new one is drawn.
      this._queued = true;
      this._pause.hurry();
    } else if (state.kind === 'ready' && this.canApply) {
      if (this._documentDirty) {
        this._queued = true;
        void this._plan(true);
      } else if (state.notice && !state.notice.read) {
        this._set({ ...state, notice: { ...state.notice, read: true } });
      } else {
        void this._apply(state.draft);
      }
    }
  }

  /** Alt Enter: runs the notebook with and without what is shown, and applies it where both say the same. */
  verify(): void {
    if (this._state.kind === 'ready' && this.canApply) {
      this.prove(this._state.draft, () => this.enter());
    }
  }

  /** Makes the plan again. */
  retry(): void {
    if (this._choice && this._state.kind !== 'applying') {
      this._begin({ kind: 'analysing', previous: this._last });
      void this._plan();
    }
  }

  /** Escape: back to the notebook, nothing changed. */
  cancel(): void {
    if (this._state.kind !== 'applying') {
      this._choice = null;
      this._toMap();
      this.desk?.focus();
    }
  }

  override dispose(): void {
    this._pause.stop();
    this._turn++;
    super.dispose();
  }

  protected onDesk(): void {
    this._choice = this._last = this._seen = null;
    this._toMap();
  }

  protected onShow(): void {
    if (this._choice) {
      this.desk?.mark(this._choice.cells);
      void this._plan();
    } else if (this._state.kind === 'idle') {
      this._toMap();
    }
  }

  protected onReceipts(): void {
    if (this._state.kind === 'done') {
      this._toMap();
    } else {
      this.emit();
    }
  }

  protected onDocument(): void {
    this._documentDirty = true;
    const { kind } = this._state;
    if (this.isActive && (kind === 'ready' || kind === 'blocked')) {
      this._pause.start(DOCUMENT_PAUSE, () => void this._plan());
    } else if (this.isActive && kind === 'idle') {
      this._pause.start(DOCUMENT_PAUSE, () => void this._loadMap());
    }
  }

  protected onSelection({ cells, explicit, receipt }: Selection): void {
    const { _state: state, _choice: choice } = this;
    if (state.kind === 'done') {
      const isSame = receipt !== null && receipt.id === state.receipt.id;
      return isSame ? this._set({ ...state, receipt }) : this._toMap();
    } else if (
      choice &&
      explicit &&
      cells.length > 0 &&
      cells.join() !== choice.cells.join()
    ) {
      this.desk?.mark(cells);
      this._last = null;
      this.change(ofCells(cells));
    } else {
      this.emit();
    }
  }

  /** Plans for the present choice. `entered`: Enter was pressed on what is shown now. */
  private async _plan(entered = false): Promise<void> {
    const { desk, _last: last } = this;
    if (!desk || !this._choice) {
      return;
    }
    this._pause.stop();
    this._documentDirty = false;
    const turn = ++this._turn;
    try {
      if (!this._hasFile) {
        const to = await desk.proposeFile();
        if (turn !== this._turn) {
          return;
        }
        this._hasFile = true;
        this._choice = { ...this._choice, to };
      }
      const choice = last
        ? remap(this._choice, last.snapshot, desk.snapshot())
        : this._choice;
      if (choice.cells.length === 0) {
        this.cancel();
        return;
      }
      this._choice = choice;
      desk.mark(choice.cells);
      const draft = await desk.draft(choice);
      if (turn === this._turn) {
        this._show(draft, entered);
      }
    } catch (error) {
      this._fail(turn, error);
    }
  }

  private _show(draft: Draft, entered: boolean): void {
    const { _last: last } = this;
    this._last = draft;
    if (!this._isAsked && isLiftedCall(this.readSelection(), draft)) {
      this._choice = null;
      this._toMap();
      return;
    }
    if (!draft.result.ok) {
      this._queued = false;
      this._set({ kind: 'blocked', draft, refusals: draft.result.refusals });
      return;
    }
    this._set({
      kind: 'ready',
      draft,
      notice: this._notice(last, draft, entered)
    });
  }

  /** What is to be read before a lift; one that is not read yet grows by what changes meanwhile. */
  private _notice(
    last: Draft | null,
    draft: Draft,
    entered: boolean
  ): Notice | null {
    const open = this._state.kind === 'ready' ? this._state.notice : null;
    const isUnread = open?.kind === 'notebook' && !open.read;
    const before = isUnread ? this._before : last;
    if (!before || !sameChoice(before, draft) || sameEffect(before, draft)) {
      return isUnread ? null : open;
    }
    this._before = before;
    return {
      kind: 'notebook',
      differences: differences(before.snapshot, draft.snapshot),
      read: entered
    };
  }

  private async _apply(draft: Draft): Promise<void> {
    const { desk } = this;
    if (!desk) {
      return;
    }
    const turn = this._begin({ kind: 'applying', draft, step: null });
    try {
      const outcome = await desk.apply(draft, step => {
        if (turn === this._turn) {
          this._set({ kind: 'applying', draft, step });
        }
      });
      if (turn !== this._turn) {
        return;
      }
      if (outcome.kind === 'stale') {
        await this._replan(outcome.text);
      } else if (outcome.kind === 'failed') {
        this._set({ kind: 'failed', text: outcome.text });
      } else {
        this._choice = this._last = this._seen = null;
        desk.mark([]);
        this._set({ kind: 'done', receipt: outcome.receipt });
        desk.focus();
      }
    } catch (error) {
      this._fail(turn, error);
    }
  }

  /** The plan is made anew, and the user is told why before a second Enter. */
  private async _replan(text: string): Promise<void> {
    await this._plan();
    if (this._state.kind === 'ready') {
      this._set({ ...this._state, notice: { kind: 'text', text, read: true } });
    }
  }

  private _toMap(): void {
    this.desk?.mark([]);
    this.readSelection();
    const map =
      this._state.kind === 'idle' && this.desk ? this._state.map : null;
    this._begin({ kind: 'idle', map, error: null });
    if (this.desk && this.isActive) {
      void this._loadMap();
      void this.loadSurroundings();
    }
  }

  private async _loadMap(): Promise<void> {
    const turn = this._turn;
    const show = (state: LiftState) => {
      if (turn === this._turn && this._state.kind === 'idle') {
        this._set(state);
      }
    };
    try {
      const map = (await this.desk?.map()) ?? null;
      show({ kind: 'idle', map, error: null });
    } catch (error) {
      show({ kind: 'idle', map: null, error: sentenceOf(error) });
    }
  }

  private _fail(turn: number, error: unknown): void {
    if (turn === this._turn) {
      this._queued = false;
      this._set({ kind: 'failed', text: sentenceOf(error) });
    }
  }

  /** A new step: what the steps before still do is of no interest. */
  private _begin(state: LiftState): number {
    this._pause.stop();
    this._turn++;
    this._set(state);
    return this._turn;
  }

  private _set(state: LiftState): void {
    this.dropProof(state);
    this._state = state;
    this._revision++;
    this.emit();
  }

  private readonly _pause = new Pause();
  private _state: LiftState = { kind: 'idle', map: null, error: null };
  private _choice: Choice | null = null;
  /** The choice names a file; else the one to propose is still to be asked for. */
  private _hasFile = false;
  /** The cells were named, not just selected. */
  private _isAsked = false;
  private _focusRequests = 0;
  private _revision = 0;
  private _drawn = -1;
  /** Counts the steps; an answer that belongs to an earlier one is dropped. */
  private _turn = 0;
  /** The last draft made, and the last one that was drawn, since the lift was opened. */
  private _last: Draft | null = null;
  private _seen: Draft | null = null;
  /** What the open notice tells the differences from. */
  private _before: Draft | null = null;
  /** Enter was pressed and waits for the drawing. */
  private _queued = false;
  private _documentDirty = false;
}
