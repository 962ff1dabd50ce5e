import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { ITestsDesk } from '../../checks/tests/desk';
import { TestsModel } from './model';
import { TestsPanel } from './TestsPanel';

/** The panel's content; loaded when the panel is shown for the first time. */
export class TestsWidget extends ReactWidget {
  constructor(
    desk: ITestsDesk,
    private readonly _trans: TranslationBundle,
    debug: ((id: string) => void) | null = null
  ) {
    super();
    this.addClass('jp-LiftPanel-content');
    this.model = new TestsModel(desk, debug);
  }

  readonly model: TestsModel;

  override dispose(): void {
    if (!this.isDisposed) {
      this.model.dispose();
      super.dispose();
    }
  }

  protected override render(): JSX.Element {
    return <TestsPanel model={this.model} trans={this._trans} />;
  }
}
