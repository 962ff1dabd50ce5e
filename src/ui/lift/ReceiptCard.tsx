import { LabIcon, checkIcon, undoIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';
import type { ReceiptView } from '../../lift/desk';
import { takesFocus } from '../useKeptFocus';
import { useLift } from './context';
import { PanelButton } from './PanelButton';

/** What a lift did, and what can be done with it now. */
export function ReceiptCard({
  receipt
}: {
  readonly receipt: ReceiptView;
}): JSX.Element {
  const { model, trans } = useLift();
  const [busy, setBusy] = useState(false);
  const run = (task: Promise<unknown> | undefined) => {
    setBusy(true);
    void Promise.resolve(task).finally(() => setBusy(false));
  };
  const { id, names, paths, notes, state, at } = receipt;
  const applied = state === 'applied';
  return (
    <section
      className="jp-LiftReceipt"
      aria-label={trans.__('Receipt')}
      data-receipt={id}
      tabIndex={-1}
      {...takesFocus}
    >
      <h3>
        <LabIcon.resolveReact
          icon={applied ? checkIcon : undoIcon}
          tag="span"
          className="jp-LiftBanner-icon"
        />
        <span>{titleOf(receipt, trans)}</span>
      </h3>
      <p className="jp-LiftReceipt-names">
        {names.map(name => (
          <code key={name} className="jp-LiftFlow-name">
            {name}
          </code>
        ))}
        <span aria-hidden="true"> → </span>
        {paths.join(', ')}
      </p>
      {applied && notes.map(note => <p key={note}>{note}</p>)}
      {applied && (
        <p className="jp-LiftPanel-muted">
          {receipt.proved
            ? trans.__(
                'Proved: run with and without the lift, the notebook said the same.'
              )
            : receipt.disproved === null
              ? trans.__(
                  'Not proved: run the cells to see that they still give the same, or verify it.'
                )
              : trans.__(
                  'Run with and without the lift, the notebook did not say the same.'
                )}
        </p>
      )}
      <p className="jp-LiftPanel-muted">
        <time dateTime={new Date(at).toISOString()}>
          {new Date(at).toLocaleString()}
        </time>
      </p>
      <div className="jp-LiftBanner-actions">
        {applied && (
          <>
            {receipt.rerun && (
              <PanelButton
                label={trans.__('Restart and run up to here')}
                disabled={busy}
                onClick={() => run(model.desk?.rerun(id))}
              />
            )}
            {model.record && (
              <PanelButton
                label={trans.__('Write test')}
                disabled={busy}
                onClick={() =>
                  run(
                    model.record?.begin(
                      { names },
                      trans.__('None of these is a function that cells call.')
                    )
                  )
                }
              />
            )}
            {model.desk?.verifyMade && !receipt.proved && (
              <PanelButton
                label={trans.__('Verify')}
                disabled={busy}
                onClick={() => model.verifyMade(id)}
              />
            )}
            <PanelButton
              label={trans.__('Undo')}
              disabled={busy}
              onClick={() => run(model.undo(id))}
            />
            <PanelButton
              label={trans.__('Put back')}
              disabled={busy}
              onClick={() => run(model.putBack(id))}
            />
          </>
        )}
        {paths.map(path => (
          <PanelButton
            key={path}
            label={trans.__('Open %1', path)}
            disabled={busy}
            onClick={() => model.desk?.openFile(path)}
          />
        ))}
      </div>
    </section>
  );
}

function titleOf(
  { state }: ReceiptView,
  trans: ReturnType<typeof useLift>['trans']
): string {
  switch (state) {
    case 'applied':
      return trans.__('Lifted');
    case 'undone':
      return trans.__('Undone');
    case 'put-back':
      return trans.__('Put back into the notebook');
  }
}
