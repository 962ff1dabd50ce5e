import type { ReadonlyJSONObject } from '@lumino/coreutils';
import {
  type argumentSchemas,
  CommandIDs,
  type LiftCellsArgs
} from '../commands';
import type { Choice } from '../lift/types';
import { choiceOf, open, type Parts } from './liftopen';

/** Adds the commands that run the notebook beside its kernel. */
export function addCheckCommands(
  parts: Parts,
  schema: (id: keyof typeof argumentSchemas) => { args: ReadonlyJSONObject }
): void {
  const { app, tracker, trans } = parts;
  const { commands } = app;
  const isEnabled = () => tracker.currentWidget !== null;
  commands.addCommand(CommandIDs.checkNotebook, {
    label: trans.__('Check Notebook'),
    caption: trans.__(
      'Run the notebook twice in kernels of its own: does it run clean and say what it says?'
    ),
    isEnabled,
    describedBy: schema(CommandIDs.checkNotebook),
    execute: () => checkNotebook(parts)
  });
  commands.addCommand(CommandIDs.verifyLift, {
    label: trans.__('Verify and Lift'),
    caption: trans.__(
      'Run the notebook with and without the lift, and lift where both say the same (Alt Enter in the preview)'
    ),
    isEnabled,
    describedBy: schema(CommandIDs.verifyLift),
    execute: args => verify(parts, choiceOf(args as LiftCellsArgs))
  });
}

/** Verifies the lift that is open, or opens one first. */
async function verify(parts: Parts, choice: Partial<Choice>): Promise<void> {
  const model = await parts.panel.model();
  if (model.choice === null) {
    await open(parts, choice);
  }
  const onChange = (): void => {
    if (model.canApply || !/ready|analysing/.test(model.state.kind)) {
      model.changed.disconnect(onChange);
      model.verify();
    }
  };
  model.changed.connect(onChange);
  onChange();
}

/** Opens the panel with the check of the notebook; nothing runs before it is said what would. */
async function checkNotebook({ app, desks, panel }: Parts): Promise<void> {
  app.shell.activateById(panel.id);
  panel.node.focus();
  const [model, desk] = await Promise.all([panel.model(), desks.current()]);
  model.setDesk(desk);
  await model.beginCheck();
}
