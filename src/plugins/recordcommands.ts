import type { ReadonlyJSONObject } from '@lumino/coreutils';
import {
  type argumentSchemas,
  CommandIDs,
  type WriteTestArgs
} from '../commands';
import type { Parts } from './liftopen';

/** Adds the command that makes tests of the notebook's real calls. */
export function addRecordCommands(
  parts: Parts,
  schema: (id: keyof typeof argumentSchemas) => { args: ReadonlyJSONObject }
): void {
  const { app, tracker, trans } = parts;
  app.commands.addCommand(CommandIDs.writeTest, {
    label: trans.__('Write Test from Real Calls'),
    caption: trans.__(
      'Run the notebook in a kernel of its own, record what its functions are given and give back, and show tests of it'
    ),
    isEnabled: args => tracker.currentWidget !== null || 'path' in args,
    describedBy: schema(CommandIDs.writeTest),
    execute: args => writeTest(parts, args as WriteTestArgs)
  });
}

/** Opens the panel with the question what to record; nothing runs before a person says so. */
async function writeTest(
  { app, desks, panel, services, tracker, trans }: Parts,
  { path, module, function: name }: WriteTestArgs
): Promise<void> {
  if (path !== undefined) {
    const { docManager } = await services();
    await docManager.openOrReveal(path)?.revealed;
  }
  app.shell.activateById(panel.id);
  panel.node.focus();
  const cell = tracker.currentWidget?.content.activeCellIndex;
  const [model, desk] = await Promise.all([panel.model(), desks.current()]);
  model.setDesk(desk);
  const isNamed = module !== undefined || name !== undefined;
  await model.record?.begin(
    {
      ...(module === undefined ? {} : { module }),
      ...(name === undefined ? {} : { names: [name] }),
      ...(isNamed || cell === undefined ? {} : { cell })
    },
    trans.__(
      'No cell uses a function of one of the project’s modules: lift one first.'
    )
  );
}
