import type { YNotebook } from '@jupyter/ydoc';
import type { CellSwap } from './notebook';

/** Whether a notebook holds the new cells of a lift, the old ones, or neither in full. */
export function swapState(
  notebook: YNotebook,
  swap: CellSwap
): 'applied' | 'undone' | 'neither' {
  const ids = new Set(notebook.cells.map(cell => cell.getId()));
  const has = (marks: CellSwap['removed'], some: boolean) =>
    some
      ? marks.some(({ id }) => ids.has(id))
      : marks.every(({ id }) => ids.has(id));
  if (has(swap.inserted, false) && !has(swap.removed, true)) {
    return 'applied';
  }
  return has(swap.removed, false) && !has(swap.inserted, true)
    ? 'undone'
    : 'neither';
}
