import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { CheckProgress } from '../../checks/desk';
import { Banner } from '../Banner';
import { useSignal } from '../useSignal';
import { Card } from './Card';
import { CheckAsking } from './CheckAsking';
import type { CheckModel, CheckState } from './checkmodel';
import { CheckVerdicts, named } from './CheckVerdicts';
import { PanelButton } from './PanelButton';

export type CheckProps = {
  readonly check: CheckModel;
  readonly trans: TranslationBundle;
};

/** The check of the notebook in front, from the question whether it may run to its verdicts. */
export function CheckCard({ check, trans }: CheckProps): JSX.Element | null {
  useSignal(check.changed);
  const { state } = check;
  if (state.kind === 'none') {
    return null;
  }
  return (
    <Card
      label={trans.__('Check')}
      spoken={spoken(state, check, trans)}
      asks={state.kind === 'asking'}
      isBeside={check.isOfDraft}
      onEscape={() => check.leave()}
      data-check={state.kind}
    >
      <Content state={state} check={check} trans={trans} />
    </Card>
  );
}

function Content({
  state,
  check,
  trans
}: CheckProps & { readonly state: CheckState }): JSX.Element | null {
  switch (state.kind) {
    case 'asking':
      return <CheckAsking state={state} check={check} trans={trans} />;
    case 'running':
      return <Running progress={state.progress} check={check} trans={trans} />;
    case 'done':
      return <CheckVerdicts state={state} check={check} trans={trans} />;
    case 'failed':
      return (
        <Banner kind="error" trans={trans} onDismiss={() => check.dismiss()}>
          {state.text}
        </Banner>
      );
    case 'none':
      return null;
  }
}

function Running({
  progress,
  check,
  trans
}: CheckProps & { readonly progress: CheckProgress | null }): JSX.Element {
  const done = progress
    ? (progress.run - 1) * progress.cells + progress.cell - 1
    : 0;
  return (
    <>
      <h3>
        {check.kind === 'check' ? trans.__('Checking') : trans.__('Verifying')}
      </h3>
      <p>{progressText(progress, trans)}</p>
      <progress
        aria-label={trans.__('Cells that have run')}
        max={progress ? progress.runs * progress.cells : 1}
        value={done}
      />
      <div className="jp-LiftBanner-actions">
        <PanelButton label={trans.__('Stop')} onClick={() => check.dismiss()} />
      </div>
    </>
  );
}

function progressText(
  progress: CheckProgress | null,
  trans: TranslationBundle
): string {
  if (progress === null) {
    return trans.__('Copying the project and starting a kernel…');
  }
  const { run, runs, cell, cells } = progress;
  return trans.__('Run %1 of %2, cell %3 of %4', run, runs, cell, cells);
}

function spoken(
  state: CheckState,
  check: CheckModel,
  trans: TranslationBundle
): string {
  switch (state.kind) {
    case 'done':
      return named(state.result.sentence, check, trans).replace(/`/g, '');
    case 'failed':
      return state.text;
    case 'running':
      return trans.__('Checking');
    default:
      return '';
  }
}
