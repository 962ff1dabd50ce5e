import React from 'react';
import type { TestsProblem } from '../../checks/tests/desk';
import { Banner } from '../Banner';
import { useTests } from './context';
import { problemText } from './words';

/** Nothing is wrong: there was nothing to run. */
const INFO: ReadonlySet<TestsProblem['code']> = new Set<TestsProblem['code']>([
  'nothing',
  'no-modules',
  'none-touches'
]);

/** Why there is no result, and what helps. */
export function Problem({
  problem
}: {
  readonly problem: TestsProblem;
}): JSX.Element {
  const { trans } = useTests();
  const kind = INFO.has(problem.code)
    ? 'info'
    : problem.code === 'killed'
      ? 'warning'
      : 'error';
  const command = problem.code === 'no-pytest' ? problem.command : null;
  const text = 'text' in problem ? problem.text.trim() : '';
  return (
    <Banner
      kind={kind}
      trans={trans}
      actions={
        command !== null && (
          <button
            type="button"
            className="jp-LiftPanel-button"
            onClick={() => void navigator.clipboard.writeText(command)}
          >
            {trans.__('Copy the command')}
          </button>
        )
      }
    >
      {problemText(problem, trans)}
      {command !== null && <code>{command}</code>}
      {text !== '' && <pre className="jp-LiftTests-text">{text}</pre>}
    </Banner>
  );
}
