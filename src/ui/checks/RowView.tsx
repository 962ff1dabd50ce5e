import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import { bugIcon, type LabIcon, runIcon } from '@jupyterlab/ui-components';
import React from 'react';
import type { TestRow } from '../../checks/tests/rows';
import { useTests } from './context';
import { STATE_ICONS } from './icons';
import { secondsText, stateWord } from './words';

/** One row of the tree. */
export function RowView({
  row,
  index
}: {
  readonly row: TestRow;
  readonly index: number;
}): JSX.Element {
  const { model, trans } = useTests();
  const { state, isStale, isOpen, label, counts, seconds, message } = row;
  const StateIcon = STATE_ICONS[state];
  const Caret = isOpen ? caretDownIcon : caretRightIcon;
  const word = stateWord(state, trans);
  return (
    <span
      className={`jp-LiftTests-row${isStale ? ' jp-mod-stale' : ''}`}
      data-state={state}
      style={{ paddingLeft: 8 + (row.level - 1) * 14 }}
    >
      <span
        className="jp-LiftTests-caret"
        onClick={event => {
          event.stopPropagation();
          model.toggle(index);
        }}
      >
        {isOpen !== null && <Caret.react tag="span" />}
      </span>
      <StateIcon.react
        tag="span"
        className="jp-LiftTests-icon"
        title={isStale ? trans.__('%1, outdated', word) : word}
      />
      <span className="jp-LiftTests-label" title={row.id}>
        {label}
      </span>
      <span className="jp-LiftTests-word">
        {counts
          ? counts.bad > 0
            ? trans.__('%1 of %2 failed', counts.bad, counts.all)
            : trans._n('%1 test', '%1 tests', counts.all)
          : isStale
            ? trans.__('outdated')
            : row.isNew
              ? trans.__('newly %1', word)
              : word}
      </span>
      <span className="jp-LiftTests-seconds">
        {seconds === null ? '' : secondsText(seconds)}
      </span>
      <Acts row={row} />
      {message && (
        <span className="jp-LiftTests-message" title={message}>
          {message}
        </span>
      )}
    </span>
  );
}

/** Debug and run. The tree has one place in the order of Tab; the same buttons stand in the details. */
function Acts({ row }: { readonly row: TestRow }): JSX.Element {
  const { model, trans } = useTests();
  const { id, kind, label, counts, place } = row;
  const { debug } = model;
  return (
    <span className="jp-LiftTests-acts">
      {debug && counts === null && kind !== 'error' && (
        <Act
          icon={bugIcon}
          label={trans.__('Debug %1', label)}
          onClick={() => debug(id)}
        />
      )}
      <Act
        icon={runIcon}
        label={trans.__('Run %1', label)}
        onClick={() => void model.desk.run([kind === 'error' ? place[0] : id])}
      />
    </span>
  );
}

function Act({
  icon: Icon,
  label,
  onClick
}: {
  readonly icon: LabIcon;
  readonly label: string;
  readonly onClick: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      className="jp-LiftPanel-iconButton jp-LiftTests-run"
      tabIndex={-1}
      title={label}
      aria-label={label}
      onClick={event => {
        event.stopPropagation();
        onClick();
      }}
    >
      <Icon.react tag="span" />
    </button>
  );
}
