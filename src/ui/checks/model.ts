import { Signal } from '@lumino/signaling';
import type { ITestsDesk, TestDetail } from '../../checks/tests/desk';
import type { TestRow } from '../../checks/tests/rows';

/** The state of the panel: which rows are shown, and which of them is picked. */
export class TestsModel {
  /** @param debug - runs a test so that it stops at breakpoints; `null` where there is no debugger */
  constructor(
    readonly desk: ITestsDesk,
    readonly debug: ((id: string) => void) | null = null
  ) {
    desk.changed.connect(this._onDesk, this);
  }

  readonly changed = new Signal<this, void>(this);

  get rows(): readonly TestRow[] {
    this._rows ??= this.desk.rows({
      filter: this._filter,
      toggled: this._toggled
    });
    return this._rows;
  }

  get filter(): string {
    return this._filter;
  }

  /** Position of the picked row; `null` where it is not shown. */
  get picked(): number | null {
    const at = this.rows.findIndex(row => keyOf(row) === this._picked);
    return at < 0 ? null : at;
  }

  /** What there is to say of the picked test. */
  get detail(): TestDetail | null {
    const row = this.picked === null ? undefined : this.rows[this.picked];
    return row?.counts === null ? this.desk.detail(row.id) : null;
  }

  pick(index: number): void {
    const row = this.rows[index];
    this._picked = row === undefined ? null : keyOf(row);
    this.changed.emit();
  }

  setFilter(filter: string): void {
    this._filter = filter;
    this._redraw();
  }

  toggle(index: number): void {
    const { id, isOpen } = this.rows[index];
    if (isOpen === null) {
      return;
    }
    if (!this._toggled.delete(id)) {
      this._toggled.add(id);
    }
    this._redraw();
  }

  /** What an arrow leads to: into a row and out of it, as trees do. */
  turn(key: 'ArrowRight' | 'ArrowLeft', index: number): number | null {
    const { isOpen, level } = this.rows[index];
    const opens = key === 'ArrowRight';
    if (isOpen !== null && isOpen !== opens) {
      this.toggle(index);
      return null;
    }
    if (opens) {
      return isOpen ? index + 1 : null;
    }
    for (let at = index - 1; at >= 0; at--) {
      if (this.rows[at].level < level) {
        return at;
      }
    }
    return null;
  }

  dispose(): void {
    this.desk.changed.disconnect(this._onDesk, this);
    Signal.clearData(this);
  }

  private _onDesk(): void {
    this._redraw();
  }

  private _redraw(): void {
    this._rows = null;
    this.changed.emit();
  }

  private readonly _toggled = new Set<string>();
  private _rows: readonly TestRow[] | null = null;
  private _filter = '';
  private _picked: string | null = null;
}

/** A function of one case bears the id of the case. */
function keyOf({ kind, id }: TestRow): string {
  return `${kind === 'test' ? 'test' : 'group'} ${id}`;
}
