import type { CheckOptions } from '../../checks/desk';
import type { Draft } from '../../lift/desk';
import { CheckModel } from './checkmodel';
import { DeskModel } from './deskmodel';

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
    if (!desk?.checks || !desk.verifyDraft) {
      return;
    }
    const { checks } = desk;
    const verify = desk.verifyDraft.bind(desk);
    this.dropProof();
    const asked = {
      cautions: () => checks.cautions(),
      cost: () => checks.cost(),
      check: (options: CheckOptions) => verify(draft, options)
    };
    const model = new CheckModel(desk, asked, 'verify');
    this._proof = { draft, model };
    model.changed.connect(() => {
      const { state } = model;
      const equal = state.kind === 'done' && state.result.verdict === 'equal';
      if (this._proof?.model === model) {
        this.emit();
        if (equal) {
          onEqual();
        }
      }
    });
    void model.begin();
  }

  /** What was proved is no longer what is shown. */
  protected dropProof(draft?: Draft): void {
    if (this._proof && this._proof.draft !== draft) {
      const { model } = this._proof;
      this._proof = null;
      model.dismiss();
    }
  }

  private _proof: { readonly draft: Draft; readonly model: CheckModel } | null =
    null;
}
