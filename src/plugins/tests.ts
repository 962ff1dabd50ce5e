import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';
import { CommandIDs, PanelIDs } from '../commands';
import type { TestsDesk } from '../jupyter/tests';
import { ILanguages, ITestDebugger, ITestRunners } from '../tokens';
// Commands and the empty panel are there from the start; what they show is loaded on demand.
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { addTestCommands } from './testcommands';
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { TestsShell } from './testsshell';
import { followFront } from './testfront';
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { importsInFront, showBadges } from './testbadges';
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { addDebugCommand } from './debugtest';
import { addTestStatus } from './teststatus';

const ID = 'jupyterlab-lift:tests';
const PAGE = 'jupyterlab-lift:page';
/** Among the ranks that are left to extensions. */
const RANK = 610;

const plugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'Finds and runs the tests of a project.',
  autoStart: true,
  requires: [IDocumentManager, ITestRunners],
  optional: [
    INotebookTracker,
    ITranslator,
    IStateDB,
    ISettingRegistry,
    ICommandPalette,
    ILayoutRestorer,
    IStatusBar,
    ILanguages,
    ITestDebugger
  ],
  activate: (
    app: JupyterFrontEnd,
    docManager: IDocumentManager,
    runners: ITestRunners,
    tracker: INotebookTracker | null,
    translator: ITranslator | null,
    state: IStateDB | null,
    settings: ISettingRegistry | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    bar: IStatusBar | null,
    languages: ILanguages | null,
    tester: ITestDebugger | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_lift');
    const limit = followLimit(settings);
    let made: Promise<TestsDesk> | null = null;
    const make = async (): Promise<TestsDesk> => {
      const [{ TestsDesk }, { findHelper, startHelper }, loaded] =
        await Promise.all([
          import('../jupyter/tests'),
          import('../host/helper'),
          runners.load()
        ]);
      const { contents, sessions, kernelspecs } = app.serviceManager;
      const desk = new TestsDesk({
        ...{ contents, docManager, sessions, startHelper, state, limit },
        ...{ findHelper, page: pageId() },
        specs: kernelspecs,
        runners: loaded,
        imports: () => importsInFront(tracker, languages)
      });
      await followFront(app, docManager, tracker, desk);
      if (bar) {
        addTestStatus(bar, desk, trans, () => app.shell.activateById(panel.id));
      }
      return desk;
    };
    const desk = () => {
      made ??= make();
      made.catch(() => (made = null));
      return made;
    };
    const debug = tester
      ? (id: string) => void app.commands.execute(CommandIDs.debugTest, { id })
      : null;
    const panel = new TestsShell(trans, desk, debug);
    app.shell.add(panel, 'left', { rank: RANK, type: 'Lift Tests' });
    restorer?.add(panel, PanelIDs.tests);
    addTestCommands({ app, desk, panel, trans, palette });
    if (tracker && languages) {
      showBadges({ app, tracker, languages, trans, desk, panel });
    }
    addDebugCommand(app, desk, tester, trans);
  }
};

/** The same after a reload, another in another tab. */
function pageId(): string {
  const known = sessionStorage.getItem(PAGE) ?? UUID.uuid4();
  sessionStorage.setItem(PAGE, known);
  return known;
}

/** Seconds that a test may take, as the settings say; 0 is no limit. */
function followLimit(settings: ISettingRegistry | null): () => number | null {
  let limit: number | null = null;
  settings
    ?.load(ID)
    .then(loaded => {
      const read = () => {
        limit = Number(loaded.composite.timeLimit) || null;
      };
      loaded.changed.connect(read);
      read();
    })
    .catch((error: unknown) =>
      console.warn('Could not read the settings of the tests', error)
    );
  return () => limit;
}

export default plugin;
