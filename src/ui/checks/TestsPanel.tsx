import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { useKeptFocus } from '../useKeptFocus';
import { TestsProvider, useTests } from './context';
import { Details } from './Details';
import type { TestsModel } from './model';
import { Place } from './Place';
import { Problem } from './Problem';
import { Tree } from './Tree';
import { Toolbar } from './Toolbar';
import { emptyText, stateClass, summaryText } from './words';

/** The whole panel. */
export function TestsPanel({
  model,
  trans
}: {
  readonly model: TestsModel;
  readonly trans: TranslationBundle;
}): JSX.Element {
  return (
    <TestsProvider value={{ model, trans }}>
      <Body />
    </TestsProvider>
  );
}

function Body(): JSX.Element {
  const { model, trans } = useTests();
  const { view } = model.desk;
  const kept = useKeptFocus('.jp-LiftTests');
  const isBusy = view.phase !== 'idle';
  const summary = summaryText(view, trans);
  return (
    <div
      {...kept}
      className="jp-LiftPanel-body"
      data-state={stateClass(view)}
      aria-busy={isBusy}
    >
      <Toolbar />
      <Place />
      {view.problem && <Problem problem={view.problem} />}
      <p className="jp-LiftTests-summary">
        <span role="status">{summary}</span>
        {!view.isKnown && view.counts.all > 0 && (
          <span className="jp-LiftPanel-muted">
            {trans.__('Read from the files; nothing was run.')}
          </span>
        )}
        {view.hasOthers && (
          <span className="jp-LiftPanel-muted">
            {trans.__(
              'Another page runs tests of this project now: both use the same files.'
            )}
          </span>
        )}
        {view.open.length > 0 && (
          <span
            className="jp-LiftPanel-muted"
            title={view.open.slice(0, 20).join('\n')}
          >
            {trans._n(
              'Of %1 test file nobody can tell what it imports: it is run too.',
              'Of %1 test files nobody can tell what they import: they are run too.',
              view.open.length
            )}
          </span>
        )}
        {view.counts.stale > 0 && !isBusy && (
          <span className="jp-LiftPanel-muted">
            {trans.__('Code or data changed since these were run.')}
          </span>
        )}
      </p>
      {model.rows.length > 0 ? (
        <Tree />
      ) : (
        <p className="jp-LiftPanel-empty">
          {emptyText(view, model.filter, trans)}
        </p>
      )}
      <Details />
    </div>
  );
}
