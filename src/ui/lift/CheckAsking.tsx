import React from 'react';
import { Cautions } from './Cautions';
import type { CheckProps } from './CheckCard';
import type { CheckState } from './checkmodel';
import { PanelButton } from './PanelButton';
import { costText } from './words';

/** What running the notebook would do, and whether it may. */
export function CheckAsking({
  state: { cautions, bytes, cost },
  check,
  trans
}: CheckProps & {
  readonly state: Extract<CheckState, { kind: 'asking' }>;
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
