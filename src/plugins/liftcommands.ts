import { Notification } from '@jupyterlab/apputils';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import {
  argumentSchemas,
  CommandIDs,
  type LiftCellsArgs,
  type LiftDefinitionsArgs,
  type ReceiptArgs
} from '../commands';
import type { NotebookDesk } from '../jupyter/desk';
import type { Choice } from '../lift/types';
import { liftIcon } from '../ui/icons';
import { addCheckCommands } from './checkcommands';
import { addSyncCommand } from './synccommand';
import { choiceOf, open, type Parts } from './liftopen';
import { addRecordCommands } from './recordcommands';

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
  addCheckCommands(parts, schema);
  addSyncCommand(parts, schema);
  addRecordCommands(parts, schema);
  tracker.currentChanged.connect(() => commands.notifyCommandChanged());
  const category = trans.__('Lift');
  [
    CommandIDs.liftCells,
    CommandIDs.liftDefinitions,
    CommandIDs.undoLift,
    CommandIDs.putBack,
    CommandIDs.showLift,
    CommandIDs.checkNotebook,
    CommandIDs.verifyLift,
    CommandIDs.syncKernel,
    CommandIDs.writeTest,
    CommandIDs.writeFailingTest
  ].forEach(command => palette?.addItem({ command, category }));
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
