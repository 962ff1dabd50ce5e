import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { Caution } from '../../checks/cautions';

/** What running a notebook does outside its kernel and its copy of the project, a line for each cell and kind. */
export function Cautions({
  cautions,
  select,
  trans
}: {
  readonly cautions: readonly Caution[];
  /** Shows a cell. */
  readonly select: (cell: number) => void;
  readonly trans: TranslationBundle;
}): JSX.Element | null {
  const kinds = {
    shell: trans.__('Shell'),
    network: trans.__('Network'),
    database: trans.__('Database'),
    files: trans.__('Files')
  };
  return cautions.length === 0 ? null : (
    <>
      <p>{trans.__('What these lines do outside is done again:')}</p>
      <ul className="jp-LiftCheck-list">
        {cautions.map(({ kind, cell, line }) => (
          <li key={`${kind}${cell}`}>
            <button
              type="button"
              className="jp-LiftCheck-row"
              onClick={() => select(cell)}
            >
              <span className="jp-LiftCheck-word">{kinds[kind]}</span>{' '}
              <code>{line}</code>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
