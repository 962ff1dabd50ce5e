import React from 'react';
import { useLift } from './context';
import { cellNames } from './words';

/** The selected cells, with the button that opens their preview. */
export function Selected(): JSX.Element | null {
  const { model, trans } = useLift();
  const { desk, selection } = model;
  if (!desk || !selection) {
    return null;
  }
  const { cells } = selection;
  const snapshot = desk.snapshot();
  return (
    <div className="jp-LiftMap-selected">
      <span>
        {cells.length === 0
          ? trans.__('No code is selected.')
          : trans.__(
              'Selected: %1',
              cellNames(
                cells.map(index => snapshot.cells[index]),
                trans
              )
            )}
      </span>
      {cells.length > 0 && (
        <button
          type="button"
          className="jp-LiftPanel-button jp-mod-accept"
          title={trans.__('Preview the lift (L, L in command mode)')}
          onClick={() => void model.open({ cells })}
        >
          {trans.__('Lift…')}
        </button>
      )}
    </div>
  );
}
