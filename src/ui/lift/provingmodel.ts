import type { CheckOptions, CheckOutcome } from '../../checks/desk';
import type { Draft } from '../../lift/desk';
import { CheckModel, type PanelDesk } from './checkmodel';
import { DeskModel } from './deskmodel';
import type { LiftState } from './state';

/** Lets a draft be proved by running: the notebook as it is, and as the lift would leave it. */
export abstract class ProvingModel extends DeskModel {
  /** The proof of the draft that is shown, else the check of the notebook. */
  override get check(): CheckModel | null {
    return this._proof?.model ?? super.check;
  }

  /** Runs shown that the draft changes what the notebook says: it is not to be applied. */
  protected isDisproved(draft: Draft): boolean {
    if (this._proof?.draft !== draft) {
      return false;
    }
    const { state } = this._proof.model;
    return state.kind === 'done' && state.result.verdict === 'differs';
  }

  /** Asks before the first run; where both say the same, `onEqual` is called. */
  protected prove(draft: Draft, onEqual: () => void): void {
    const { desk } = this;
    if (desk?.verifyDraft) {
      const verify = desk.verifyDraft.bind(desk);
      const run = (options: CheckOptions) => verify(draft, options);
      this._start(desk, { draft, receipt: null }, run, onEqual);
    }
  }

  /** Proves a lift that was made; what comes of it stands on its receipt. */
  verifyMade(receipt: string): void {
    const { desk } = this;
    if (desk?.verifyMade) {
      const verify = desk.verifyMade.bind(desk);
      const run = (options: CheckOptions) => verify(receipt, options);
      this._start(desk, { draft: null, receipt }, run, () => undefined);
    }
  }

  /** Asks whether the notebook may be checked; what was proved gives way. */
  async beginCheck(): Promise<void> {
    this._drop();
    await this.check?.begin();
  }

  private _start(
    desk: PanelDesk,
    proved: Pick<Proof, 'draft' | 'receipt'>,
    check: (options: CheckOptions) => Promise<CheckOutcome>,
    onEqual: () => void
  ): void {
    const { checks } = desk;
    if (!checks) {
      return;
    }
    this._drop();
    const asked = {
      cautions: () => checks.cautions(),
      cost: () => checks.cost(),
      check
    };
    const model = new CheckModel(desk, asked, 'verify', proved.receipt);
    this._proof = { ...proved, desk, model };
    model.changed.connect(() => {
      const { state } = model;
      const equal = state.kind === 'done' && state.result.verdict === 'equal';
      if (this._proof?.model === model) {
        // Put away, or stopped.
        if (state.kind === 'none') {
          this._proof = null;
        }
        this.emit();
        if (equal) {
          onEqual();
        }
      }
    });
    void model.begin();
  }

  /**
   * What was proved is no longer what is shown; a proof of a lift that was made stays beside its notebook, but when it
   * has ended not above the receipt of another.
   */
  protected dropProof(state: LiftState): void {
    const { _proof: proof } = this;
    if (proof && !isProofOf(proof, this.desk, state)) {
      this._drop();
    }
  }

  private _drop(): void {
    const model = this._proof?.model;
    this._proof = null;
    model?.dismiss();
  }

  private _proof: Proof | null = null;
}

/** The proof has a place beside what the panel shows. */
function isProofOf(
  proof: Proof,
  desk: PanelDesk | null,
  state: LiftState
): boolean {
  if (proof.receipt === null) {
    return 'draft' in state && state.draft === proof.draft;
  }
  const isOther = state.kind === 'done' && state.receipt.id !== proof.receipt;
  const hasEnded = proof.model.state.kind !== 'running';
  return proof.desk === desk && !(isOther && hasEnded);
}

type Proof = {
  /** What is proved: a draft, or a lift that was made. */
  readonly draft: Draft | null;
  readonly receipt: string | null;
  readonly desk: PanelDesk;
  readonly model: CheckModel;
};
