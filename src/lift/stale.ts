import type { CellSnapshot, Snapshot } from '../core/snapshot';
import { equalJson } from './nbformat/equal';
import type { FileState } from './ports';
import { touchedCells } from './receipt';
import type { CellChange, FileChange } from './types';

/** Something that is no longer as it was when the plan was made. */
export type Difference =
  /** Cells were added, removed, moved or turned into another kind. */
  | { readonly kind: 'cells' }
  | { readonly kind: 'cell'; readonly index: number }
  | { readonly kind: 'file'; readonly path: string };

/**
 * What differs between the notebook a plan was made for and the notebook now. The source of every code
 * cell counts, since the plan rests on all of them; of the cells that will be deleted outputs, metadata
 * and whether they run count too, for those would be lost.
 */
export function notebookDifferences(
  then: Snapshot,
  now: Snapshot,
  changes: readonly CellChange[]
): Difference[] {
  const moved =
    then.cells.length !== now.cells.length ||
    then.nbformatMinor !== now.nbformatMinor ||
    then.cells.some((cell, index) => !isSameCell(cell, now.cells[index]));
  if (moved) {
    return [{ kind: 'cells' }];
  }
  const touched = new Set(touchedCells(changes).map(change => change.index));
  return then.cells
    .filter(cell => {
      const other = now.cells[cell.index];
      return touched.has(cell.index)
        ? !equalJson(content(cell), content(other))
        : cell.kind === 'code' && cell.source !== other.source;
    })
    .map(cell => ({ kind: 'cell', index: cell.index }));
}

/** Whether a file is no longer what the plan takes it for. */
export function fileDiffers(change: FileChange, now: FileState): boolean {
  return change.before === null
    ? now.kind !== 'missing'
    : now.kind !== 'file' || now.text !== change.before;
}

/** The differences in words, for the sentence of `stale-preview`. */
export function describe(differences: readonly Difference[]): string {
  const words = differences.map(one =>
    one.kind === 'file'
      ? one.path
      : one.kind === 'cell'
        ? `cell ${one.index}`
        : 'the order of the cells'
  );
  return words.join(', ');
}

function isSameCell(then: CellSnapshot, now: CellSnapshot): boolean {
  return then.kind === now.kind && then.id === now.id;
}

function content(cell: CellSnapshot): unknown {
  const { source, metadata, attachments, outputs, executionCount, busy } = cell;
  return [
    source,
    metadata,
    attachments ?? null,
    outputs,
    executionCount,
    busy ?? false
  ];
}
