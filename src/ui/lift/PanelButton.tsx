import React from 'react';

/** A button of the panel; `accept` for the one that goes on. */
export function PanelButton({
  label,
  accept = false,
  disabled = false,
  onClick
}: {
  readonly label: string;
  readonly accept?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      className={`jp-LiftPanel-button${accept ? ' jp-mod-accept' : ''}`}
      disabled={disabled}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
