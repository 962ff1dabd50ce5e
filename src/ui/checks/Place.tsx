import React, { useEffect, useState } from 'react';
import { useTests } from './context';

/** Project, environment and arguments, in one line until it is opened. */
export function Place(): JSX.Element {
  const { model, trans } = useTests();
  const { desk } = model;
  const { root, roots, environment, environments, phase } = desk.view;
  const isBusy = phase !== 'idle' && phase !== 'reading';
  const label = environments.find(({ name }) => name === environment)?.label;
  const where = root === '' ? '/' : root;
  return (
    <details className="jp-LiftTests-place">
      <summary title={trans.__('Where and how tests run')}>
        {trans.__('%1 in %2', label ?? trans.__('No Python kernel'), where)}
        {desk.view.arguments !== '' && <code>{desk.view.arguments}</code>}
      </summary>
      <label>
        <span>{trans.__('Project')}</span>
        <select
          value={root}
          disabled={isBusy}
          onChange={event => desk.setRoot(event.target.value)}
        >
          {roots.map(one => (
            <option key={one} value={one}>
              {one === '' ? '/' : one}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{trans.__('Environment')}</span>
        <select
          value={environment}
          disabled={isBusy}
          onChange={event => desk.setEnvironment(event.target.value)}
        >
          {environments.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Arguments key={root} />
    </details>
  );
}

/** Taken over when the field is left or Enter is pressed. */
function Arguments(): JSX.Element {
  const { model, trans } = useTests();
  const known = model.desk.view.arguments;
  const [text, setText] = useState(known);
  useEffect(() => setText(known), [known]);
  const take = () => model.desk.setArguments(text.trim());
  return (
    <label>
      <span>{trans.__('Arguments')}</span>
      <input
        type="text"
        value={text}
        spellCheck={false}
        placeholder={trans.__('-m "not slow" -k name')}
        title={trans.__('Added to the command line of pytest')}
        onChange={event => setText(event.target.value)}
        onBlur={take}
        onKeyDown={event => event.key === 'Enter' && take()}
      />
    </label>
  );
}
