import type { RunCell } from '../core/run';
import type { Snapshot } from '../core/snapshot';
import type { Plan } from './types';

/** The notebook as a plan leaves it, ready to run. */
export type Rewritten = {
  readonly cells: readonly RunCell[];
  /** Which code cells stand for which, as positions among the code cells before and after. */
  readonly groups: readonly {
    readonly old: readonly number[];
    readonly new: readonly number[];
  }[];
};

/** Follows a plan cell by cell: what stands between two code cells that stay is one group on both sides. */
export function rewritten(plan: Plan, snapshot: Snapshot): Rewritten {
  const cells: RunCell[] = [];
  const groups: { old: number[]; new: number[] }[] = [];
  let open: { old: number[]; new: number[] } = { old: [], new: [] };
  let position = 0;
  const close = (): void => {
    if (open.old.length + open.new.length > 0) {
      groups.push(open);
    }
    open = { old: [], new: [] };
  };
  const push = (index: number, source: string): number =>
    cells.push({ index, source, mayRaise: true }) - 1;
  plan.cells.forEach(({ index, action, inserted }) => {
    const { kind, source } = snapshot.cells[index];
    inserted.forEach(draft => open.new.push(push(index, draft.source)));
    if (kind !== 'code') {
      return;
    }
    if (action === 'kept') {
      close();
      groups.push({ old: [position], new: [push(index, source)] });
    } else {
      open.old.push(position);
    }
    position += 1;
  });
  close();
  return { cells, groups };
}
