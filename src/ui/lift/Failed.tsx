import React from 'react';
import { Banner } from '../Banner';
import { useLift } from './context';

/** What went wrong, and the ways on. */
export function Failed({ text }: { readonly text: string }): JSX.Element {
  const { model, trans } = useLift();
  return (
    <div className="jp-LiftPanel-scroll">
      <Banner
        kind="error"
        trans={trans}
        actions={
          <>
            {model.choice && (
              <button
                type="button"
                className="jp-LiftPanel-button"
                onClick={() => model.retry()}
              >
                {trans.__('Make the preview again')}
              </button>
            )}
            <button
              type="button"
              className="jp-LiftPanel-button"
              onClick={() => model.cancel()}
            >
              {trans.__('Close')}
            </button>
          </>
        }
      >
        {text}
      </Banner>
    </div>
  );
}
