import React from 'react';
import type { Place } from '../../checks/tests/types';
import { useTests } from './context';
import { secondsText, stateWord } from './words';

/** The picked test: the assertion first, then where, the traceback and the output, folded. All of it is text. */
export function Details(): JSX.Element | null {
  const { model, trans } = useTests();
  const { detail } = model;
  if (detail === null) {
    return null;
  }
  const { id, state, isStale, result } = detail;
  const { message, text, output, frames, seconds } = result;
  const path = detail.place[0];
  const name = id.slice(path.length).replace(/^::/, '') || path;
  return (
    <section
      className="jp-LiftTests-details"
      aria-label={trans.__('Details of %1', name)}
    >
      <header>
        <h3 title={id}>{name}</h3>
        <button
          type="button"
          className="jp-LiftPanel-button"
          onClick={() => void model.desk.run([id])}
        >
          {trans.__('Run')}
        </button>
        {model.debug && state !== 'not collected' && (
          <button
            type="button"
            className="jp-LiftPanel-button"
            title={trans.__(
              'Run this test in a kernel of its own, and stop at breakpoints, or else where it begins'
            )}
            onClick={() => model.debug?.(id)}
          >
            {trans.__('Debug')}
          </button>
        )}
      </header>
      <p>
        {stateWord(state, trans)}
        {seconds > 0 && `, ${secondsText(seconds)}`}
        {isStale && `. ${trans.__('Code or data changed since.')}`}
      </p>
      {message && <pre className="jp-LiftTests-text">{message}</pre>}
      <Places places={frames.length > 0 ? frames : [detail.place]} />
      {text && <Folded label={trans.__('Traceback')} text={text} />}
      {output && <Folded label={trans.__('Output')} text={output} />}
    </section>
  );
}

function Folded({
  label,
  text
}: {
  readonly label: string;
  readonly text: string;
}): JSX.Element {
  return (
    <details>
      <summary>{label}</summary>
      <pre className="jp-LiftTests-text">{text}</pre>
    </details>
  );
}

/** From where the failure is to where the test is; places of the project can be opened. */
function Places({
  places
}: {
  readonly places: readonly Place[];
}): JSX.Element {
  const { model, trans } = useTests();
  return (
    <ul className="jp-LiftTests-places">
      {[...places].reverse().map(([path, line], at) => (
        <li key={at}>
          {model.desk.canOpen([path, line]) ? (
            <button
              type="button"
              className="jp-LiftPanel-link"
              title={trans.__('Open %1 at line %2', path, line)}
              onClick={() => void model.desk.open([path, line])}
            >
              {`${path}:${line}`}
            </button>
          ) : (
            <span className="jp-LiftPanel-muted" title={path}>
              {`${path.split('/').slice(-2).join('/')}:${line}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
