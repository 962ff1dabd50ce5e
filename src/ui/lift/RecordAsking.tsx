import React from 'react';
import { Cautions } from './Cautions';
import { PanelButton } from './PanelButton';
import type { RecordProps } from './RecordCard';
import type { RecordState } from './recordstate';
import { cellName, costText } from './words';

/** Which functions, and what running the notebook does. */
export function RecordAsking({
  state,
  record,
  trans
}: RecordProps & {
  readonly state: Extract<RecordState, { kind: 'asking' }>;
}): JSX.Element {
  const { functions, chosen, cost } = state;
  return (
    <>
      <h3>{trans.__('Run this notebook to record real calls?')}</h3>
      <p>
        {trans.__(
          'Once from the top, in a kernel of its own and in a copy of the project: your kernel and your files stay as they are. Tests are shown before anything is written.'
        )}{' '}
        {costText(cost, trans)}
      </p>
      <fieldset className="jp-LiftRecord-choices">
        <legend>{trans.__('Calls of')}</legend>
        {functions.map(one => (
          <label key={`${one.module}:${one.name}`}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={() => record.toggle(one)}
            />
            <code>{`${one.module}.${one.name}`}</code>
          </label>
        ))}
      </fieldset>
      <RunQuestion
        state={state}
        canRun={chosen.length > 0}
        {...{ record, trans }}
      />
    </>
  );
}

/** Which function of a traceback, and what running the notebook does. */
export function RecordChoosing({
  state,
  record,
  trans
}: RecordProps & {
  readonly state: Extract<RecordState, { kind: 'choosing' }>;
}): JSX.Element {
  const { failure, frame, cost } = state;
  const { error, frames } = failure;
  return (
    <>
      <h3>{trans.__('Write a test that fails as this cell does?')}</h3>
      <p className="jp-LiftRecord-said">
        <code>
          {[error.type, error.message].filter(Boolean).join(': ').slice(0, 300)}
        </code>
      </p>
      <p>
        {trans.__(
          'The notebook runs up to %1, in a kernel of its own and in a copy of the project, and has to fail there in the same way. The test is shown before anything is written.',
          cellName(record.cell(failure.cell), trans)
        )}{' '}
        {costText(cost, trans)}
      </p>
      <fieldset className="jp-LiftRecord-choices">
        <legend>{trans.__('With the arguments of')}</legend>
        {frames.map(one => (
          <label key={`${one.file}:${one.name}`}>
            <input
              type="radio"
              name="jp-LiftRecord-frame"
              checked={one === frame}
              disabled={!one.canCall}
              onChange={() => record.pick(one)}
            />
            <code>{one.name}</code>
            <span className="jp-LiftPanel-muted">
              {one.canCall
                ? trans.__('%1, line %2', one.file, one.line)
                : trans.__(
                    '%1, line %2: a method or an inner function, which a test cannot call by its name',
                    one.file,
                    one.line
                  )}
            </span>
          </label>
        ))}
      </fieldset>
      <RunQuestion
        state={state}
        canRun={frame !== null}
        {...{ record, trans }}
      />
    </>
  );
}

function RunQuestion({
  state: { bytes, cautions },
  canRun,
  record,
  trans
}: RecordProps & {
  readonly state: Extract<RecordState, { kind: 'asking' | 'choosing' }>;
  readonly canRun: boolean;
}): JSX.Element {
  return (
    <>
      {bytes !== null && (
        <p>
          {trans.__(
            'The project holds %1 MB, and it is copied.',
            Math.round(bytes / 1e6)
          )}
        </p>
      )}
      <Cautions
        cautions={cautions}
        select={cell => record.select(cell)}
        trans={trans}
      />
      <div className="jp-LiftBanner-actions">
        <PanelButton
          label={trans.__('Run')}
          title={canRun ? undefined : trans.__('Choose a function first')}
          accept
          disabled={!canRun}
          onClick={() => void record.run()}
        />
        <PanelButton
          label={trans.__('Cancel')}
          onClick={() => record.dismiss()}
        />
      </div>
    </>
  );
}
