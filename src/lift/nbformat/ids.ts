import { hash } from '../../core/hash';
import type { Snapshot } from '../../core/snapshot';
import type { CellChange } from '../types';
import { hasIds } from './read';

/** An id for a new cell: 8 characters of `[a-f0-9]`, not in `taken`, the same for the same seed. */
export function freshId(seed: string, taken: ReadonlySet<string>): string {
  for (let turn = 0; ; turn++) {
    const id = hash(`${turn}/${seed}`).slice(0, 8);
    if (!taken.has(id)) {
      return id;
    }
  }
}

/** The same changes with an id for every draft that has none, where the notebook's format has ids;
 *  with none anywhere where it has not. Doing it twice changes nothing. */
export function withIds(
  snapshot: Snapshot,
  changes: readonly CellChange[]
): readonly CellChange[] {
  if (!hasIds(snapshot)) {
    return changes.map(change => ({
      ...change,
      id: null,
      inserted: change.inserted.map(draft => ({ ...draft, id: null }))
    }));
  }
  const taken = new Set([
    ...snapshot.cells.map(cell => cell.id ?? ''),
    ...changes.flatMap(change => change.inserted.map(draft => draft.id ?? ''))
  ]);
  return changes.map(change => {
    const inserted = change.inserted.map((draft, position) => {
      const id =
        draft.id ??
        freshId(`${change.index}/${position}/${draft.source}`, taken);
      taken.add(id);
      return { ...draft, id };
    });
    const standsIn =
      change.action === 'replaced' || change.action === 'changed';
    const last = inserted[inserted.length - 1];
    return {
      ...change,
      inserted,
      id: change.id ?? (standsIn && last ? last.id : null)
    };
  });
}
