import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect } from 'react';
import { Banner } from '../Banner';
import { useKeptFocus } from '../useKeptFocus';
import { Blocked } from './Blocked';
import { CheckCard } from './CheckCard';
import { SyncCard } from './SyncCard';
import { LiftProvider, useLift } from './context';
import { Actions } from './Actions';
import { Changes } from './Changes';
import { Failed } from './Failed';
import { Flow } from './Flow';
import { Form } from './Form';
import { Header } from './Header';
import { MapView } from './MapView';
import type { LiftModel } from './model';
import { Notices } from './Notices';
import { Options } from './Options';
import { ReceiptCard } from './ReceiptCard';
import { RecordCard } from './RecordCard';
import type { LiftState } from './state';
import { statusText } from './words';

/** The whole panel. */
export function LiftPanel({
  model,
  trans
}: {
  readonly model: LiftModel;
  readonly trans: TranslationBundle;
}): JSX.Element {
  return (
    <LiftProvider value={{ model, trans }}>
      <Body />
    </LiftProvider>
  );
}

function Body(): JSX.Element {
  const { model, trans } = useLift();
  const { state, banner, revision } = model;
  useDrawn(model, revision);
  const kept = useKeptFocus('.jp-LiftPanel');
  const onKeyDown = (event: React.KeyboardEvent) => {
    const field = event.target instanceof HTMLInputElement;
    if (event.key === 'Enter' && event.altKey) {
      model.verify();
    } else if (
      event.key === 'Enter' &&
      !event.nativeEvent.isComposing &&
      (field || event.ctrlKey)
    ) {
      model.enter();
    } else if (event.key === 'Escape' && model.desk) {
      model.cancel();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      {...kept}
      className="jp-LiftPanel-body"
      data-state={state.kind}
      onKeyDown={onKeyDown}
    >
      <Header />
      {banner && (
        <Banner
          kind={banner.kind}
          trans={trans}
          onDismiss={() => model.dismissBanner()}
          actions={
            banner.action && (
              <button
                type="button"
                className="jp-LiftPanel-button"
                onClick={() => void model.actOnBanner()}
              >
                {banner.action.label}
              </button>
            )
          }
        >
          {banner.text}
        </Banner>
      )}
      {model.check && <CheckCard check={model.check} trans={trans} />}
      {model.sync && <SyncCard sync={model.sync} trans={trans} />}
      {model.record && (
        <RecordCard
          record={model.record}
          trans={trans}
          runTests={ids => model.desk?.runTests?.(ids)}
          openFile={path => model.desk?.openFile(path)}
        />
      )}
      {model.desk ? <View state={state} /> : <NoNotebook />}
      <div role="status" className="jp-LiftPanel-hidden">
        {statusText(state, trans)}
      </div>
    </div>
  );
}

function View({ state }: { readonly state: LiftState }): JSX.Element {
  switch (state.kind) {
    case 'idle':
      return <MapView state={state} />;
    case 'done':
      return (
        <div className="jp-LiftPanel-scroll">
          <ReceiptCard receipt={state.receipt} />
        </div>
      );
    case 'failed':
      return <Failed text={state.text} />;
    default:
      return <LiftView state={state} />;
  }
}

/** Form and preview; while a new plan is made the last one stays in view. */
function LiftView({
  state
}: {
  readonly state: Extract<
    LiftState,
    { kind: 'analysing' | 'ready' | 'blocked' | 'applying' }
  >;
}): JSX.Element {
  const draft = state.kind === 'analysing' ? state.previous : state.draft;
  const stale = state.kind !== 'ready' && state.kind !== 'blocked';
  return (
    <>
      <div className="jp-LiftPanel-scroll" aria-busy={stale}>
        <Form draft={draft} />
        {state.kind === 'blocked' && (
          <Blocked refusals={state.refusals} snapshot={state.draft.snapshot} />
        )}
        <div className={stale ? 'jp-LiftPanel-stale' : undefined}>
          {draft?.result.ok && (
            <>
              <Notices draft={draft} plan={draft.result.plan} />
              <Flow plan={draft.result.plan} />
              <Options plan={draft.result.plan} />
              {draft.preview && (
                <Changes draft={draft} preview={draft.preview} />
              )}
            </>
          )}
        </div>
      </div>
      <Actions state={state} />
    </>
  );
}

function NoNotebook(): JSX.Element {
  const { trans } = useLift();
  return (
    <div className="jp-LiftPanel-empty">
      <p>{trans.__('No notebook is open.')}</p>
      <p>{trans.__('Open a notebook to move its code into modules.')}</p>
    </div>
  );
}

/** Tells the model when what it said is on the screen. */
function useDrawn(model: LiftModel, revision: number): void {
  useEffect(() => {
    let second = 0;
    // The first frame is the one that paints this render; at the second it has been painted.
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => model.drawn(revision));
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [model, revision]);
}
