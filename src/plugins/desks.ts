import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { NotebookDesk } from '../jupyter/desk';
import type { DeskServices } from '../jupyter/services';

/** The desks of open notebooks, each made when it is first asked for and kept as long as its notebook. */
export class Desks {
  /** @param _onMade - called with each new desk */
  constructor(
    private readonly _tracker: INotebookTracker,
    private readonly _services: () => Promise<DeskServices>,
    private readonly _onMade: (desk: NotebookDesk) => void
  ) {}

  /** The desk of the notebook in front, `null` where there is none. */
  async current(): Promise<NotebookDesk | null> {
    const panel = this._tracker.currentWidget;
    return panel && !panel.isDisposed ? this.of(panel) : null;
  }

  of(panel: NotebookPanel): Promise<NotebookDesk> {
    const known = this._desks.get(panel);
    if (known) {
      return known;
    }
    const made = this._make(panel);
    this._desks.set(panel, made);
    made.catch(() => this._desks.delete(panel));
    return made;
  }

  private async _make(panel: NotebookPanel): Promise<NotebookDesk> {
    const [{ NotebookDesk }, services] = await Promise.all([
      import('../jupyter/desk'),
      this._services()
    ]);
    await Promise.all([panel.revealed, services.receipts.ready]);
    const desk = new NotebookDesk(panel, services);
    panel.disposed.connect(() => desk.dispose());
    this._onMade(desk);
    return desk;
  }

  private readonly _desks = new WeakMap<NotebookPanel, Promise<NotebookDesk>>();
}
