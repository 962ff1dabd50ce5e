import type { YNotebook } from '@jupyter/ydoc';
import { YNotebook as Notebook } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import type { CellSnapshot, Snapshot } from '../core/snapshot';
import type { Rewritten } from '../lift/rewritten';
import type { LiftRecord } from './receipts';
import { restoreCells } from './restore';

/** The notebook with and without one of its lifts. */
export type LiftedVersions = {
  /** As an undo of the lift would leave it. */
  readonly before: Snapshot;
  readonly after: Rewritten;
  /** Positions in `before` of originals whose displays a person left out. */
  readonly hidden: ReadonlySet<number>;
  /** Position in the notebook as it is now of the cell that stands for the one at a position in `before`. */
  readonly now: (before: number) => number;
};

type Cell = { readonly id: string; readonly cell: CellSnapshot };

/** Takes a lift back in a copy of the notebook; what else was changed since is in both versions. */
export function liftedVersions(
  notebook: YNotebook,
  record: LiftRecord,
  snapshot: Snapshot
): LiftedVersions {
  const present = notebook.cells.map((one, index): Cell => ({
    id: one.getId(),
    cell: snapshot.cells[index]
  }));
  const restored = restoredIds(notebook, record);
  const originals = new Map(
    record.swap.removed.map(({ id, cell }) => [
      id,
      record.receipt.cells.find(({ index }) => index === cell)?.original
    ])
  );
  const now = new Map(present.map(({ id, cell }) => [id, cell]));
  const before = restored.flatMap(id => {
    const cell = originals.get(id) ?? now.get(id);
    return cell === undefined ? [] : [{ id, cell }];
  });
  const cells = before.map(({ cell }, index) => ({ ...cell, index }));
  const hidden = record.swap.removed.filter(({ cell }) =>
    record.hidden?.includes(cell)
  );
  return {
    before: { ...snapshot, cells },
    after: grouped(before, present),
    hidden: new Set(
      hidden.map(mark => before.findIndex(({ id }) => id === mark.id))
    ),
    now: at => placeOf(before, present, at)
  };
}

/** Ids of the cells as an undo would leave them. */
function restoredIds(
  notebook: YNotebook,
  record: LiftRecord
): readonly string[] {
  const cells = notebook.cells.map(cell => ({
    ...(cell.toJSON() as nbformat.ICell),
    id: cell.getId()
  }));
  const copy = Notebook.create({
    disableDocumentWideUndoRedo: true,
    data: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells }
  });
  restoreCells(copy, record);
  const ids = copy.cells.map(cell => cell.getId());
  copy.dispose();
  return ids;
}

/** What stands between two code cells that are in both versions is one group. */
function grouped(before: readonly Cell[], present: readonly Cell[]): Rewritten {
  const code = (cells: readonly Cell[]): readonly Cell[] =>
    cells.filter(({ cell }) => cell.kind === 'code');
  const [old, now] = [code(before), code(present)];
  const places = new Map(now.map(({ id }, at) => [id, at]));
  const groups: { old: number[]; new: number[] }[] = [];
  let from = 0;
  let open: number[] = [];
  const close = (to: number): void => {
    const own = Array.from({ length: to - from }, (_, at) => from + at);
    if (open.length + own.length > 0) {
      groups.push({ old: open, new: own });
    }
    open = [];
  };
  old.forEach(({ id }, at) => {
    const place = places.get(id);
    if (place === undefined) {
      open.push(at);
    } else {
      close(place);
      groups.push({ old: [at], new: [place] });
      from = place + 1;
    }
  });
  close(now.length);
  const cells = now.map(({ cell: { index, source } }) => ({
    index,
    source,
    mayRaise: true
  }));
  return { cells, groups };
}

/** The cell itself where it is still there, else the first of those that took its place. */
function placeOf(
  before: readonly Cell[],
  present: readonly Cell[],
  at: number
): number {
  const find = (id: string | undefined): number =>
    present.findIndex(one => one.id === id);
  for (let step = at; step >= 0; step--) {
    const place = find(before[step]?.id);
    if (place >= 0) {
      return step === at ? place : Math.min(place + 1, present.length - 1);
    }
  }
  return 0;
}
