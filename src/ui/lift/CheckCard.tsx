import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { Caution } from '../../checks/cautions';
import type { CheckProgress, RunCost } from '../../checks/desk';
import type { CellResult, CheckResult } from '../../checks/verdict';
import { Banner } from '../Banner';
import { useSignal } from '../useSignal';
import { Cautions } from './Cautions';
import type { CheckModel, CheckState } from './checkmodel';
import { PanelButton } from './PanelButton';
import { Sentence } from './Sentence';
import { cellName, costText } from './words';

type Props = { readonly check: CheckModel; readonly trans: TranslationBundle };

/** The check of the notebook in front, from the question whether it may run to its verdicts. */
export function CheckCard({ check, trans }: Props): JSX.Element | null {
  useSignal(check.changed);
  const { state } = check;
  if (state.kind === 'none') {
    return null;
  }
  return (
    <section
      className="jp-LiftCheck"
      aria-label={trans.__('Check')}
      data-check={state.kind}
    >
      <Content state={state} check={check} trans={trans} />
      <div role="status" className="jp-LiftPanel-hidden">
        {spoken(state, check, trans)}
      </div>
    </section>
  );
}

function Content({
  state,
  check,
  trans
}: Props & { readonly state: CheckState }): JSX.Element | null {
  switch (state.kind) {
    case 'asking':
      return (
        <Asking
          cautions={state.cautions}
          bytes={state.bytes}
          cost={state.cost}
          check={check}
          trans={trans}
        />
      );
    case 'running':
      return <Running progress={state.progress} check={check} trans={trans} />;
    case 'done':
      return (
        <Done
          result={state.result}
          stale={state.stale}
          check={check}
          trans={trans}
        />
      );
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

function Asking({
  cautions,
  bytes,
  cost,
  check,
  trans
}: Props & {
  readonly cautions: readonly Caution[];
  readonly bytes: number | null;
  readonly cost: RunCost | null;
}): JSX.Element {
  return (
    <>
      <h3>
        {check.kind === 'check'
          ? trans.__('Run this notebook twice from the top?')
          : trans.__('Run this notebook with and without the lift?')}
      </h3>
      <p>
        {trans.__(
          'In kernels of its own and in a copy of the project: your kernel and your files stay as they are.'
        )}{' '}
        {costText(cost, trans)}
      </p>
      {bytes !== null && (
        <p>
          {trans.__(
            'The project holds %1 MB, and each run copies it.',
            Math.round(bytes / 1e6)
          )}
        </p>
      )}
      <Cautions
        cautions={cautions}
        select={cell => check.select(cell)}
        trans={trans}
      />
      <div className="jp-LiftBanner-actions">
        <PanelButton
          label={trans.__('Run')}
          accept
          onClick={() => void check.run(bytes !== null)}
        />
        <PanelButton
          label={trans.__('Cancel')}
          onClick={() => check.dismiss()}
        />
      </div>
    </>
  );
}

function Running({
  progress,
  check,
  trans
}: Props & { readonly progress: CheckProgress | null }): JSX.Element {
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

function Done({
  result,
  stale,
  check,
  trans
}: Props & {
  readonly result: CheckResult;
  readonly stale: boolean;
}): JSX.Element {
  const { verdict, sentence, cells } = result;
  const kind =
    verdict === 'clean' || verdict === 'equal'
      ? 'success'
      : verdict === 'differs'
        ? 'error'
        : 'warning';
  const others = cells.filter(({ cause }) => cause !== null);
  return (
    <>
      <Banner
        kind={kind}
        trans={trans}
        onDismiss={() => check.dismiss()}
        actions={
          <>
            <PanelButton
              label={trans.__('Check again')}
              onClick={() => void check.begin()}
            />
            {verdict === 'differs' && check.receipt !== null && (
              <PanelButton
                label={trans.__('Undo the lift')}
                onClick={() => check.undo()}
              />
            )}
          </>
        }
      >
        <Sentence text={named(sentence, check, trans)} />
      </Banner>
      {stale && (
        <p className="jp-LiftPanel-muted">
          {trans.__('The notebook was changed since it was checked.')}
        </p>
      )}
      <ul className={`jp-LiftCheck-list${stale ? ' jp-LiftPanel-stale' : ''}`}>
        {others.map(one => (
          <Verdict key={one.index} result={one} check={check} trans={trans} />
        ))}
      </ul>
    </>
  );
}

function Verdict({
  result,
  check,
  trans
}: Props & { readonly result: CellResult }): JSX.Element {
  const { index, verdict, cause } = result;
  const words: { readonly [one in CellResult['verdict']]: string } = {
    equal: trans.__('Equal'),
    differs: trans.__('Differs'),
    error: trans.__('Fails'),
    nondeterministic: trans.__('Varies'),
    'not-run': trans.__('Not run'),
    'not-compared': trans.__('Not compared')
  };
  return (
    <li>
      <button
        type="button"
        className="jp-LiftCheck-row"
        data-verdict={verdict}
        onClick={() => check.select(index)}
      >
        <span className="jp-LiftCheck-word">{words[verdict]}</span>{' '}
        <span className="jp-LiftCheck-cell">
          {cellName(check.cell(index), trans)}
        </span>{' '}
        <Sentence text={named(cause?.message ?? '', check, trans)} />
      </button>
    </li>
  );
}

/** Cells are called in the panel as the notebook shows them. */
function named(
  text: string,
  check: CheckModel,
  trans: TranslationBundle
): string {
  return text.replace(
    /\bcell (\d+)\b/g,
    (whole, index: string) =>
      cellName(check.cell(Number(index)), trans) || whole
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
