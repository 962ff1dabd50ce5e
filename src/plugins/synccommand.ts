import type { ReadonlyJSONObject } from '@lumino/coreutils';
import {
  type argumentSchemas,
  CommandIDs,
  type SyncKernelArgs
} from '../commands';
import type { Parts } from './liftopen';

/** Adds the command that reloads edited modules in the notebook's kernel; the panel says what came of it. */
export function addSyncCommand(
  { app, tracker, desks, panel, trans }: Parts,
  schema: (id: keyof typeof argumentSchemas) => { args: ReadonlyJSONObject }
): void {
  app.commands.addCommand(CommandIDs.syncKernel, {
    label: trans.__('Sync Kernel with Edited Modules'),
    caption: trans.__(
      'Reload edited modules in the running kernel, and say which cells to run again'
    ),
    isEnabled: () => tracker.currentWidget !== null,
    describedBy: schema(CommandIDs.syncKernel),
    execute: async args => {
      app.shell.activateById(panel.id);
      const [model, desk] = await Promise.all([panel.model(), desks.current()]);
      model.setDesk(desk);
      await model.sync?.run((args as SyncKernelArgs).force ?? false);
    }
  });
}
