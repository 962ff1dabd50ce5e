import type { CellSnapshot, Snapshot } from '../../core/snapshot';
import type { Draft } from '../../lift/desk';
import type { Choice } from '../../lift/types';

/** How a notebook differs from what a preview was made of; positions are 0-based. */
export type Differences = {
  /** Cells with another text, as they stand now. */
  readonly edited: readonly number[];
  /** How many cells came and went. */
  readonly added: number;
  readonly removed: number;
};

/** Compares texts and order of cells; outputs and counts make no difference. */
export function differences(before: Snapshot, now: Snapshot): Differences {
  const old = new Map(before.cells.map(cell => [keyOf(cell), cell]));
  const seen = new Set<string>();
  const edited: number[] = [];
  let added = 0;
  for (const cell of now.cells) {
    const key = keyOf(cell);
    const was = old.get(key);
    seen.add(key);
    if (!was) {
      added++;
    } else if (was.source !== cell.source || was.kind !== cell.kind) {
      edited.push(cell.index);
    }
  }
  const removed = [...old.keys()].filter(key => !seen.has(key)).length;
  return { edited, added, removed };
}

/** A choice whose positions follow their cells to where these stand now; cells that are gone are left out. */
export function remap(choice: Choice, before: Snapshot, now: Snapshot): Choice {
  const places = new Map(now.cells.map(cell => [keyOf(cell), cell.index]));
  const place = (index: number) => {
    const cell = before.cells[index];
    return cell ? (places.get(keyOf(cell)) ?? -1) : -1;
  };
  const cells = choice.cells.map(place).filter(index => index >= 0);
  const knobs = choice.knobs
    ?.map(({ cell, start }) => ({ cell: place(cell), start }))
    .filter(({ cell }) => cell >= 0);
  const sorted = cells.sort((a, b) => a - b);
  return { ...choice, cells: sorted, ...(knobs ? { knobs } : {}) };
}

/** The form says the same, apart from positions that moved with their cells. */
export function sameChoice(a: Draft, b: Draft): boolean {
  const form = ({ choice }: Draft) =>
    JSON.stringify({ ...choice, cells: [], knobs: choice.knobs?.length });
  return form(a) === form(b) && a.choice.cells.length === b.choice.cells.length;
}

/** Two plans that would write the same into the same places. */
export function sameEffect(a: Draft, b: Draft): boolean {
  return a === b || JSON.stringify(effectOf(a)) === JSON.stringify(effectOf(b));
}

/** The warnings of the second that the first did not have: then the user has something to read. */
export function newWarnings(a: Draft, b: Draft): boolean {
  const known = new Set(warningsOf(a));
  return warningsOf(b).some(warning => !known.has(warning));
}

function effectOf({ result }: Draft) {
  return result.ok
    ? {
        files: result.plan.files,
        cells: result.plan.cells
          .filter(
            ({ action, inserted }) => action !== 'kept' || inserted.length > 0
          )
          .map(({ action, inserted }) => [
            action,
            inserted.map(cell => cell.source)
          ])
      }
    : result.refusals;
}

function warningsOf({ result }: Draft): string[] {
  return result.ok
    ? result.plan.warnings.map(({ code, message }) => `${code} ${message}`)
    : [];
}

function keyOf(cell: CellSnapshot): string {
  return cell.id ?? `#${cell.index}`;
}
