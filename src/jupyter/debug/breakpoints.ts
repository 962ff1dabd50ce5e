import { type ISignal, Signal } from '@lumino/signaling';

/**
 * Breakpoints that were set in files, by path relative to the server's root. They belong to the files, not to a
 * kernel: every kernel that is debugged gets them. They live as long as the page.
 */
export class Breakpoints {
  /** Emitted with the path whose lines are others. */
  get changed(): ISignal<this, string> {
    return this._changed;
  }

  /** Files with breakpoints. */
  get paths(): readonly string[] {
    return [...this._lines.keys()];
  }

  /** 1-based, in order. */
  lines(path: string): readonly number[] {
    return this._lines.get(path) ?? [];
  }

  set(path: string, lines: readonly number[]): void {
    const next = [...new Set(lines)].sort((a, b) => a - b);
    if (next.join() === this.lines(path).join()) {
      return;
    }
    if (next.length > 0) {
      this._lines.set(path, next);
    } else {
      this._lines.delete(path);
    }
    this._changed.emit(path);
  }

  private readonly _lines = new Map<string, readonly number[]>();
  private readonly _changed = new Signal<this, string>(this);
}
