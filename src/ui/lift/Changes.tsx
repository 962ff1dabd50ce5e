import React from 'react';
import type { Draft } from '../../lift/desk';
import type { Preview } from '../../lift/preview';
import { Diff } from '../Diff';
import { useLift } from './context';
import { cellName } from './words';

/** The diff of every module, then of every cell that changes. */
export function Changes({
  draft,
  preview
}: {
  readonly draft: Draft;
  readonly preview: Preview;
}): JSX.Element {
  const { model, trans } = useLift();
  const { cells } = draft.snapshot;
  const sum = (key: 'added' | 'removed') =>
    preview.cells.reduce((all, cell) => all + cell[key], 0);
  return (
    <div className="jp-LiftChanges">
      {preview.files.map(file => (
        <details key={file.path} open>
          <Summary
            title={file.path}
            added={file.added}
            removed={file.removed}
          />
          <Diff
            lines={file.lines}
            label={trans.__('Changes of %1', file.path)}
            trans={trans}
          />
        </details>
      ))}
      <details open>
        <Summary
          title={model.desk?.title ?? ''}
          added={sum('added')}
          removed={sum('removed')}
        />
        {preview.cells.map(cell => {
          const name = cellName(cells[cell.index], trans);
          return (
            <div key={cell.index} className="jp-LiftChanges-cell">
              <button
                type="button"
                className="jp-LiftPanel-link jp-LiftChanges-prompt"
                title={trans.__('Go to the cell')}
                onClick={() =>
                  model.remedy({ kind: 'go-to', cell: cell.index })
                }
              >
                {name}
              </button>
              <Diff
                lines={cell.lines}
                label={trans.__('Changes of %1', name)}
                trans={trans}
              />
            </div>
          );
        })}
      </details>
    </div>
  );
}

function Summary({
  title,
  added,
  removed
}: {
  readonly title: string;
  readonly added: number;
  readonly removed: number;
}): JSX.Element {
  return (
    <summary title={title}>
      <span className="jp-LiftChanges-title">{title}</span>
      {added > 0 && <span className="jp-LiftChanges-added">+{added}</span>}
      {removed > 0 && (
        <span className="jp-LiftChanges-removed">−{removed}</span>
      )}
    </summary>
  );
}
