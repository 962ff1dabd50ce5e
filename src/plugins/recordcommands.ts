import type { ReadonlyJSONObject } from '@lumino/coreutils';
import {
  type argumentSchemas,
  CommandIDs,
  type WriteFailingTestArgs,
  type WriteTestArgs
} from '../commands';
import { passesFunction } from '../checks/recording/traceback';
import type { JsonObject } from '../core/snapshot';
import type { RecordModel } from '../ui/lift/recordmodel';
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
  app.commands.addCommand(CommandIDs.writeFailingTest, {
    label: trans.__('Write Failing Test from Traceback'),
    caption: trans.__(
      'Run the notebook in a kernel of its own up to this cell, and show a test with the arguments of a function in its traceback'
    ),
    isEnabled: args => 'path' in args || showsTraceback(parts, args),
    describedBy: schema(CommandIDs.writeFailingTest),
    execute: args => writeFailingTest(parts, args as WriteFailingTestArgs)
  });
  tracker.activeCellChanged.connect(() =>
    app.commands.notifyCommandChanged(CommandIDs.writeFailingTest)
  );
}

/** The cell shows an error that passes a function outside what is installed. */
function showsTraceback(
  { tracker }: Parts,
  { cell }: WriteFailingTestArgs
): boolean {
  const content = tracker.currentWidget?.content;
  const shown =
    cell === undefined ? content?.activeCell : content?.widgets[cell];
  const model = shown?.model.sharedModel.toJSON();
  return (
    model?.cell_type === 'code' &&
    (model.outputs as JsonObject[]).some(passesFunction)
  );
}

async function writeFailingTest(
  parts: Parts,
  { path, cell, module, function: name }: WriteFailingTestArgs
): Promise<void> {
  const { tracker, trans } = parts;
  const record = await recordModel(parts, path);
  const at = cell ?? tracker.currentWidget?.content.activeCellIndex;
  await record?.beginFailing(
    at ?? -1,
    {
      ...(module === undefined ? {} : { module }),
      ...(name === undefined ? {} : { names: [name] })
    },
    trans.__(
      'The cell shows no traceback that passes a function of the project’s modules.'
    )
  );
}

/** Opens the panel with the question what to record; nothing runs before a person says so. */
async function writeTest(
  parts: Parts,
  { path, module, function: name }: WriteTestArgs
): Promise<void> {
  const { tracker, trans } = parts;
  const record = await recordModel(parts, path);
  const cell = tracker.currentWidget?.content.activeCellIndex;
  const isNamed = module !== undefined || name !== undefined;
  await record?.begin(
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

/** What records the calls of the notebook in front, or of one that is opened; the panel comes into view. */
async function recordModel(
  { app, desks, panel, services }: Parts,
  path: string | undefined
): Promise<RecordModel | null> {
  if (path !== undefined) {
    const { docManager } = await services();
    await docManager.openOrReveal(path)?.revealed;
  }
  app.shell.activateById(panel.id);
  panel.node.focus();
  const [model, desk] = await Promise.all([panel.model(), desks.current()]);
  model.setDesk(desk);
  return model.record;
}
