import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { IStateDB } from '@jupyterlab/statedb';
import type { BegunLift } from '../jupyter/receipts';
import { StateKeys } from '../jupyter/statekeys';
import type { Desks } from './desks';

/**
 * Makes the desk of a notebook that opens and was lifted from before, so that its old outputs are
 * labelled and what a lift left behind is told. For other notebooks nothing is loaded.
 */
export function meetLiftedNotebooks(
  tracker: INotebookTracker,
  desks: Desks,
  state: IStateDB | null
): void {
  const meet = async (panel: NotebookPanel) => {
    if (!state) {
      return;
    }
    await panel.revealed;
    const path = panel.context.path.replace(/^RTC:/, '');
    const lists = await Promise.all(
      Object.values(StateKeys).map(key => state.fetch(key))
    );
    const lifts = lists.flat() as unknown as (BegunLift | undefined)[];
    if (lifts.some(lift => lift?.receipt.notebook === path)) {
      await desks.of(panel);
    }
  };
  const onAdded = (_: unknown, panel: NotebookPanel) => {
    meet(panel).catch((error: unknown) =>
      console.warn('Could not look for lifts of the notebook', error)
    );
  };
  tracker.forEach(panel => onAdded(tracker, panel));
  tracker.widgetAdded.connect(onAdded);
}
