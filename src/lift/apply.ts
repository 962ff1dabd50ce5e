import { failureOf, type Failure } from '../core/errors';
import { fail, ok, type Result } from '../core/result';
import type { Snapshot } from '../core/snapshot';
import type { IKeepPort, KeptText } from './keep';
import { sentence } from './messages';
import { withIds } from './nbformat/ids';
import type { IFilesPort, INotebookPort } from './ports';
import { putBack } from './put-back-file';
import { changedFiles, receiptOf, type Receipt } from './receipt';
import {
  describe,
  fileDiffers,
  notebookDifferences,
  type Difference
} from './stale';
import type { CellChange, FileChange, Plan } from './types';

export type ApplyPorts = {
  readonly files: IFilesPort;
  readonly notebook: INotebookPort;
  readonly keep: IKeepPort;
};

export type ApplyOptions = {
  /** The notebook for which the plan was made. */
  readonly snapshot: Snapshot;
  /** Milliseconds since 1970; `Date.now` unless said otherwise. */
  readonly now?: () => number;
};

/** Why a plan was not applied. Only with `put-back-failed` and `notebook-unsure` is something changed. */
export type ApplyFailure = Failure & {
  /** With `stale-preview`: what is no longer as it was previewed. */
  readonly differences?: readonly Difference[];
  /** With `put-back-failed`: what the named file should hold. */
  readonly kept?: KeptText;
};

/**
 * Carries out a plan: modules first, then the notebook in one step, so that at no moment, a crash between
 * the two included, does the notebook import what is not on disk. Before the first write everything that
 * the plan rests on is compared again. If a later step fails, the earlier ones are taken back.
 */
export async function apply(
  plan: Plan,
  ports: ApplyPorts,
  options: ApplyOptions
): Promise<Result<Receipt, ApplyFailure>> {
  const { snapshot, now = Date.now } = options;
  const changes = withIds(snapshot, plan.cells);
  const obstacle = await findObstacle(plan, ports, snapshot);
  if (obstacle) {
    return fail(obstacle);
  }
  const written: FileChange[] = [];
  for (const change of changedFiles(plan)) {
    written.unshift(change);
    try {
      await ports.files.write(change.path, change.after);
    } catch (error) {
      const failure = failureOf(error, 'write-failed', change.path);
      return fail(await takeBack(written, failure, ports, now));
    }
  }
  try {
    await ports.notebook.apply(changes);
  } catch (error) {
    const failure = failureOf(error, 'notebook-failed', snapshot.path);
    if (holdsLifted(ports.notebook, snapshot, changes)) {
      const reason = sentence(failure).message;
      return fail({ code: 'notebook-unsure', data: { reason } });
    }
    return fail(await takeBack(written, failure, ports, now));
  }
  return ok(receiptOf(plan, snapshot, changes, now()));
}

/** What forbids the first write. */
async function findObstacle(
  plan: Plan,
  ports: ApplyPorts,
  snapshot: Snapshot
): Promise<ApplyFailure | null> {
  const differences: Difference[] = [];
  for (const change of plan.files) {
    try {
      const found = await checkFile(change, ports.files);
      if (found && 'code' in found) {
        return found;
      }
      differences.push(...(found ? [found] : []));
    } catch (error) {
      return failureOf(error, 'read-failed', change.path);
    }
  }
  try {
    const now = ports.notebook.snapshot();
    differences.unshift(...notebookDifferences(snapshot, now, plan.cells));
  } catch (error) {
    return failureOf(error, 'notebook-unreadable', snapshot.path);
  }
  return differences.length > 0
    ? {
        code: 'stale-preview',
        data: { what: describe(differences) },
        differences
      }
    : null;
}

async function checkFile(
  change: FileChange,
  files: IFilesPort
): Promise<Failure | Difference | null> {
  const { path } = change;
  const state = await files.read(path);
  if (state.kind === 'folder') {
    return { code: 'target-folder', data: { path } };
  }
  if (state.kind === 'unreadable') {
    return { code: 'target-unreadable', data: { path, reason: state.reason } };
  }
  if (files.isDirty(path)) {
    return { code: 'target-dirty', data: { path } };
  }
  if (fileDiffers(change, state)) {
    return { kind: 'file', path };
  }
  const changes = change.before !== change.after;
  return changes && state.kind === 'file' && !state.writable
    ? { code: 'target-read-only', data: { path } }
    : null;
}

/** Puts every file back, also the one whose write failed: a failed write may have been carried out. */
async function takeBack(
  written: readonly FileChange[],
  failure: Failure,
  ports: ApplyPorts,
  now: () => number
): Promise<ApplyFailure> {
  let result: ApplyFailure = failure;
  for (const change of written) {
    const wrong = await putBack(change, ports.files);
    if (wrong) {
      const { path, before } = change;
      const kept = { path, text: before, time: now() };
      await ports.keep.keep(kept).catch(() => undefined);
      const first = sentence(failure).message;
      const data = { path, first, reason: sentence(wrong).message };
      result = { code: 'put-back-failed', data, kept };
    }
  }
  return result;
}

/** Whether a notebook whose change failed was changed all the same: then it needs the module. */
function holdsLifted(
  notebook: INotebookPort,
  then: Snapshot,
  changes: readonly CellChange[]
): boolean {
  const old = new Set(then.cells.map(cell => cell.source));
  const lifted = new Set(
    changes
      .flatMap(change => change.inserted.map(draft => draft.source))
      .filter(source => !old.has(source))
  );
  try {
    return notebook.snapshot().cells.some(cell => lifted.has(cell.source));
  } catch {
    return false; // Its port promises that a failed change changed nothing.
  }
}
