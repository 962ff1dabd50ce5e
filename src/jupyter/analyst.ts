import type { CellFacts } from '../analysis/facts';
import type { CellSnapshot, Snapshot } from '../core/snapshot';
import type { ILiftLanguage } from '../lift/language';
import type { Analysis } from '../lift/types';

/** Milliseconds of work before the page gets its turn. */
const SLICE = 8;

/** Analyses a notebook over and over: only cells whose text is new cost anything, and never in one go. */
export class Analyst {
  async analyse(
    snapshot: Snapshot,
    language: ILiftLanguage
  ): Promise<Analysis> {
    const cells: (CellFacts | null)[] = [];
    let started = performance.now();
    for (const cell of snapshot.cells) {
      if (performance.now() - started > SLICE) {
        await new Promise(resolve => setTimeout(resolve));
        started = performance.now();
      }
      cells.push(cell.kind === 'code' ? this._facts(cell, language) : null);
    }
    this._forget(snapshot);
    return { snapshot, cells };
  }

  private _facts({ source }: CellSnapshot, language: ILiftLanguage): CellFacts {
    const facts = this._known.get(source) ?? language.analyze(source);
    this._known.set(source, facts);
    return facts;
  }

  /** Keeps no more than twice the notebook: old texts come back by undo. */
  private _forget({ cells }: Snapshot): void {
    const most = 2 * cells.length + 100;
    for (const source of this._known.keys()) {
      if (this._known.size <= most) {
        break;
      }
      this._known.delete(source);
    }
  }

  private readonly _known = new Map<string, CellFacts>();
}
