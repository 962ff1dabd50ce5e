import React from 'react';
import { Cautions } from './Cautions';
import { PanelButton } from './PanelButton';
import type { RecordProps } from './RecordCard';
import type { RecordState } from './recordmodel';
import { costText } from './words';

/** Which functions, and what running the notebook does. */
export function RecordAsking({
  state: { functions, chosen, cautions, bytes, cost },
  record,
  trans
}: RecordProps & {
  readonly state: Extract<RecordState, { kind: 'asking' }>;
}): JSX.Element {
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
          accept
          disabled={chosen.length === 0}
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
