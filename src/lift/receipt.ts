import { hash } from '../core/hash';
import type { CellSnapshot, Snapshot } from '../core/snapshot';
import type {
  CellChange,
  FileChange,
  Plan,
  PlannedFunction,
  Warning
} from './types';

/** What a lift did: enough to show it, take it back and prove it. Plain JSON. */
export type Receipt = {
  readonly version: 1;
  readonly id: string;
  /** When it was applied: milliseconds since 1970, UTC. */
  readonly time: number;
  /** Path of the notebook as its snapshot has it. */
  readonly notebook: string;
  readonly language: string;
  readonly kind: Plan['kind'];
  /** The modules that were written; paths relative to the project root. */
  readonly files: readonly FileReceipt[];
  /** Lifted functions and definitions, as the module binds them. */
  readonly names: readonly string[];
  readonly functions: readonly PlannedFunction[];
  readonly definitions: Plan['definitions'];
  /** Names that the notebook no longer binds. */
  readonly dropped: readonly string[];
  readonly cells: readonly CellReceipt[];
  readonly warnings: readonly Warning[];
  /** `not proved` until original and result were run and compared. */
  readonly verified: 'not proved' | 'equal' | 'differs';
};

export type FileReceipt = FileChange & {
  /** Hash of `before`, `null` when there was no such file. */
  readonly hashBefore: string | null;
  readonly hashAfter: string;
};

/** A cell that was rewritten, removed, or got new cells before it. */
export type CellReceipt = {
  /** 0-based position before the lift. */
  readonly index: number;
  readonly action: CellChange['action'];
  /** The cell as it was: source, metadata, attachments, outputs. */
  readonly original: CellSnapshot;
  readonly inserted: readonly {
    readonly id: string | null;
    /** Hash of the source. */
    readonly hash: string;
  }[];
};

/** The receipt of a plan that was made for `snapshot` and applied at `time` with these changes
 *  (the plan's, with ids). */
export function receiptOf(
  plan: Plan,
  snapshot: Snapshot,
  changes: readonly CellChange[],
  time: number
): Receipt {
  const files = changedFiles(plan).map(file => ({
    ...file,
    hashBefore: file.before === null ? null : hash(file.before),
    hashAfter: hash(file.after)
  }));
  const { kind, functions, definitions, dropped, warnings } = plan;
  const cells = touchedCells(changes).map(change =>
    cellReceipt(change, snapshot.cells[change.index])
  );
  return {
    version: 1,
    id: hash(JSON.stringify([time, snapshot.path, files, cells])),
    time,
    notebook: snapshot.path,
    language: snapshot.language,
    kind,
    files,
    names: [...functions, ...definitions].map(one => one.name),
    functions,
    definitions,
    dropped,
    cells,
    warnings,
    verified: 'not proved'
  };
}

/** The files of a plan that are not as they are to be. */
export function changedFiles(plan: Plan): readonly FileChange[] {
  return plan.files.filter(file => file.before !== file.after);
}

/** The changes that do something. */
export function touchedCells(
  changes: readonly CellChange[]
): readonly CellChange[] {
  return changes.filter(
    change => change.action !== 'kept' || change.inserted.length > 0
  );
}

function cellReceipt(change: CellChange, original: CellSnapshot): CellReceipt {
  return {
    index: change.index,
    action: change.action,
    original,
    inserted: change.inserted.map(({ id, source }) => ({
      id,
      hash: hash(source)
    }))
  };
}
