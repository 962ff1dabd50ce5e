import {
  LabIcon,
  checkIcon,
  closeIcon,
  errorIcon
} from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { noteIcon, warningIcon } from './icons';

type Props = {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly trans: TranslationBundle;
  readonly children: React.ReactNode;
  /** Buttons under the text. */
  readonly actions?: React.ReactNode;
  readonly onDismiss?: () => void;
};

const ICONS = {
  info: noteIcon,
  success: checkIcon,
  warning: warningIcon,
  error: errorIcon
};

/** A sentence that must be seen, told apart by icon and word as well as by colour. */
export function Banner({
  kind,
  trans,
  children,
  actions,
  onDismiss
}: Props): JSX.Element {
  const words = {
    info: trans.__('Note'),
    success: trans.__('Done'),
    warning: trans.__('Warning'),
    error: trans.__('Problem')
  };
  return (
    <div
      className={`jp-LiftBanner jp-mod-${kind}`}
      role={kind === 'error' ? 'alert' : undefined}
    >
      <LabIcon.resolveReact
        icon={ICONS[kind]}
        className="jp-LiftBanner-icon"
        tag="span"
        title={words[kind]}
      />
      <div className="jp-LiftBanner-body">
        <span className="jp-LiftPanel-hidden">{words[kind]}: </span>
        {children}
        {actions && <div className="jp-LiftBanner-actions">{actions}</div>}
      </div>
      {onDismiss && (
        <button
          type="button"
          className="jp-LiftPanel-iconButton"
          aria-label={trans.__('Dismiss')}
          title={trans.__('Dismiss')}
          onClick={onDismiss}
        >
          <closeIcon.react tag="span" />
        </button>
      )}
    </div>
  );
}
