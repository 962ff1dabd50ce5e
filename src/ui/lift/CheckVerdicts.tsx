import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';
import type { Sides } from '../../checks/compare/sides';
import type { CellResult } from '../../checks/verdict';
import { Banner } from '../Banner';
import type { CheckProps } from './CheckCard';
import type { CheckModel, CheckState } from './checkmodel';
import { PanelButton } from './PanelButton';
import { Sentence } from './Sentence';
import { SideBySide } from './SideBySide';
import { cellName } from './words';

/** What came of it: a sentence, and the cells of which more is to be said. */
export function CheckVerdicts({
  state: { result, stale },
  check,
  trans
}: CheckProps & {
  readonly state: Extract<CheckState, { kind: 'done' }>;
}): JSX.Element {
  const { verdict, sentence, cells } = result;
  const kind =
    verdict === 'clean' || verdict === 'equal'
      ? 'success'
      : verdict === 'differs'
        ? 'error'
        : 'warning';
  const others = cells.filter(({ cause }) => cause !== null);
  const first = others.find(({ sides }) => sides !== undefined);
  return (
    <>
      <Banner
        kind={kind}
        trans={trans}
        onDismiss={() => check.dismiss()}
        actions={
          <>
            <PanelButton
              label={trans.__('Check again')}
              onClick={() => void check.begin()}
            />
            {verdict === 'differs' && check.receipt !== null && (
              <PanelButton
                label={trans.__('Undo the lift')}
                onClick={() => check.undo()}
              />
            )}
          </>
        }
      >
        <Sentence text={named(sentence, check, trans)} />
      </Banner>
      {stale && (
        <p className="jp-LiftPanel-muted">
          {trans.__('The notebook was changed since it was checked.')}
        </p>
      )}
      <ul className={`jp-LiftCheck-list${stale ? ' jp-LiftPanel-stale' : ''}`}>
        {others.map(one => (
          <Verdict
            key={one.index}
            result={one}
            isOpen={one === first}
            check={check}
            trans={trans}
          />
        ))}
      </ul>
    </>
  );
}

function Verdict({
  result,
  isOpen,
  check,
  trans
}: CheckProps & {
  readonly result: CellResult;
  readonly isOpen: boolean;
}): JSX.Element {
  const { index, verdict, cause, sides } = result;
  const words: { readonly [one in CellResult['verdict']]: string } = {
    equal: trans.__('Equal'),
    differs: trans.__('Differs'),
    error: trans.__('Fails'),
    nondeterministic: trans.__('Varies'),
    'not-run': trans.__('Not run'),
    'not-compared': trans.__('Not compared')
  };
  return (
    <li>
      <button
        type="button"
        className="jp-LiftCheck-row"
        data-verdict={verdict}
        onClick={() => check.select(index)}
      >
        <span className="jp-LiftCheck-word">{words[verdict]}</span>{' '}
        <span className="jp-LiftCheck-cell">
          {cellName(check.cell(index), trans)}
        </span>{' '}
        <Sentence text={named(cause?.message ?? '', check, trans)} />
      </button>
      {sides && (
        <Seen
          sides={sides}
          isOpen={isOpen}
          labels={labelsOf(verdict, check, trans)}
          trans={trans}
        />
      )}
    </li>
  );
}

/** Both sides of a difference, drawn when somebody looks: there may be many, with pictures. */
function Seen({
  isOpen: isOpenFirst,
  ...props
}: {
  readonly sides: Sides;
  readonly isOpen: boolean;
  readonly labels: readonly [string, string];
  readonly trans: TranslationBundle;
}): JSX.Element {
  const [isOpen, setOpen] = useState(isOpenFirst);
  return (
    <details
      className="jp-LiftSides-more"
      open={isOpen}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>{props.trans.__('Side by side')}</summary>
      {isOpen && <SideBySide {...props} />}
    </details>
  );
}

function labelsOf(
  verdict: CellResult['verdict'],
  { kind }: CheckModel,
  trans: TranslationBundle
): readonly [string, string] {
  if (verdict === 'nondeterministic') {
    return [trans.__('First run'), trans.__('Second run')];
  }
  return kind === 'check'
    ? [trans.__('Saved'), trans.__('Now')]
    : [trans.__('Without the lift'), trans.__('With the lift')];
}

/** Cells are called in the panel as the notebook shows them. */
export function named(
  text: string,
  check: CheckModel,
  trans: TranslationBundle
): string {
  return text.replace(
    /\bcell (\d+)\b/g,
    (whole, index: string) =>
      cellName(check.cell(Number(index)), trans) || whole
  );
}
