import type { JupyterFrontEnd } from '@jupyterlab/application';
import { type ICommandPalette, Notification } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import {
  argumentSchemas,
  CommandIDs,
  type LiftCellsArgs,
  type LiftDefinitionsArgs,
  type ReceiptArgs
} from '../commands';
import type { NotebookDesk } from '../jupyter/desk';
import type { DeskServices } from '../jupyter/services';
import type { Choice } from '../lift/types';
import { liftIcon } from '../ui/icons';
import type { LiftModel } from '../ui/lift/model';
import type { Desks } from './desks';
import type { LiftShell } from './liftshell';

type Parts = {
  readonly app: JupyterFrontEnd;
  readonly tracker: INotebookTracker;
  readonly desks: Desks;
  readonly panel: LiftShell;
  readonly services: () => Promise<DeskServices>;
  readonly trans: TranslationBundle;
  readonly palette: ICommandPalette | null;
};

/** Adds the commands of the lift, and to the palette. */
export function addCommands(parts: Parts): void {
  const { app, tracker, trans, palette, panel } = parts;
  const { commands, shell } = app;
  const isEnabled = () => tracker.currentWidget !== null;
  const schema = (id: keyof typeof argumentSchemas) => ({
    args: argumentSchemas[id] as unknown as ReadonlyJSONObject
  });

  commands.addCommand(CommandIDs.liftCells, {
    label: trans.__('Lift Cells into a Module'),
    caption: trans.__('Preview moving the selected cells into a module (L, L)'),
    icon: liftIcon,
    isEnabled,
    describedBy: schema(CommandIDs.liftCells),
    execute: args => open(parts, choiceOf(args as LiftCellsArgs))
  });
  commands.addCommand(CommandIDs.liftDefinitions, {
    label: trans.__('Lift Definitions into a Module'),
    caption: trans.__('Preview moving functions and classes into a module'),
    isEnabled,
    describedBy: schema(CommandIDs.liftDefinitions),
    execute: async args => {
      const { names, ...rest } = args as LiftDefinitionsArgs;
      const found = await definitions(parts, rest.cells, names);
      await open(parts, { ...choiceOf(rest), ...found });
    }
  });
  commands.addCommand(CommandIDs.undoLift, {
    label: trans.__('Undo Lift'),
    caption: trans.__(
      'Restore the cells and take the change of the module back'
    ),
    isEnabled,
    describedBy: schema(CommandIDs.undoLift),
    execute: args =>
      act(parts, args as ReceiptArgs, (desk, id) => desk.undo(id))
  });
  commands.addCommand(CommandIDs.putBack, {
    label: trans.__('Put Lifted Code Back'),
    caption: trans.__('Turn a lifted call into cells again, to poke at it'),
    isEnabled,
    describedBy: schema(CommandIDs.putBack),
    execute: args =>
      act(parts, args as ReceiptArgs, (desk, id) => desk.putBack(id))
  });
  commands.addCommand(CommandIDs.showLift, {
    label: trans.__('Show Lift'),
    caption: trans.__('Show the map of the notebook and what was lifted'),
    describedBy: schema(CommandIDs.showLift),
    execute: () => {
      shell.activateById(panel.id);
      panel.catchKeys();
    }
  });
  commands.addCommand(CommandIDs.checkNotebook, {
    label: trans.__('Check Notebook'),
    caption: trans.__(
      'Run the notebook twice in kernels of its own: does it run clean and say what it says?'
    ),
    isEnabled,
    describedBy: schema(CommandIDs.checkNotebook),
    execute: () => checkNotebook(parts)
  });
  tracker.currentChanged.connect(() => commands.notifyCommandChanged());
  const category = trans.__('Lift');
  [
    CommandIDs.liftCells,
    CommandIDs.liftDefinitions,
    CommandIDs.undoLift,
    CommandIDs.putBack,
    CommandIDs.showLift,
    CommandIDs.checkNotebook
  ].forEach(command => palette?.addItem({ command, category }));
}

/** Opens the panel with a preview; it has the focus before anything is loaded. */
async function open(parts: Parts, choice: Partial<Choice>): Promise<void> {
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

/** Opens the panel with the check of the notebook; nothing runs before it is said what would. */
async function checkNotebook({ app, desks, panel }: Parts): Promise<void> {
  app.shell.activateById(panel.id);
  const [model, desk] = await Promise.all([panel.model(), desks.current()]);
  model.setDesk(desk);
  await model.check?.begin();
}

function choiceOf({ cells, name, to }: LiftCellsArgs): Partial<Choice> {
  return {
    ...(cells ? { cells } : {}),
    ...(name ? { name } : {}),
    ...(to ? { to } : {})
  };
}

/** The definitions that are asked for, with their cells; all of the notebook unless told otherwise. */
async function definitions(
  { desks }: Parts,
  cells: readonly number[] | undefined,
  names: readonly string[] | undefined
): Promise<Pick<Choice, 'cells' | 'only'>> {
  const map = await (await desks.current())?.map();
  const found = (map?.definitions ?? []).filter(
    ({ name, cell }) =>
      (names?.includes(name) ?? true) && (cells?.includes(cell) ?? true)
  );
  return {
    cells: [...new Set(found.map(({ cell }) => cell))].sort((a, b) => a - b),
    only: [...new Set(found.map(({ name }) => name))]
  };
}

/** Does something with a receipt: the named one, that of the active cell, or the last one of the notebook. */
async function act(
  { desks, services, trans }: Parts,
  { receipt }: ReceiptArgs,
  action: (desk: NotebookDesk, id: string) => Promise<void>
): Promise<void> {
  const desk = await desks.current();
  const { receipts } = await services();
  const applied = desk
    ? receipts
        .of(desk.snapshot().path)
        .filter(({ state }) => state === 'applied')
    : [];
  const id =
    receipt ??
    desk?.selection().receipt?.id ??
    applied[applied.length - 1]?.receipt.id;
  if (desk && id) {
    await action(desk, id);
  } else {
    Notification.info(trans.__('Nothing was lifted in this notebook.'));
  }
}
