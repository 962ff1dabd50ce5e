import type { Notebook } from '@jupyterlab/notebook';
import type { Snapshot } from '../core/snapshot';
import { sectionAt } from '../lift/map';

export type SelectedCells = {
  readonly cells: readonly number[];
  readonly explicit: boolean;
};

/** The code cells that a lift would take: the selected ones, or those of the selected heading's section. */
export function selectedCells(
  notebook: Notebook,
  snapshot: Snapshot
): SelectedCells {
  const selected = notebook.widgets.flatMap((widget, index) =>
    notebook.isSelectedOrActive(widget) ? [index] : []
  );
  if (selected.length === 1) {
    const section = sectionAt(snapshot, selected[0]);
    if (section) {
      return { cells: section, explicit: true };
    }
  }
  const cells = selected.filter(index => {
    const cell = snapshot.cells[index];
    return cell?.kind === 'code' && cell.source.trim() !== '';
  });
  return { cells, explicit: selected.length > 1 };
}

/** Selects just these cells, one of them active and in view; the focus stays where it is. */
export function selectCells(
  notebook: Notebook,
  cells: readonly number[],
  active: number | undefined = cells[0]
): void {
  const widgets = notebook.widgets;
  if (active === undefined || !widgets[active]) {
    return;
  }
  notebook.deselectAll();
  notebook.activeCellIndex = active;
  cells.forEach(index => widgets[index] && notebook.select(widgets[index]));
  notebook.scrollToItem(active, 'smart').catch(() => {
    // The list was drawn anew meanwhile: the next click scrolls.
  });
}
