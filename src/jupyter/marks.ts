import type { Notebook } from '@jupyterlab/notebook';
import type { Cell } from '@jupyterlab/cells';

const CLASS = 'jp-mod-lift';
/** The style sheet shows what stands in it. */
const LABEL = 'data-lift';

/** Marks the cells of the lift that is shown, by a class on their widgets; nothing is written. */
export class Marks {
  /** @param _label - the word beside a marked cell */
  constructor(
    private readonly _notebook: Notebook,
    private readonly _label: string
  ) {}

  set(cells: readonly number[]): void {
    const marked = new Set(
      cells.flatMap(index => {
        const widget = this._notebook.widgets[index];
        return widget ? [widget] : [];
      })
    );
    this._marked.forEach(cell => {
      if (!marked.has(cell)) {
        cell.removeClass(CLASS);
        cell.node.removeAttribute(LABEL);
      }
    });
    marked.forEach(cell => {
      cell.addClass(CLASS);
      cell.node.setAttribute(LABEL, this._label);
    });
    this._marked = marked;
  }

  private _marked: ReadonlySet<Cell> = new Set();
}
