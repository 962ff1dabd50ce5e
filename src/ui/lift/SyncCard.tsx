import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { SyncOutcome } from '../../lift/sync';
import { Banner } from '../Banner';
import { useSignal } from '../useSignal';
import { Card } from './Card';
import { PanelButton } from './PanelButton';
import type { SyncModel } from './syncmodel';
import { SyncReportView } from './SyncReportView';
import { outcomeText, spokenText, stateText } from './syncwords';

type Props = { readonly sync: SyncModel; readonly trans: TranslationBundle };

/** What came of bringing the kernel in step with edited modules. */
export function SyncCard({ sync, trans }: Props): JSX.Element | null {
  useSignal(sync.changed);
  const { state } = sync;
  if (state.kind === 'none') {
    return null;
  }
  return (
    <Card
      label={trans.__('Kernel and modules')}
      spoken={spokenText(state, trans)}
      onEscape={() => sync.leave()}
      data-sync={state.kind === 'ended' ? state.outcome.kind : state.kind}
    >
      {state.kind === 'running' && (
        <p>{trans.__('Reloading edited modules…')}</p>
      )}
      {state.kind === 'broken' && (
        <Banner kind="error" trans={trans} onDismiss={() => sync.dismiss()}>
          {state.text}
        </Banner>
      )}
      {state.kind === 'ended' && (
        <Ended outcome={state.outcome} sync={sync} trans={trans} />
      )}
    </Card>
  );
}

function Ended({
  outcome,
  sync,
  trans
}: Props & { readonly outcome: SyncOutcome }): JSX.Element {
  switch (outcome.kind) {
    case 'done':
      return (
        <SyncReportView report={outcome.report} sync={sync} trans={trans} />
      );
    case 'state':
      return (
        <Banner
          kind="warning"
          trans={trans}
          onDismiss={() => sync.dismiss()}
          actions={
            <>
              <Restart sync={sync} trans={trans} />
              <PanelButton
                label={trans.__('Reload all the same')}
                onClick={() => void sync.run(true)}
              />
            </>
          }
        >
          {outcomeText(outcome, trans)}
          <ul className="jp-LiftSync-list">
            {outcome.held.map(held => (
              <li key={`${held.module} ${held.what}`}>
                <code>{held.module}</code> {stateText(held, trans)}
              </li>
            ))}
          </ul>
        </Banner>
      );
    case 'failed':
      return <Failed outcome={outcome} sync={sync} trans={trans} />;
    default:
      return (
        <Banner
          kind={outcome.kind === 'none' ? 'info' : 'warning'}
          trans={trans}
          onDismiss={() => sync.dismiss()}
          actions={
            (outcome.kind === 'circle' || outcome.kind === 'lost') && (
              <Restart sync={sync} trans={trans} />
            )
          }
        >
          {outcomeText(outcome, trans)}
        </Banner>
      );
  }
}

function Failed({
  outcome,
  sync,
  trans
}: Props & {
  readonly outcome: Extract<SyncOutcome, { kind: 'failed' }>;
}): JSX.Element {
  const { error, message, place } = outcome;
  return (
    <Banner
      kind="error"
      trans={trans}
      onDismiss={() => sync.dismiss()}
      actions={
        place && (
          <PanelButton
            label={trans.__('Open %1', place.join(':'))}
            onClick={() => sync.openAt(place[0], place[1])}
          />
        )
      }
    >
      {outcomeText(outcome, trans)}{' '}
      <code>
        {error}: {message}
      </code>
    </Banner>
  );
}

function Restart({ sync, trans }: Props): JSX.Element {
  return (
    <PanelButton
      label={trans.__('Restart and run all…')}
      onClick={() => void sync.restart()}
    />
  );
}
