import { failureOf, type Failure } from '../core/errors';
import { fail, ok, type Result } from '../core/result';
import type { FileState, IFilesPort } from './ports';
import { holds, putBack } from './put-back-file';
import type { FileReceipt, Receipt } from './receipt';

export type UndoPorts = {
  readonly files: IFilesPort;
  /** Paths of texts that import one of the names from the module at `path`, the receipt's own notebook
   *  left out. */
  importers(path: string, names: readonly string[]): Promise<readonly string[]>;
};

/**
 * Takes a lift's change of its modules back, after the notebook was restored: only while each file is as
 * we wrote it and nothing else imports a lifted name. A file that the lift made is removed. Files that are
 * as before already are left alone, so doing it twice is safe. Answers with the paths that were changed;
 * fails with `module-changed`, `module-gone`, `module-imported`, `target-dirty` or an I/O code, and then
 * has changed nothing unless a write itself failed.
 */
export async function undoFiles(
  receipt: Receipt,
  ports: UndoPorts
): Promise<Result<readonly string[], Failure>> {
  const pending: FileReceipt[] = [];
  for (const file of receipt.files) {
    try {
      const state = await ports.files.read(file.path);
      if (holds(state, file.before)) {
        continue;
      }
      const obstacle = await undoObstacle(file, state, receipt, ports);
      if (obstacle) {
        return fail(obstacle);
      }
      pending.push(file);
    } catch (error) {
      return fail(failureOf(error, 'read-failed', file.path));
    }
  }
  for (const file of pending) {
    const wrong = await putBack(file, ports.files);
    if (wrong) {
      return fail(wrong);
    }
  }
  return ok(pending.map(file => file.path));
}

/**
 * Brings a lift's change of its modules back, after the notebook was redone: only while each file is as it
 * was before the lift. Files that hold the lifted code already are left alone. Answers with the paths that
 * were changed; fails with `module-differs`, `target-dirty` or an I/O code. A lift that changed no file
 * imports what stood in `module`: without it the answer is `module-lacks`.
 */
export async function redoFiles(
  receipt: Receipt,
  files: IFilesPort,
  module: string
): Promise<Result<readonly string[], Failure>> {
  if (receipt.files.length === 0) {
    return stillHeld(receipt, files, module);
  }
  const pending: FileReceipt[] = [];
  for (const file of receipt.files) {
    const { path } = file;
    try {
      const state = await files.read(path);
      if (holds(state, file.after)) {
        continue;
      }
      if (files.isDirty(path)) {
        return fail({ code: 'target-dirty', data: { path } });
      }
      if (!holds(state, file.before)) {
        return fail({ code: 'module-differs', data: { path } });
      }
      pending.push(file);
    } catch (error) {
      return fail(failureOf(error, 'read-failed', path));
    }
  }
  for (const { path, after } of pending) {
    try {
      await files.write(path, after);
    } catch (error) {
      return fail(failureOf(error, 'write-failed', path));
    }
  }
  return ok(pending.map(file => file.path));
}

async function stillHeld(
  { names }: Receipt,
  files: IFilesPort,
  path: string
): Promise<Result<readonly string[], Failure>> {
  try {
    const state = await files.read(path);
    const text = state.kind === 'file' ? state.text : '';
    const gone = names.filter(
      name =>
        !new RegExp(`^(?:async )?(?:def|class) +${name}\\b`, 'm').test(text)
    );
    const data = { path, names: gone.join(', ') };
    return gone.length > 0 ? fail({ code: 'module-lacks', data }) : ok([]);
  } catch (error) {
    return fail(failureOf(error, 'read-failed', path));
  }
}

async function undoObstacle(
  file: FileReceipt,
  state: FileState,
  { names }: Receipt,
  { files, importers }: UndoPorts
): Promise<Failure | null> {
  const { path } = file;
  if (state.kind === 'missing') {
    return { code: 'module-gone', data: { path } };
  }
  if (files.isDirty(path)) {
    return { code: 'target-dirty', data: { path } };
  }
  if (!holds(state, file.after)) {
    return { code: 'module-changed', data: { path } };
  }
  const others = await importers(path, names);
  return others.length === 0
    ? null
    : {
        code: 'module-imported',
        data: { path, importers: others.join(', '), names: names.join(', ') }
      };
}
