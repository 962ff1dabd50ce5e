import {
  closeIcon,
  type LabIcon,
  runIcon,
  stopIcon
} from '@jupyterlab/ui-components';
import React from 'react';
import { takesFocus } from '../useKeptFocus';
import { useTests } from './context';

/** Run, stop, discover, filter. */
export function Toolbar(): JSX.Element {
  const { model, trans } = useTests();
  const { desk } = model;
  const { phase, counts, runsOnSave, hasNotebook, only } = desk.view;
  const isBusy = phase !== 'idle' && phase !== 'reading';
  return (
    <div className="jp-LiftTests-toolbar">
      {isBusy ? (
        <Button
          icon={stopIcon}
          label={trans.__('Stop')}
          isOff={phase === 'stopping'}
          // It stands where Run all stood: the second click of two is not meant for it.
          onClick={event => event.detail !== 2 && desk.stop()}
        />
      ) : (
        <Button
          icon={runIcon}
          label={trans.__('Run all')}
          onClick={() => void desk.run(null)}
        />
      )}
      <Button
        label={trans.__('Run failed')}
        isOff={isBusy || counts.bad + counts.errors === 0}
        onClick={() => void desk.runFailed()}
      />
      {hasNotebook && (
        <Button
          label={trans.__('Run for notebook')}
          title={trans.__(
            'Run the tests that import a module which the notebook in front imports, directly or through others, and those of which that cannot be told'
          )}
          isOff={isBusy}
          onClick={() => void desk.runTouching()}
        />
      )}
      <Button
        label={trans.__('Discover')}
        title={trans.__(
          'Ask pytest for the tests. It executes conftest.py and the test files, and no test.'
        )}
        isOff={isBusy}
        onClick={() => void desk.discover()}
      />
      <label
        className="jp-LiftTests-toggle"
        title={trans.__('Run tests when a file that they depend on is saved')}
      >
        <input
          type="checkbox"
          checked={runsOnSave}
          onChange={event => desk.setRunsOnSave(event.target.checked)}
        />
        {trans.__('On save')}
      </label>
      <input
        {...takesFocus}
        type="search"
        className="jp-LiftTests-filter"
        placeholder={trans.__('Filter by name or state')}
        aria-label={trans.__('Filter by name or state')}
        value={model.filter}
        onChange={event => model.setFilter(event.target.value)}
      />
      {only && (
        <button
          type="button"
          className="jp-LiftPanel-button jp-LiftTests-only"
          title={trans.__('Show all tests')}
          onClick={() => desk.setOnly(null)}
        >
          <span>{trans.__('Tests of %1', only.label)}</span>
          <closeIcon.react tag="span" className="jp-LiftTests-buttonIcon" />
        </button>
      )}
    </div>
  );
}

function Button({
  icon,
  label,
  title,
  isOff = false,
  onClick
}: {
  readonly icon?: LabIcon;
  readonly label: string;
  readonly title?: string;
  readonly isOff?: boolean;
  readonly onClick: (event: React.MouseEvent) => void;
}): JSX.Element {
  return (
    <button
      type="button"
      className="jp-LiftPanel-button"
      title={title}
      // Not `disabled`: that would throw the focus away while a run goes on.
      aria-disabled={isOff}
      onClick={event => !isOff && onClick(event)}
    >
      {icon && <icon.react tag="span" className="jp-LiftTests-buttonIcon" />}
      {label}
    </button>
  );
}
