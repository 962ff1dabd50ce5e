import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import type { PanelLayout, Widget } from '@lumino/widgets';
import type { TestBadge, TestGroup } from '../checks/tests/badge';
import type { ILanguages } from '../tokens';
import { type NotebookImport, notebookImports } from './notebookimports';
import { localPath } from './opendocs';
import type { TestsDesk } from './tests';

/** Milliseconds from a change of the notebook or the results to the badges. */
const REST = 250;
/** Behind the input, before the output. */
const PLACE = 2;

/** What draws the badges of one cell. */
export type BadgeLine = Widget & {
  set(
    badges: readonly { readonly group: TestGroup; readonly badge: TestBadge }[]
  ): void;
};

type Imports = ReadonlyMap<string, readonly NotebookImport[]>;

/**
 * Puts below each cell of a notebook that imports functions of the project how their tests stand. Works only while
 * the notebook can be seen; then the desk watches the files that results depend on.
 */
export class CellBadges implements IDisposable {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _desk: TestsDesk,
    private readonly _languages: ILanguages,
    private readonly _makeLine: () => BadgeLine
  ) {
    _panel.context.model.contentChanged.connect(this._later, this);
    _desk.changed.connect(this._later, this);
    _panel.disposed.connect(this.dispose, this);
    this._later();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._panel.context.model?.contentChanged.disconnect(this._later, this);
    this._desk.changed.disconnect(this._later, this);
    this._panel.disposed.disconnect(this.dispose, this);
    clearTimeout(this._timer);
    void this._look(false);
    this._lines.forEach(line => line.dispose());
    this._lines.clear();
  }

  /** The notebook may have been shown or hidden. */
  refresh(): void {
    this._later();
  }

  private _later(): void {
    // Not put off by what comes meanwhile: a run says something all the time.
    this._timer ??= setTimeout(() => {
      this._update()
        .catch((error: unknown) =>
          console.warn('Could not tell the tests of the notebook', error)
        )
        .finally(() => {
          this._timer = undefined;
          if (this._isAskedAgain) {
            this._isAskedAgain = false;
            this._later();
          }
        });
      this._isAskedAgain = false;
    }, REST);
    this._isAskedAgain = true;
  }

  private async _update(): Promise<void> {
    if (!this._panel.isVisible) {
      await this._look(false);
      return;
    }
    const imports = await notebookImports(this._panel, this._languages);
    await this._look(imports.size > 0);
    const key = JSON.stringify([
      ...[this._desk.filesRevision, this._desk.view.root],
      ...imports
    ]);
    if (key !== this._key) {
      this._groups = await this._ask(imports);
      this._key = key;
    }
    if (!this._isDisposed) {
      this._draw();
    }
  }

  private async _ask(
    imports: Imports
  ): Promise<ReadonlyMap<string, readonly TestGroup[]>> {
    const path = localPath(this._panel.context.path);
    const found = await this._desk.groups(path, [...imports.values()].flat());
    let at = 0;
    const groups = new Map<string, readonly TestGroup[]>();
    for (const [id, some] of imports) {
      const own = found
        .slice(at, (at += some.length))
        .filter(one => one !== null && one.functions.size > 0);
      if (own.length > 0) {
        groups.set(id, own as readonly TestGroup[]);
      }
    }
    return groups;
  }

  private _draw(): void {
    const cells = new Map(
      this._panel.content.widgets.map(cell => [
        cell.model.sharedModel.getId(),
        cell
      ])
    );
    const drawn = new Set<Cell>();
    for (const [id, groups] of this._groups) {
      const cell = cells.get(id);
      // One that is far from what is seen has no layout before somebody scrolls to it.
      if (cell !== undefined && !cell.isPlaceholder()) {
        drawn.add(cell);
        this._line(cell).set(
          groups.map(group => ({ group, badge: this._desk.badge(group) }))
        );
      } else if (cell !== undefined) {
        void cell.ready.then(() => this._later());
      }
    }
    for (const [cell, line] of this._lines) {
      if (!drawn.has(cell)) {
        line.dispose();
        this._lines.delete(cell);
      }
    }
  }

  private _line(cell: Cell): BadgeLine {
    const known = this._lines.get(cell);
    if (known !== undefined && !known.isDisposed) {
      return known;
    }
    const line = this._makeLine();
    (cell.layout as PanelLayout).insertWidget(PLACE, line);
    this._lines.set(cell, line);
    return line;
  }

  private async _look(looks: boolean): Promise<void> {
    if (looks !== this._looks) {
      this._looks = looks;
      await this._desk.setActive(looks, this._panel.id);
    }
  }

  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isAskedAgain = false;
  private readonly _lines = new Map<Cell, BadgeLine>();
  private _groups: ReadonlyMap<string, readonly TestGroup[]> = new Map();
  private _key = '';
  private _looks = false;
  private _isDisposed = false;
}
