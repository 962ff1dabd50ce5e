import React from 'react';
import type { Draft } from '../../lift/desk';
import type { Plan } from '../../lift/types';
import { Banner } from '../Banner';
import { useLift } from './context';
import { cellName, differenceText } from './words';

/** What changed under the preview, then the plan's warnings. */
export function Notices({
  draft,
  plan
}: {
  readonly draft: Draft;
  readonly plan: Plan;
}): JSX.Element {
  const { model, trans } = useLift();
  const { state } = model;
  const notice = state.kind === 'ready' ? state.notice : null;
  const { cells } = draft.snapshot;
  return (
    <>
      {notice && (
        <Banner kind="warning" trans={trans}>
          {notice.kind === 'text'
            ? notice.text
            : differenceText(notice.differences, cells, trans)}{' '}
          <strong>
            {notice.read
              ? trans.__('Press Enter again to lift.')
              : trans.__('Read it, then press Enter twice to lift.')}
          </strong>
        </Banner>
      )}
      {plan.warnings.map(({ code, cell, message }, at) => (
        <Banner key={`${code}-${at}`} kind="warning" trans={trans}>
          {cell !== null && (
            <button
              type="button"
              className="jp-LiftPanel-link"
              onClick={() => model.remedy({ kind: 'go-to', cell })}
            >
              {cellName(cells[cell], trans)}
            </button>
          )}{' '}
          {message}
        </Banner>
      ))}
    </>
  );
}
