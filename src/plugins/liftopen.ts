import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { LiftCellsArgs } from '../commands';
import type { NotebookDesk } from '../jupyter/desk';
import type { DeskServices } from '../jupyter/services';
import type { Choice } from '../lift/types';
import type { LiftModel } from '../ui/lift/model';
import type { Desks } from './desks';
import type { LiftShell } from './liftshell';

/** What the commands of the Lift panel work with. */
export type Parts = {
  readonly app: JupyterFrontEnd;
  readonly tracker: INotebookTracker;
  readonly desks: Desks;
  readonly panel: LiftShell;
  readonly services: () => Promise<DeskServices>;
  readonly trans: TranslationBundle;
  readonly palette: ICommandPalette | null;
};

/** Opens the panel with a preview; it has the focus before anything is loaded. */
export async function open(
  parts: Parts,
  choice: Partial<Choice>
): Promise<void> {
  const { app, desks, panel } = parts;
  if (!parts.tracker.currentWidget) {
    return;
  }
  app.shell.activateById(panel.id);
  panel.catchKeys();
  const [model, desk]: [LiftModel, NotebookDesk | null] = await Promise.all([
    panel.model(),
    desks.current()
  ]);
  model.setDesk(desk);
  await model.open(choice);
}

/** What the arguments say of the choice. */
export function choiceOf({ cells, name, to }: LiftCellsArgs): Partial<Choice> {
  return {
    ...(cells ? { cells } : {}),
    ...(name ? { name } : {}),
    ...(to ? { to } : {})
  };
}
