import type { Notebook } from '@jupyterlab/notebook';
import type { Cell } from '@jupyterlab/cells';

const CLASS = 'jp-mod-lift';

/** Marks the cells of the lift that is shown, by a class on their widgets; nothing is written. */
export class Marks {
  constructor(private readonly _notebook: Notebook) {}

  set(cells: readonly number[]): void {
    const marked = new Set(
      cells.flatMap(index => {
        const widget = this._notebook.widgets[index];
        return widget ? [widget] : [];
      })
    );
    this._marked.forEach(cell => !marked.has(cell) && cell.removeClass(CLASS));
    marked.forEach(cell => cell.addClass(CLASS));
    this._marked = marked;
  }

  private _marked: ReadonlySet<Cell> = new Set();
}
