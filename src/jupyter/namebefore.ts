import type { Choice } from '../lift/types';
import type { CellMark } from './notebook';
import type { LiftRecord } from './receipts';

/** A cell that was put back, by its id, and the function whose call it was. */
export type CalledBefore = { readonly id: string; readonly name: string };

/** What to remember of the cells that a call became; nothing where more than one function was called. */
export function calledBefore(
  { receipt }: LiftRecord,
  source: string,
  cells: readonly CellMark[]
): readonly CalledBefore[] {
  const names = receipt.names.filter(name =>
    new RegExp(`(?<![\\p{L}\\p{N}_.])${name}\\s*\\(`, 'u').test(source)
  );
  return names.length === 1
    ? cells.map(({ id }) => ({ id, name: names[0] }))
    : [];
}

/**
 * The function that cells were before they were put back, if they are lifted into the same module.
 * Under this name the lift is an update of the function; under another it would be a second one.
 */
export function nameBefore(
  records: readonly LiftRecord[],
  { to }: Choice,
  root: string,
  ids: readonly string[]
): string | null {
  const names = records
    .filter(record => record.module === to && record.root === root)
    .flatMap(({ back = [] }) => back)
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name);
  return new Set(names).size === 1 ? names[0] : null;
}
