import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import type { ITestsDesk } from '../checks/tests/desk';
import { PanelIDs } from '../commands';
import { testsIcon } from '../ui/icons';

/** The panel as the application sees it from the start: empty until it is shown, then filled. */
export class TestsShell extends Widget {
  /**
   * @param _desk - makes the desk, once
   * @param _debug - debugs a test; `null` where there is no debugger
   */
  constructor(
    private readonly _trans: TranslationBundle,
    private readonly _desk: () => Promise<ITestsDesk>,
    private readonly _debug: ((id: string) => void) | null = null
  ) {
    super();
    this.id = PanelIDs.tests;
    this.addClass('jp-LiftPanel');
    this.addClass('jp-LiftTests');
    this.title.icon = testsIcon;
    this.title.caption = _trans.__('Tests of the project');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', _trans.__('Tests'));
    this.layout = new PanelLayout();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._follow();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._follow();
  }

  /** Fills the panel at its first sight; then tells the desk whether somebody looks. */
  private _follow(): void {
    this._filled ??= this._fill();
    this._filled
      .then(desk => desk.setActive(this.isVisible))
      .catch((error: unknown) => this._fail(error));
  }

  private async _fill(): Promise<ITestsDesk> {
    const [desk, { TestsWidget }] = await Promise.all([
      this._desk(),
      import('../ui/checks/widget')
    ]);
    const content = new TestsWidget(desk, this._trans, this._debug);
    (this.layout as PanelLayout).addWidget(content);
    return desk;
  }

  private _fail(error: unknown): void {
    this._filled = null;
    console.error('The panel of tests could not be loaded', error);
    const sentence = document.createElement('p');
    sentence.className = 'jp-LiftPanel-empty';
    sentence.textContent = this._trans.__(
      'The panel could not be loaded from the server. Reload the page.'
    );
    this.node.replaceChildren(sentence);
  }

  private _filled: Promise<ITestsDesk> | null = null;
}
