import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { SyncReport } from '../../lift/sync';
import { Banner } from '../Banner';
import { PanelButton } from './PanelButton';
import type { SyncModel } from './syncmodel';
import { leftText } from './syncwords';
import { cellName } from './words';

/** What was reloaded, what to run again, and what stayed old. */
export function SyncReportView({
  report,
  sync,
  trans
}: {
  readonly report: SyncReport;
  readonly sync: SyncModel;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { modules, rebound, kept, gone, left, isWhole, rerun } = report;
  return (
    <>
      <Banner
        kind="success"
        trans={trans}
        onDismiss={() => sync.dismiss()}
        actions={
          <Actions
            cells={rerun.cells}
            isWhole={rerun.spoiled === null}
            sync={sync}
            trans={trans}
          />
        }
      >
        {trans.__('Reloaded: %1.', modules.join(', '))}{' '}
        {rebound.length > 0 &&
          trans.__('Of the new code now: %1.', rebound.join(', '))}
      </Banner>
      {rerun.cells.length > 0 ? (
        <p>{trans.__('Results of the old code are in:')}</p>
      ) : (
        <p>{trans.__('No cell that was run has used what changed.')}</p>
      )}
      <Cells cells={rerun.cells} sync={sync} trans={trans} />
      {rerun.spoiled && (
        <p>
          {trans.__(
            'Running just these would not do: %1 reads “%2”, which has changed since. Restart and run all.',
            cellName(sync.cell(rerun.spoiled.cell), trans),
            rerun.spoiled.name
          )}
        </p>
      )}
      {rerun.perhaps.length > 0 && (
        <>
          <p>
            {trans.__('Perhaps too, if what they use was changed in place:')}
          </p>
          <Cells cells={rerun.perhaps} sync={sync} trans={trans} />
        </>
      )}
      {(left.length > 0 || kept.length > 0 || gone.length > 0) && (
        <>
          <p>{trans.__('These stay as they were:')}</p>
          <ul className="jp-LiftSync-list">
            {left.map((one, at) => (
              <li key={at}>{leftText(one, trans)}</li>
            ))}
            {kept.map(name => (
              <li key={name}>
                {trans.__('“%1”, which the notebook has bound anew', name)}
              </li>
            ))}
            {gone.map(name => (
              <li key={name}>
                {trans.__('“%1”, which its module no longer has', name)}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isWhole && (
        <p>
          {trans.__(
            'There is too much in the kernel to look through all of it: more may have stayed old.'
          )}
        </p>
      )}
    </>
  );
}

function Actions({
  cells,
  isWhole,
  sync,
  trans
}: {
  readonly cells: readonly number[];
  readonly isWhole: boolean;
  readonly sync: SyncModel;
  readonly trans: TranslationBundle;
}): JSX.Element | null {
  if (cells.length === 0) {
    return null;
  }
  return isWhole ? (
    <PanelButton
      label={trans._n('Select the cell', 'Select the %1 cells', cells.length)}
      title={trans.__('Shift Enter then runs them')}
      onClick={() => sync.select(cells)}
    />
  ) : (
    <PanelButton
      label={trans.__('Restart and run all…')}
      onClick={() => void sync.restart()}
    />
  );
}

function Cells({
  cells,
  sync,
  trans
}: {
  readonly cells: readonly number[];
  readonly sync: SyncModel;
  readonly trans: TranslationBundle;
}): JSX.Element {
  return (
    <p className="jp-LiftSync-cells">
      {cells.map(cell => (
        <button
          key={cell}
          type="button"
          className="jp-LiftPanel-link"
          onClick={() => sync.select([cell])}
        >
          {cellName(sync.cell(cell), trans)}
        </button>
      ))}
    </p>
  );
}
