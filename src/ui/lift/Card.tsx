import React from 'react';
import { useKeptFocus } from '../useKeptFocus';

/**
 * A part of the panel with a purpose of its own. Enter in it never lifts what lies below, Escape is answered here,
 * and the focus stays in it when the part that had it is gone.
 */
export function Card({
  label,
  className = '',
  spoken,
  onEscape,
  children,
  ...data
}: {
  readonly label: string;
  readonly className?: string;
  /** What a screen reader is told when it changes. */
  readonly spoken: string;
  readonly onEscape: () => void;
  readonly children: React.ReactNode;
} & { readonly [data: `data-${string}`]: string }): JSX.Element {
  const kept = useKeptFocus('.jp-LiftCheck');
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.stopPropagation();
    } else if (event.key === 'Escape') {
      onEscape();
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <section
      {...kept}
      {...data}
      className={`jp-LiftCheck ${className}`.trim()}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {children}
      <div role="status" className="jp-LiftPanel-hidden">
        {spoken}
      </div>
    </section>
  );
}
