import React, { useEffect, useLayoutEffect, useRef } from 'react';
import type { Draft } from '../../lift/desk';
import type { Plan } from '../../lift/types';
import { takesFocus } from '../useKeptFocus';
import { useLift } from './context';
import { FileField } from './FileField';
import { cellNames } from './words';

/** Cells, name and file of the lift. */
export function Form({ draft }: { readonly draft: Draft | null }): JSX.Element {
  const { model, trans } = useLift();
  const { choice } = model;
  const name = useRef<HTMLInputElement>(null);
  const plan = draft?.result.ok ? draft.result.plan : null;
  const suggested = suggestion(plan);
  const fixed = plan?.kind === 'definitions' ? suggested : null;
  const typed = choice?.name;
  // Before the browser handles another key: none falls between the panel and its field.
  useLayoutEffect(() => {
    name.current?.focus();
    const keys = model.takeKeys();
    if (keys) {
      model.change({ name: keys });
    }
  }, [model, model.focusRequests]);
  useEffect(() => {
    // A suggestion can be typed over; what the user typed is left alone.
    if (typed === undefined && document.activeElement === name.current) {
      name.current?.select();
    }
  }, [model.focusRequests, suggested, typed]);
  const cells = draft
    ? (choice?.cells ?? []).map(index => draft.snapshot.cells[index])
    : [];
  const applying = model.state.kind === 'applying';
  return (
    <div className="jp-LiftForm">
      <p className="jp-LiftForm-what">
        {plan
          ? whatText(plan, cellNames(cells, trans), trans)
          : cellNames(cells, trans) || '\u00a0'}
      </p>
      <label className="jp-LiftForm-field">
        <span>{trans.__('Name')}</span>
        <input
          ref={name}
          {...takesFocus}
          className="jp-mod-styled"
          value={fixed ?? typed ?? suggested}
          readOnly={fixed !== null || applying}
          title={
            fixed === null
              ? undefined
              : trans.__('Definitions keep their names')
          }
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={event => model.change({ name: event.target.value })}
        />
      </label>
      <FileField draft={draft} disabled={applying} />
    </div>
  );
}

/** The names that the plan gives by itself. */
function suggestion(plan: Plan | null): string {
  const named =
    plan?.kind === 'definitions' ? plan.definitions : (plan?.functions ?? []);
  return named.map(({ name }) => name).join(', ');
}

type Trans = ReturnType<typeof useLift>['trans'];

function whatText(plan: Plan, cells: string, trans: Trans): string {
  const functions = trans._n(
    'a function',
    '%1 functions',
    plan.functions.length
  );
  const definitions = trans._n(
    'a definition',
    '%1 definitions',
    plan.definitions.length
  );
  const all = trans.__('%1 and %2', functions, definitions);
  const what = { functions, definitions, mixed: all }[plan.kind];
  return trans.__('%1 → %2', cells, what);
}
