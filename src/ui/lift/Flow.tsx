import React from 'react';
import type { Plan, PlannedFunction } from '../../lift/types';
import { useLift } from './context';
import { withName } from './choice';

/** What goes into each function and what comes out of it. */
export function Flow({ plan }: { readonly plan: Plan }): JSX.Element {
  const { trans } = useLift();
  const { functions, definitions } = plan;
  const offered = new Set(functions.flatMap(({ droppable }) => droppable));
  const dropped = plan.dropped.filter(name => !offered.has(name));
  return (
    <>
      {functions.map(one => (
        <FunctionTable
          key={one.name}
          one={one}
          titled={functions.length > 1 || definitions.length > 0}
        />
      ))}
      {definitions.length > 0 && (
        <p className="jp-LiftFlow-line">
          <span className="jp-LiftFlow-label">{trans.__('Moved')}</span>
          <span>
            <Names names={definitions.map(({ name }) => name)} />
          </span>
        </p>
      )}
      {dropped.length > 0 && (
        <p className="jp-LiftFlow-line">
          <span
            className="jp-LiftFlow-label"
            title={trans.__('The notebook no longer binds these names')}
          >
            {trans.__('Gone')}
          </span>
          <span>
            <Names names={dropped} />
          </span>
        </p>
      )}
    </>
  );
}

function FunctionTable({
  one,
  titled
}: {
  readonly one: PlannedFunction;
  readonly titled: boolean;
}): JSX.Element {
  const { model, trans } = useLift();
  const keep = model.choice?.keep ?? [];
  const offered = [
    ...keep.filter(name => one.returns.includes(name)),
    ...one.droppable
  ];
  const fixed = one.returns.filter(name => !keep.includes(name));
  return (
    <table
      className="jp-LiftFlow"
      aria-label={trans.__('Inputs and outputs of %1', one.name)}
    >
      {titled && (
        <caption>
          <code>{one.name}</code>
        </caption>
      )}
      <tbody>
        <tr>
          <th scope="row">{trans.__('Takes')}</th>
          <td>
            {one.parameters.length === 0 && <Nothing />}
            {one.parameters.map(({ name, default: value }) => (
              <Name
                key={name}
                name={value === undefined ? name : `${name}=${value}`}
              />
            ))}
          </td>
        </tr>
        <tr>
          <th scope="row">{trans.__('Returns')}</th>
          <td>
            {fixed.length + offered.length === 0 && (
              // A value may be handed back to be shown: only of names is it known that there is none.
              <span className="jp-LiftPanel-muted">{trans.__('no name')}</span>
            )}
            {fixed.map(name => (
              <Name key={name} name={name} />
            ))}
            {offered.map(name => (
              <label
                key={name}
                title={trans.__(
                  'Only the lifted code reads it: it need not be returned'
                )}
              >
                <input
                  type="checkbox"
                  checked={one.returns.includes(name)}
                  onChange={event =>
                    model.change({
                      keep: withName(keep, name, event.target.checked),
                      leave: withName(model.choice?.leave, name, false)
                    })
                  }
                />
                <Name name={name} />
              </label>
            ))}
          </td>
        </tr>
        {one.changes.length > 0 && (
          <tr>
            <th scope="row">{trans.__('Changes')}</th>
            <td>
              <Names names={one.changes} />{' '}
              <span className="jp-LiftPanel-muted">{trans.__('in place')}</span>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Nothing(): JSX.Element {
  const { trans } = useLift();
  return <span className="jp-LiftPanel-muted">{trans.__('nothing')}</span>;
}

function Names({ names }: { readonly names: readonly string[] }): JSX.Element {
  return (
    <>
      {names.map(name => (
        <Name key={name} name={name} />
      ))}
    </>
  );
}

function Name({ name }: { readonly name: string }): JSX.Element {
  return <code className="jp-LiftFlow-name">{name}</code>;
}
