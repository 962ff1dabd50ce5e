import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandIDs } from '../commands';
import type { Syncing } from '../jupyter/syncing';
import type { Desks } from './desks';

/** Milliseconds between a save and the question to the kernel: a lift that writes has its own reload before. */
const REST = 1500;

/**
 * Offers to bring a notebook's kernel in step when a module that it has imported was edited: after a save in
 * JupyterLab, and when the page or the notebook is come back to. Nothing is reloaded unasked.
 */
export function noticeEdits(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  desks: Desks,
  trans: TranslationBundle,
  mayAsk: () => boolean
): void {
  const notices = new EditNotices(app, desks, trans);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saved = new Set<string>();
  app.serviceManager.contents.fileChanged.connect((_, { type, newValue }) => {
    const path = newValue?.path;
    if (type === 'save' && path?.endsWith('.py') && mayAsk()) {
      saved.add(path);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const paths = [...saved];
        saved.clear();
        tracker.forEach(panel => notices.look(panel, paths));
      }, REST);
    }
  });
  const onFront = () => {
    const panel = tracker.currentWidget;
    if (panel && mayAsk()) {
      notices.look(panel, []);
    }
  };
  tracker.currentChanged.connect(onFront);
  window.addEventListener('focus', onFront);
}

/** At most one notice of a notebook; the same edits are told once. */
class EditNotices {
  constructor(
    private readonly _app: JupyterFrontEnd,
    private readonly _desks: Desks,
    private readonly _trans: TranslationBundle
  ) {}

  /** Asks the notebook's kernel, as soon as it is idle. `saved` are files that were just saved. */
  look(panel: NotebookPanel, saved: readonly string[]): void {
    if (panel.isDisposed || !panel.sessionContext.session?.kernel) {
      return;
    }
    this._look(panel, saved).catch((error: unknown) =>
      console.warn('Could not ask the kernel for edited modules', error)
    );
  }

  private async _look(
    panel: NotebookPanel,
    saved: readonly string[]
  ): Promise<void> {
    const { syncs } = await this._desks.of(panel);
    saved.forEach(path => syncs.noteSaved(path));
    this._follow(panel, syncs);
    if (this._waiting.has(panel)) {
      return;
    }
    this._waiting.add(panel);
    await this._idle(panel);
    this._waiting.delete(panel);
    const edited = await syncs.edited();
    const key = edited.map(({ name }) => name).join(' ');
    const told = this._told.get(panel);
    if (key === '' || (key === told?.key && saved.length === 0)) {
      return key === '' ? this._dismiss(panel) : undefined;
    }
    this._dismiss(panel);
    panel.disposed.connect(this._dismiss, this);
    this._told.set(panel, {
      key,
      id: this._tell(
        panel,
        edited.map(({ path }) => path)
      )
    });
  }

  /** What was told of the kernel may no longer be so when it was brought in step, or is another. */
  private _follow(panel: NotebookPanel, syncs: Syncing): void {
    if (!this._followed.has(syncs)) {
      this._followed.add(syncs);
      const again = () => this.look(panel, []);
      syncs.synced.connect(again);
      syncs.renewed.connect(again);
    }
  }

  /** Resolves when the kernel runs nothing, or the notebook is closed. */
  private _idle({ sessionContext, disposed }: NotebookPanel): Promise<void> {
    return new Promise(resolve => {
      const onStatus = () => {
        const kernel = sessionContext.session?.kernel;
        if (!kernel || kernel.status === 'idle') {
          sessionContext.statusChanged.disconnect(onStatus);
          disposed.disconnect(onStatus);
          resolve();
        }
      };
      sessionContext.statusChanged.connect(onStatus);
      disposed.connect(onStatus);
      onStatus();
    });
  }

  private _tell(panel: NotebookPanel, paths: readonly string[]): string {
    const { _trans: trans } = this;
    const callback = () => {
      this._app.shell.activateById(panel.id);
      this._told.delete(panel);
      this._app.commands
        .execute(CommandIDs.syncKernel)
        .catch((error: unknown) =>
          console.error('Could not bring the kernel in step', error)
        );
    };
    return Notification.info(
      trans._n(
        '%2 was edited. The kernel of %3 still has the old code.',
        '%2 were edited. The kernel of %3 still has the old code.',
        paths.length,
        paths.join(', '),
        panel.title.label
      ),
      {
        autoClose: false,
        actions: [{ label: trans.__('Sync kernel'), callback }]
      }
    );
  }

  private _dismiss(panel: NotebookPanel): void {
    const told = this._told.get(panel);
    this._told.delete(panel);
    if (told) {
      Notification.dismiss(told.id);
    }
  }

  private readonly _waiting = new WeakSet<NotebookPanel>();
  private readonly _followed = new WeakSet<Syncing>();
  private readonly _told = new Map<
    NotebookPanel,
    { readonly key: string; readonly id: string }
  >();
}
