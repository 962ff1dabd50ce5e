import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import { PanelIDs } from '../commands';
import type { LiftModel } from '../ui/lift/model';
import type { LiftWidget } from '../ui/lift/widget';
import { liftIcon } from '../ui/icons';

/** Milliseconds after opening in which only the user takes the focus away. */
const HOLD = 5000;

/**
 * The panel as the application sees it from the start: empty until it is shown, then filled with
 * what is loaded on demand. It takes the focus at once, so that keys typed without a pause never
 * reach the notebook; letters typed while the content is loading go into the Name field.
 */
export class LiftShell extends Widget {
  constructor(private readonly _trans: TranslationBundle) {
    super();
    this.id = PanelIDs.lift;
    this.addClass('jp-LiftPanel');
    this.title.icon = liftIcon;
    this.title.caption = _trans.__('Lift cells into modules');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', _trans.__('Lift'));
    this.layout = new PanelLayout();
    this.node.addEventListener('keydown', this._onKeyDown);
    this.node.addEventListener('focusout', this._onFocusOut);
    document.addEventListener('pointerdown', this._onPointerDown, true);
  }

  /** Called with the model when it is there, for good. */
  onModel: (model: LiftModel) => void = () => undefined;

  /** The content's model; loads it at the first call. */
  model(): Promise<LiftModel> {
    this._loading ??= import('../ui/lift/widget').then(({ LiftWidget }) => {
      const content = new LiftWidget(this._trans);
      this._content = content;
      (this.layout as PanelLayout).addWidget(content);
      content.model.takeKeys = () => this._takeKeys();
      this.onModel(content.model);
      content.model.setActive(this.isVisible);
      return content.model;
    });
    return this._loading;
  }

  /** Takes the focus and what is typed until the content takes over. */
  catchKeys(): void {
    this._typed = '';
    this._heldUntil = performance.now() + HOLD;
    this.node.focus();
  }

  private _takeKeys(): string {
    const typed = this._typed;
    this._typed = '';
    return typed;
  }

  override dispose(): void {
    this.node.removeEventListener('keydown', this._onKeyDown);
    this.node.removeEventListener('focusout', this._onFocusOut);
    document.removeEventListener('pointerdown', this._onPointerDown, true);
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._content?.model.setActive(true);
    this.model().catch((error: unknown) => this._fail(error));
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._content?.model.setActive(false);
  }

  private _fail(error: unknown): void {
    this._loading = null;
    console.error('The panel could not be loaded', error);
    const sentence = document.createElement('p');
    sentence.className = 'jp-LiftPanel-empty';
    sentence.textContent = this._trans.__(
      'The panel could not be loaded from the server. Reload the page.'
    );
    this.node.replaceChildren(sentence);
  }

  /** A form is open that the user did not leave by own will. */
  private get _isHeld(): boolean {
    const model = this._content?.model;
    const open = !model || (model.choice && model.state.kind !== 'applying');
    return Boolean(open) && performance.now() < this._heldUntil;
  }

  /** A notebook that was just opened or scrolled focuses its cell late: the focus comes back. */
  private readonly _onFocusOut = ({
    target,
    relatedTarget
  }: FocusEvent): void => {
    const left =
      relatedTarget instanceof Node && !this.node.contains(relatedTarget);
    if (left && target instanceof HTMLElement) {
      setTimeout(
        () => this._isHeld && (target.isConnected ? target : this.node).focus()
      );
    }
  };

  private readonly _onPointerDown = (): void => {
    this._heldUntil = 0;
  };

  private readonly _onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') {
      this._heldUntil = 0;
    }
    if (event.target === this.node && event.key === 'Escape') {
      this._content?.model.cancel();
    }
    if (
      event.target !== this.node ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    ) {
      return;
    }
    if (event.key.length === 1) {
      this._typed += event.key;
    } else if (event.key !== 'Enter') {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private _content: LiftWidget | null = null;
  private _loading: Promise<LiftModel> | null = null;
  private _typed = '';
  private _heldUntil = 0;
}
