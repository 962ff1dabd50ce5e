import React from 'react';

/** A button of the panel; `accept` for the one that goes on. */
export function PanelButton({
  label,
  title = label,
  accept = false,
  disabled = false,
  onClick
}: {
  readonly label: string;
  /** The whole label, where nothing else is to be said: in a narrow panel it is cut. */
  readonly title?: string;
  readonly accept?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      className={`jp-LiftPanel-button${accept ? ' jp-mod-accept' : ''}`}
      title={title}
      disabled={disabled}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
