import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { WrittenTests } from '../../core/recording';
import { Banner } from '../Banner';
import { useSignal } from '../useSignal';
import { Card } from './Card';
import { PanelButton } from './PanelButton';
import { RecordAsking, RecordChoosing } from './RecordAsking';
import { RecordedTests } from './RecordedTests';
import type { RecordModel } from './recordmodel';
import type { RecordState } from './recordstate';

export type RecordProps = {
  readonly record: RecordModel;
  readonly trans: TranslationBundle;
};

type Props = RecordProps & {
  /** Runs tests in the panel of tests. */
  readonly runTests: (ids: readonly string[]) => void;
  readonly openFile: (path: string) => void;
};

/** Tests from the notebook's real calls, from the question whether it may run to the files that were written. */
export function RecordCard(props: Props): JSX.Element | null {
  const { record, trans } = props;
  useSignal(record.changed);
  const { state } = record;
  if (state.kind === 'none') {
    return null;
  }
  return (
    <Card
      className="jp-LiftRecord"
      label={trans.__('Write test')}
      spoken={spoken(state, trans)}
      asks={state.kind === 'asking' || state.kind === 'choosing'}
      onEscape={() => record.leave()}
      data-record={state.kind}
    >
      <Content {...props} state={state} />
    </Card>
  );
}

function Content({
  state,
  ...props
}: Props & { readonly state: RecordState }): JSX.Element | null {
  const { record, trans } = props;
  switch (state.kind) {
    case 'asking':
      return <RecordAsking state={state} record={record} trans={trans} />;
    case 'choosing':
      return <RecordChoosing state={state} record={record} trans={trans} />;
    case 'running':
      return <Running state={state} record={record} trans={trans} />;
    case 'ready':
      return <RecordedTests state={state} record={record} trans={trans} />;
    case 'written':
      return <Written {...props} state={state} />;
    case 'failed':
      return (
        <Banner kind="error" trans={trans} onDismiss={() => record.dismiss()}>
          {state.text}
        </Banner>
      );
    case 'none':
      return null;
  }
}

function Running({
  state,
  record,
  trans
}: RecordProps & {
  readonly state: Extract<RecordState, { kind: 'running' }>;
}): JSX.Element {
  const { step } = state;
  const runs = step?.step === 'run' ? step : null;
  return (
    <>
      <h3>{trans.__('Recording')}</h3>
      <p>{stepText(state, trans)}</p>
      <progress
        aria-label={trans.__('Progress')}
        {...(runs ? { max: runs.cells, value: runs.cell - 1 } : {})}
      />
      <div className="jp-LiftBanner-actions">
        <PanelButton
          label={trans.__('Stop')}
          onClick={() => record.dismiss()}
        />
      </div>
    </>
  );
}

function Written({
  state: { tests, written, problem },
  record,
  trans,
  runTests,
  openFile
}: Props & {
  readonly state: Extract<RecordState, { kind: 'written' }>;
}): JSX.Element {
  const files = [...new Set(tests.map(test => test.split('::')[0]))];
  return (
    <>
      <Banner
        kind="success"
        trans={trans}
        onDismiss={() => record.dismiss()}
        actions={
          <>
            <PanelButton
              label={trans.__('Run')}
              onClick={() => runTests(tests)}
            />
            {files.map(path => (
              <PanelButton
                key={path}
                label={trans.__('Open %1', path)}
                onClick={() => openFile(path)}
              />
            ))}
            <PanelButton
              label={trans.__('Undo')}
              onClick={() => void record.takeBack()}
            />
          </>
        }
      >
        {writtenText(written, trans)}
      </Banner>
      {problem && (
        <Banner kind="error" trans={trans}>
          {problem}
        </Banner>
      )}
      <ul className="jp-LiftCheck-list">
        {written.written.map(path => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function writtenText(
  { passed, failed }: WrittenTests,
  trans: TranslationBundle
): string {
  const good = trans._n(
    'Written: %1 test, which passes in what a fresh clone would hold.',
    'Written: %1 tests, which pass in what a fresh clone would hold.',
    passed
  );
  const bad = trans._n(
    'Written: %1 test that fails today.',
    'Written: %1 tests that fail today.',
    failed
  );
  return [passed > 0 ? good : '', failed > 0 ? bad : ''].join(' ').trim();
}

function stepText(
  { step }: Extract<RecordState, { kind: 'running' }>,
  trans: TranslationBundle
): string {
  switch (step?.step) {
    case 'run':
      return trans.__('Cell %1 of %2', step.cell, step.cells);
    case 'replay':
      return trans.__('Calling the functions again, in processes of their own');
    case 'mutants':
      return trans.__('Changing the functions to see what the tests notice');
    case undefined:
      return trans.__('Copying the project and starting a kernel…');
  }
}

function spoken(state: RecordState, trans: TranslationBundle): string {
  switch (state.kind) {
    case 'running':
      return trans.__('Recording');
    case 'ready':
      return state.busy ? '' : trans.__('Recorded');
    case 'written':
      return trans.__('Written');
    default:
      return '';
  }
}
