import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';
import type { ITestsDesk } from '../checks/tests/desk';
import { argumentSchemas, CommandIDs, type RunTestsArgs } from '../commands';
import { testsIcon } from '../ui/icons';

type Parts = {
  readonly app: JupyterFrontEnd;
  readonly desk: () => Promise<ITestsDesk>;
  readonly panel: Widget;
  readonly trans: TranslationBundle;
  readonly palette: ICommandPalette | null;
};

/** Adds the commands of the tests, and to the palette. */
export function addTestCommands(parts: Parts): void {
  const { app, desk, panel, trans, palette } = parts;
  const { commands, shell } = app;
  const schema = (id: keyof typeof argumentSchemas) => ({
    args: argumentSchemas[id] as unknown as ReadonlyJSONObject
  });
  commands.addCommand(CommandIDs.showTests, {
    label: trans.__('Show Tests'),
    caption: trans.__('Show the tests of the project; nothing is run'),
    icon: testsIcon,
    describedBy: schema(CommandIDs.showTests),
    execute: () => shell.activateById(panel.id)
  });
  commands.addCommand(CommandIDs.runTests, {
    label: ({ failed, notebook }) =>
      failed
        ? trans.__('Run Failed Tests')
        : notebook
          ? trans.__('Run Tests for Notebook')
          : trans.__('Run Tests'),
    caption: trans.__('Run tests of the project and show how they end'),
    describedBy: schema(CommandIDs.runTests),
    execute: async args => {
      const { ids, failed, notebook } = args as RunTestsArgs;
      shell.activateById(panel.id);
      const tests = await desk();
      await (failed
        ? tests.runFailed()
        : notebook
          ? tests.runTouching()
          : tests.run(ids ?? null));
    }
  });
  const category = trans.__('Lift');
  palette?.addItem({ command: CommandIDs.showTests, category });
  palette?.addItem({ command: CommandIDs.runTests, category });
  for (const only of ['failed', 'notebook']) {
    const args = { [only]: true };
    palette?.addItem({ command: CommandIDs.runTests, category, args });
  }
}
