import { LiftError } from '../../core/errors';
import type { CellSnapshot, Snapshot } from '../../core/snapshot';
import type { IKeepPort, KeptText } from '../keep';
import type { FileState, IFilesPort, INotebookPort } from '../ports';
import type { CellChange, CellDraft, Plan } from '../types';

/** When and how one operation on the ports goes wrong. */
export type Fault = {
  /** 1-based: which of the operations. */
  readonly at: number;
  /** `refuse`: it is not carried out. `late`: it is carried out and reported as failed. `die`: it is not
   *  carried out, and nothing after it either. `dead`: it is carried out, nothing after it. */
  readonly how: 'refuse' | 'late' | 'die' | 'dead';
  /** Every later operation fails too. */
  readonly forEver?: boolean;
};

/** A project and a notebook in memory, whose n-th operation can fail. */
export class Memory implements IFilesPort, INotebookPort, IKeepPort {
  readonly texts = new Map<string, FileState>();
  readonly dirty = new Set<string>();
  readonly kept: KeptText[] = [];
  /** Names of the operations, in order. */
  readonly log: string[] = [];
  fault: Fault | null = null;

  constructor(public now: Snapshot) {}

  put(path: string, text: string, writable = true): void {
    this.texts.set(path, { kind: 'file', text, writable });
  }

  text(path: string): string | null {
    const state = this.texts.get(path);
    return state?.kind === 'file' ? state.text : null;
  }

  read(path: string): Promise<FileState> {
    return this._step(
      `read ${path}`,
      () => this.texts.get(path) ?? { kind: 'missing' }
    );
  }

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.texts.keys()]);
  }

  write(path: string, text: string): Promise<void> {
    return this._step(`write ${path}`, () => this.put(path, text));
  }

  remove(path: string): Promise<void> {
    return this._step(`remove ${path}`, () => void this.texts.delete(path));
  }

  isDirty(path: string): boolean {
    return this.dirty.has(path);
  }

  snapshot(): Snapshot {
    return this.now;
  }

  apply(changes: readonly CellChange[]): Promise<void> {
    return this._step('apply', () => {
      this.now = { ...this.now, cells: applied(this.now, changes) };
    });
  }

  keep(kept: KeptText): Promise<void> {
    return this._step('keep', () => void this.kept.push(kept));
  }

  private _step<T>(name: string, act: () => T): Promise<T> {
    this.log.push(name);
    const { fault } = this;
    const hit =
      fault &&
      (this.log.length === fault.at ||
        (fault.forEver && this.log.length > fault.at));
    if (!hit) {
      return Promise.resolve().then(act);
    }
    if (fault.how === 'late' || fault.how === 'dead') {
      act();
    }
    return fault.how === 'die' || fault.how === 'dead'
      ? new Promise<T>(() => undefined)
      : Promise.reject(new LiftError('no-space', { path: name }));
  }
}

function applied(
  now: Snapshot,
  changes: readonly CellChange[]
): CellSnapshot[] {
  const byIndex = new Map(changes.map(change => [change.index, change]));
  return now.cells
    .flatMap(cell => {
      const change = byIndex.get(cell.index);
      const inserted = (change?.inserted ?? []).map(draft => ({
        ...cell,
        ...draft
      }));
      return change && change.action !== 'kept'
        ? inserted
        : [...inserted, cell];
    })
    .map((cell, index) => ({ ...cell, index }));
}

export function cell(
  index: number,
  source: string,
  more: Partial<CellSnapshot> = {}
): CellSnapshot {
  return {
    index,
    id: `c${index}`,
    kind: 'code',
    source,
    metadata: {},
    outputs: [],
    executionCount: null,
    ...more
  };
}

export function snapshot(...cells: CellSnapshot[]): Snapshot {
  return {
    path: 'a.ipynb',
    language: 'python',
    nbformat: 4,
    nbformatMinor: 5,
    cells
  };
}

export function draft(
  source: string,
  more: Partial<CellDraft> = {}
): CellDraft {
  return {
    source,
    metadata: {},
    outputs: [],
    executionCount: null,
    id: null,
    ...more
  };
}

/** A plan that lifts the second of three cells into `lib.py`. */
export function examplePlan(more: Partial<Plan> = {}): Plan {
  return {
    kind: 'functions',
    functions: [
      {
        name: 'f',
        cells: [1],
        parameters: [{ name: 'x' }],
        returns: ['y'],
        changes: [],
        droppable: []
      }
    ],
    definitions: [],
    dropped: ['t'],
    displays: [],
    cells: [
      { index: 0, action: 'kept', inserted: [], id: 'c0' },
      {
        index: 1,
        action: 'replaced',
        inserted: [draft('from lib import f\ny = f(x)', { id: 'n1' })],
        id: 'n1'
      },
      { index: 2, action: 'kept', inserted: [], id: 'c2' }
    ],
    warnings: [],
    files: [{ path: 'lib.py', before: null, after: 'def f(x): ...\n' }],
    offers: [],
    ...more
  };
}

export const exampleSnapshot = () =>
  snapshot(
    cell(0, 'x = 1'),
    cell(1, 't = x\ny = t + 1', { executionCount: 4 }),
    cell(2, 'print(y)')
  );
