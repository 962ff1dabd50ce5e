import { Signal } from '@lumino/signaling';
import type { Snapshot } from '../../core/snapshot';
import type {
  Announcement,
  ApplyOutcome,
  Draft,
  ILiftDesk,
  ReceiptView,
  Selection
} from '../../lift/desk';
import type { Choice, Plan, PlanResult } from '../../lift/types';

export const RECEIPT: ReceiptView = {
  id: 'r1',
  names: ['clean'],
  paths: ['lib.py'],
  at: 0,
  state: 'applied',
  notes: [],
  rerun: false,
  proved: false,
  disproved: null
};

export function snapshotOf(sources: readonly string[]): Snapshot {
  return {
    path: 'work.ipynb',
    language: 'python',
    nbformat: 4,
    nbformatMinor: 5,
    cells: sources.map((source, index) => ({
      index,
      id: `c-${source.slice(0, 1)}`,
      kind: 'code' as const,
      source,
      metadata: {},
      outputs: [],
      executionCount: null
    }))
  };
}

/** An accepted plan that says in its module what it was made of. */
export function planOf(
  choice: Choice,
  snapshot: Snapshot,
  change: Partial<Plan> = {}
): Plan {
  const name = choice.name ?? 'suggested';
  const body = choice.cells
    .map(index => snapshot.cells[index].source)
    .join('\n');
  return {
    kind: 'functions',
    functions: [
      {
        name,
        cells: choice.cells,
        parameters: [{ name: 'rows' }],
        returns: ['out'],
        changes: [],
        droppable: ['tmp']
      }
    ],
    definitions: [],
    dropped: ['tmp'],
    displays: [],
    cells: snapshot.cells.map(({ index, id }) =>
      choice.cells.includes(index)
        ? {
            index,
            action: 'replaced' as const,
            inserted: [
              {
                source: `out = ${name}(rows)`,
                metadata: {},
                outputs: [],
                executionCount: null,
                id: 'n'
              }
            ],
            id: 'n'
          }
        : { index, action: 'kept' as const, inserted: [], id }
    ),
    warnings: [],
    files: [
      { path: choice.to, before: null, after: `def ${name}(rows):\n${body}\n` }
    ],
    offers: [],
    ...change
  };
}

/** A desk whose every answer waits until it is let through. */
export class FakeDesk implements ILiftDesk {
  readonly title = 'work.ipynb';
  readonly documentChanged = new Signal<this, void>(this);
  readonly selectionChanged = new Signal<this, void>(this);
  readonly announced = new Signal<this, Announcement>(this);
  readonly calls: string[] = [];
  now = snapshotOf(['a = 1', 'b = 2', 'c = 3']);
  selected: Selection = { cells: [1], explicit: false, receipt: null };
  result: ((choice: Choice) => PlanResult) | null = null;
  outcome: ApplyOutcome = { kind: 'done', receipt: RECEIPT };
  marked: readonly number[] = [];

  selection = () => this.selected;
  snapshot = () => this.now;
  surroundings = () =>
    Promise.resolve({
      root: '',
      roots: [''],
      modules: ['lib.py', 'src/deep.py'],
      offerAutoreload: true
    });
  map = () =>
    this._answer('map', () => ({ definitions: [], sections: [], cuts: [] }));
  proposeFile = () => Promise.resolve('lib.py');

  draft = (choice: Choice): Promise<Draft> =>
    this._answer(
      `draft ${choice.cells.join()} ${choice.name ?? '-'} ${choice.to}`,
      () => {
        const result = this.result?.(choice) ?? {
          ok: true as const,
          plan: planOf(choice, this.now)
        };
        return {
          choice,
          snapshot: this.now,
          result,
          preview: result.ok ? { files: [], cells: [] } : null
        };
      }
    );

  apply = (draft: Draft): Promise<ApplyOutcome> =>
    this._answer(`apply ${draft.choice.name ?? '-'}`, () => this.outcome);

  undo = (receipt: string) => this._answer(`undo ${receipt}`, () => undefined);
  putBack = (receipt: string) =>
    this._answer(`putBack ${receipt}`, () => undefined);
  rerun = () => Promise.resolve();
  openFile = (path: string) => void this.calls.push(`open ${path}`);
  setRoot = () => Promise.resolve();
  mark = (cells: readonly number[]) => {
    this.marked = cells;
  };
  select = (cells: readonly number[]) =>
    void this.calls.push(`select ${cells.join()}`);
  focus = () => void this.calls.push('focus');
  news: Announcement | null = null;
  forgetNews = () => {
    this.news = null;
  };

  /** How often something was asked for. */
  count(start: string): number {
    return this.calls.filter(call => call.startsWith(start)).length;
  }

  private async _answer<T>(call: string, make: () => T): Promise<T> {
    this.calls.push(call);
    await Promise.resolve();
    return make();
  }
}
