import React from 'react';
import { useLift } from './context';

/** Which notebook and which project the panel speaks of. */
export function Header(): JSX.Element {
  const { model, trans } = useLift();
  const { desk, surroundings } = model;
  return (
    <header className="jp-LiftPanel-header">
      <h2 title={desk?.title}>{desk ? desk.title : trans.__('Lift')}</h2>
      {desk && surroundings && (
        <label className="jp-LiftPanel-project">
          <span>{trans.__('Project')}</span>
          <select
            value={surroundings.root}
            title={trans.__('Paths of modules are relative to this folder')}
            onChange={event => void model.setRoot(event.target.value)}
          >
            {surroundings.roots.map(root => (
              <option key={root} value={root}>
                {root === '' ? '/' : root}
              </option>
            ))}
          </select>
        </label>
      )}
    </header>
  );
}
