import React from 'react';
import type { Choice, Plan } from '../../lift/types';
import { useLift } from './context';
import { withKnob } from './choice';
import { cellName } from './words';

/** What may be asked for beside the plan, unchecked at first. */
export function Options({ plan }: { readonly plan: Plan }): JSX.Element | null {
  const { model, trans } = useLift();
  const { choice, surroundings } = model;
  if (!choice) {
    return null;
  }
  const { knobs = [], dropDisplays = false, autoreload = false } = choice;
  const change = (next: Partial<Choice>) => model.change(next);
  const isOn = (cell: number, start: number) =>
    knobs.some(knob => knob.cell === cell && knob.start === start);
  // The same name may be a parameter of several cells: then the place tells them apart.
  const places = new Set(plan.offers.map(({ cell }) => cell));
  const cells = model.desk?.snapshot().cells ?? [];
  const mayDrop = dropDisplays || plan.functions.length > 1;
  const mayReload = autoreload || surroundings?.offerAutoreload === true;
  if (plan.offers.length === 0 && !mayDrop && !mayReload) {
    return null;
  }
  return (
    <fieldset className="jp-LiftOptions">
      <legend>{trans.__('Options')}</legend>
      {plan.offers.map(({ cell, start, name, literal }) => (
        <Check
          key={`${cell}-${start}`}
          checked={isOn(cell, start)}
          onChange={on =>
            change({ knobs: withKnob(knobs, { cell, start }, on) })
          }
        >
          {trans.__('Parameter')} <code>{`${name}=${literal}`}</code>{' '}
          {places.size > 1 && (
            <span className="jp-LiftPanel-muted">
              {cellName(cells[cell], trans)}
            </span>
          )}
        </Check>
      ))}
      {mayDrop && (
        <Check
          checked={dropDisplays}
          onChange={on => change({ dropDisplays: on })}
        >
          {trans.__('One function, without the displays in between')}
        </Check>
      )}
      {mayReload && (
        <Check checked={autoreload} onChange={on => change({ autoreload: on })}>
          {trans.__('Add a cell that reloads edited modules (%autoreload 2)')}
        </Check>
      )}
    </fieldset>
  );
}

function Check({
  checked,
  onChange,
  children
}: {
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: React.ReactNode;
}): JSX.Element {
  return (
    <label className="jp-LiftOptions-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={event => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
