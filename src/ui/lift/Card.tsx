import React, { type RefObject, useLayoutEffect } from 'react';
import { useKeptFocus } from '../useKeptFocus';

/**
 * A part of the panel with a purpose of its own. Enter in it never lifts what lies below, Escape is answered here,
 * and the focus stays in it when the part that had it is gone; with `isBeside` keys and focus go to what it stands
 * beside, as soon as it has its answer. Where it asks something, it takes the focus from the rest of the panel; not
 * its first button, which a key held down would press.
 */
export function Card({
  label,
  className = '',
  spoken,
  asks = false,
  isBeside = false,
  onEscape,
  children,
  ...data
}: {
  readonly label: string;
  readonly className?: string;
  /** What a screen reader is told when it changes. */
  readonly spoken: string;
  readonly asks?: boolean;
  readonly isBeside?: boolean;
  readonly onEscape: () => void;
  readonly children: React.ReactNode;
} & { readonly [data: `data-${string}`]: string }): JSX.Element {
  const { ref, ...kept } = useKeptFocus('.jp-LiftCheck');
  useTakenFocus(ref, asks);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.stopPropagation();
    } else if (event.key === 'Escape') {
      onEscape();
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const holds = asks || !isBeside;
  return (
    <section
      ref={ref}
      {...(isBeside ? {} : kept)}
      {...data}
      className={`jp-LiftCheck ${className}`.trim()}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={holds ? onKeyDown : undefined}
    >
      {children}
      <div role="status" className="jp-LiftPanel-hidden">
        {spoken}
      </div>
    </section>
  );
}

/** Gives the card the focus when it begins to ask, where the rest of its panel has it. */
function useTakenFocus(ref: RefObject<HTMLElement>, asks: boolean): void {
  useLayoutEffect(() => {
    const card = ref.current;
    const panel = card?.closest('.jp-LiftPanel');
    if (asks && card && panel?.contains(document.activeElement)) {
      card.focus();
    }
  }, [ref, asks]);
}
