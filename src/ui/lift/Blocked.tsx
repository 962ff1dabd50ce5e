import { LabIcon, errorIcon } from '@jupyterlab/ui-components';
import React from 'react';
import type { Snapshot } from '../../core/snapshot';
import type { Refusal, RemedyAction } from '../../lift/types';
import { leadsOn } from './choice';
import { useLift } from './context';
import { Sentence } from './Sentence';
import { cellName } from './words';

/** Why the cells cannot be lifted, each reason with what would help. */
export function Blocked({
  refusals,
  snapshot
}: {
  readonly refusals: readonly Refusal[];
  readonly snapshot: Snapshot;
}): JSX.Element {
  const { trans } = useLift();
  const [first] = refusals;
  const common =
    refusals.length > 1 && refusals.every(one => hasSameAction(one, first))
      ? first.remedy?.action
      : undefined;
  return (
    <section
      className="jp-LiftBlocked"
      aria-label={trans.__('Why this cannot be lifted')}
    >
      <h3>
        <LabIcon.resolveReact
          icon={errorIcon}
          tag="span"
          className="jp-LiftBanner-icon"
        />
        {trans.__('Cannot lift yet')}
      </h3>
      {/* In view, however long the list of reasons is. */}
      {common && <Remedy action={common} />}
      <ul>
        {refusals.map((refusal, at) => (
          <Reason
            key={at}
            refusal={refusal}
            snapshot={snapshot}
            withRemedy={!common && !hasSameAction(refusal, refusals[at + 1])}
          />
        ))}
      </ul>
      <p className="jp-LiftPanel-muted">
        {trans.__('Nothing has been changed.')}
      </p>
    </section>
  );
}

/** Reasons one after the other that one click helps share its button. */
function hasSameAction(one: Refusal, next: Refusal | undefined): boolean {
  const actions = [one, next].map(each => JSON.stringify(each?.remedy?.action));
  return actions[0] === actions[1];
}

function Reason({
  refusal,
  snapshot,
  withRemedy
}: {
  readonly refusal: Refusal;
  readonly snapshot: Snapshot;
  /** The button is not shared with the next reason, or with all. */
  readonly withRemedy: boolean;
}): JSX.Element {
  const { model, trans } = useLift();
  const { cell, line, message, remedy } = refusal;
  const where = cell === null ? null : cellName(snapshot.cells[cell], trans);
  const action = remedy?.action;
  return (
    <li data-code={refusal.code}>
      {cell !== null && (
        <button
          type="button"
          className="jp-LiftPanel-link jp-LiftBlocked-where"
          title={trans.__('Go to the cell')}
          onClick={() => model.remedy({ kind: 'go-to', cell })}
        >
          {line === null ? where : trans.__('%1, line %2', where, line)}
        </button>
      )}
      <span>
        <Sentence text={message} />
      </span>
      {remedy && (
        <span className="jp-LiftPanel-muted">
          {' '}
          <Sentence text={remedy.text} />
        </span>
      )}
      {withRemedy && action && <Remedy action={action} />}
    </li>
  );
}

/** The button of a remedy; the way to a cell has its own beside the reason. */
function Remedy({
  action
}: {
  readonly action: RemedyAction;
}): JSX.Element | null {
  const { model, trans } = useLift();
  return model.choice && leadsOn(model.choice, action) ? (
    <div className="jp-LiftBanner-actions">
      <button
        type="button"
        className="jp-LiftPanel-button"
        onClick={() => model.remedy(action)}
      >
        {actionText(action, trans)}
      </button>
    </div>
  ) : null;
}

function actionText(
  action: RemedyAction,
  trans: ReturnType<typeof useLift>['trans']
): string {
  switch (action.kind) {
    case 'select-cells':
      return trans._n('Take %1 cell', 'Take %1 cells', action.cells.length);
    case 'set-file':
      return trans.__('Use %1', action.to);
    case 'set-name':
      return trans.__('Name it %1', action.name);
    case 'keep':
      return trans.__('Return %1', action.name);
    case 'leave':
      return trans.__('Leave %1 behind', action.name);
    case 'drop-displays':
      return trans.__('Drop the displays');
    case 'only':
      return action.names.length > 3
        ? trans.__('Lift only the %1 that can move', action.names.length)
        : trans.__('Lift only %1', action.names.join(', '));
    case 'update':
      return trans.__('Update %1', action.name);
    case 'go-to':
      return trans.__('Go to the cell');
  }
}
