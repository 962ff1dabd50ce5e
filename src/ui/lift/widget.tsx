import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { LiftModel } from './model';
import { LiftPanel } from './LiftPanel';

/** The panel's content with its model; loaded when the panel is shown for the first time. */
export class LiftWidget extends ReactWidget {
  constructor(private readonly _trans: TranslationBundle) {
    super();
    this.addClass('jp-LiftPanel-content');
  }

  readonly model = new LiftModel();

  override dispose(): void {
    if (!this.isDisposed) {
      this.model.dispose();
      super.dispose();
    }
  }

  protected override render(): JSX.Element {
    return <LiftPanel model={this.model} trans={this._trans} />;
  }
}
