import React from 'react';
import { useLift } from './context';
import type { LiftState } from './state';
import { stepText } from './words';

/** Cancel and Lift, always in view. */
export function Actions({ state }: { readonly state: LiftState }): JSX.Element {
  const { model, trans } = useLift();
  const applying = state.kind === 'applying';
  return (
    <footer className="jp-LiftActions">
      <span className="jp-LiftPanel-muted jp-LiftActions-hint">
        {applying
          ? stepText(state, trans)
          : model.canApply
            ? trans.__('Enter lifts, Esc cancels')
            : ''}
      </span>
      <button
        type="button"
        className="jp-LiftPanel-button"
        disabled={applying}
        onClick={() => model.cancel()}
      >
        {trans.__('Cancel')}
      </button>
      {model.desk?.verifyDraft && (
        <button
          type="button"
          className="jp-LiftPanel-button"
          title={trans.__(
            'Run the notebook with and without this lift, then lift (Alt Enter)'
          )}
          aria-disabled={!model.canApply}
          onClick={() => model.verify()}
        >
          {trans.__('Verify')}
        </button>
      )}
      <button
        type="button"
        className="jp-LiftPanel-button jp-mod-accept"
        // Not `disabled`: the button would lose the focus while a new preview is made.
        aria-disabled={!model.canApply}
        onClick={() => model.enter()}
      >
        {trans.__('Lift')}
      </button>
    </footer>
  );
}
