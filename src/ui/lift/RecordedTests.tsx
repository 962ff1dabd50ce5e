import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { Mutants, RecordedCase } from '../../core/recording';
import { Banner } from '../Banner';
import { Diff } from '../Diff';
import { PanelButton } from './PanelButton';
import type { RecordProps } from './RecordCard';
import type { RecordState } from './recordstate';
import { Sentence } from './Sentence';
import { cellName } from './words';

type Ready = Extract<RecordState, { kind: 'ready' }>;
type Props = RecordProps & { readonly state: Ready };

/** The recorded cases, each with its checkbox, and the files that the chosen ones make. */
export function RecordedTests({ state, record, trans }: Props): JSX.Element {
  const { recording, chosen, composed, problem, busy } = state;
  const { cases, refused } = recording.draft;
  const problems = [
    ...cases.flatMap(one =>
      one.problem === null ? [] : [{ ...one, why: one.problem }]
    ),
    ...refused
  ];
  const good = cases.filter(one => one.problem === null);
  return (
    <>
      <h3>{trans.__('Tests from real calls')}</h3>
      {recording.broken && (
        <Banner kind="warning" trans={trans}>
          {trans.__(
            'Failed: %1 (%2). Calls behind it were not recorded.',
            cellName(record.cell(recording.broken.cell), trans),
            recording.broken.why
          )}
        </Banner>
      )}
      {good.length === 0 && (
        <p>{trans.__('No call can be made a test: nothing is written.')}</p>
      )}
      {good.map(one => (
        <Case key={one.id} one={one} state={state} {...{ record, trans }} />
      ))}
      {problems.length > 0 && (
        <>
          <p>{trans.__('No test of')}</p>
          <ul className="jp-LiftRecord-list">
            {problems.map((one, at) => (
              <li key={at}>
                <code>{one.function}</code>
                {one.cell !== null &&
                  ` (${cellName(record.cell(one.cell - 1), trans)})`}
                {': '}
                <Sentence text={one.why} />
              </li>
            ))}
          </ul>
        </>
      )}
      {problem && (
        <Banner kind="error" trans={trans}>
          <span className="jp-LiftRecord-said">{problem}</span>
        </Banner>
      )}
      <div
        aria-busy={busy}
        className={`jp-LiftChanges${composed ? '' : ' jp-LiftPanel-stale'}`}
      >
        {composed?.files.map(({ path, added, removed, lines }) => (
          <details key={path} open={path.endsWith('.py') || lines.length < 40}>
            <summary title={path}>
              <span className="jp-LiftChanges-title">{path}</span>
              <span className="jp-LiftChanges-added">+{added}</span>
              {removed > 0 && (
                <span className="jp-LiftChanges-removed">−{removed}</span>
              )}
            </summary>
            <Diff
              lines={lines}
              label={trans.__('Changes of %1', path)}
              trans={trans}
            />
          </details>
        ))}
      </div>
      <div className="jp-LiftBanner-actions">
        {good.length > 0 && (
          <PanelButton
            label={busy ? trans.__('Wait…') : trans.__('Write')}
            accept
            disabled={busy || chosen.length === 0 || !composed?.files.length}
            onClick={() => void record.write()}
          />
        )}
        <PanelButton
          label={good.length > 0 ? trans.__('Cancel') : trans.__('Close')}
          onClick={() => record.dismiss()}
        />
      </div>
    </>
  );
}

function Case({
  one,
  state,
  record,
  trans
}: Props & { readonly one: RecordedCase }): JSX.Element {
  const { chosen, busy } = state;
  return (
    <div className="jp-LiftRecord-case" data-case={one.id}>
      <label>
        <input
          type="checkbox"
          checked={chosen.includes(one.id)}
          aria-disabled={busy}
          onChange={() => record.choose(one.id)}
        />
        <code>{one.test}</code>
        {one.cell !== null && (
          <span className="jp-LiftPanel-muted">
            {cellName(record.cell(one.cell - 1), trans)}
          </span>
        )}
      </label>
      {notesOf(one, trans).map(note => (
        <p key={note}>{note}</p>
      ))}
      {one.mutants && one.mutants.missed.length > 0 && (
        <details>
          <summary>{trans.__('Not noticed')}</summary>
          <Missed mutants={one.mutants} />
        </details>
      )}
      {one.personal.length > 0 && (
        <fieldset className="jp-LiftRecord-choices">
          <legend>{trans.__('Masked, as they look personal')}</legend>
          {one.personal.map(column => (
            <label key={column}>
              <input
                type="checkbox"
                checked={one.masked.includes(column)}
                aria-disabled={busy}
                onChange={() => void record.mask(one, column)}
              />
              <code>{column}</code>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function Missed({ mutants }: { readonly mutants: Mutants }): JSX.Element {
  return (
    <ul className="jp-LiftRecord-list">
      {mutants.missed.map(what => (
        <li key={what}>{what}</li>
      ))}
    </ul>
  );
}

/** What should be known of a case before it is written. */
function notesOf(
  {
    mutants,
    fails,
    loose,
    rows,
    draws,
    masked,
    old,
    isThere,
    bytes
  }: RecordedCase,
  trans: TranslationBundle
): string[] {
  const notes: string[] = [];
  if (fails !== null) {
    notes.push(
      trans.__(
        'Fails today, as in the notebook: %1. It passes once the function is mended.',
        fails
      )
    );
  } else if (mutants === null || mutants.tried === 0) {
    notes.push(
      trans.__('Not checked: no small change of the function to try it with.')
    );
  } else if (mutants.noticed === 0) {
    notes.push(
      trans.__(
        'Not checked: it notices none of %1 changes of the function.',
        mutants.tried
      )
    );
  } else {
    notes.push(
      trans.__(
        'Notices %1 of %2 changes of the function.',
        mutants.noticed,
        mutants.tried
      )
    );
  }
  if (loose !== null) {
    notes.push(
      trans.__(
        'Results differ from call to call: only what stays the same of them is compared, such as types, sizes and names.'
      )
    );
  }
  if (rows && fails === null) {
    notes.push(
      trans.__(
        '%1 of %2 rows; what is expected was computed from these.',
        ...rows
      )
    );
  } else if (masked.length > 0 && fails === null) {
    notes.push(trans.__('What is expected was computed from masked values.'));
  }
  if (draws.length > 0) {
    notes.push(
      trans.__('It draws random numbers: the test sets the seed to 0.')
    );
  }
  if (isThere) {
    notes.push(trans.__('It stands there already, the same.'));
  } else if (old !== null) {
    notes.push(
      trans.__(
        'Replaces the recorded test of this name: the old values and the new are below.'
      )
    );
  }
  if (bytes > 0) {
    notes.push(
      trans.__('%1 kB of data', Math.max(1, Math.round(bytes / 1000)))
    );
  }
  return notes;
}
