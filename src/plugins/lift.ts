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
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { PanelIDs } from '../commands';
import type { DeskServices } from '../jupyter/services';
import { ILanguages } from '../tokens';
import { Desks } from './desks';
// Commands and the empty panel are there from the start; what they show is loaded on demand.
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { addCommands } from './liftcommands';
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { LiftShell } from './liftshell';
import { meetLiftedNotebooks } from './liftednotebooks';
import { notifyFor } from './liftnotifications';
// It listens from the start, and loads the rest when a module was edited.
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { noticeEdits } from './syncnotices';

const ID = 'jupyterlab-lift:lift';
/** Among the ranks that are left to extensions. */
const RANK = 600;

const plugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'Moves notebook cells into modules.',
  autoStart: true,
  requires: [INotebookTracker, IDocumentManager, ILanguages],
  optional: [
    ITranslator,
    IStateDB,
    ISettingRegistry,
    ICommandPalette,
    ILayoutRestorer
  ],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    docManager: IDocumentManager,
    languages: ILanguages,
    translator: ITranslator | null,
    state: IStateDB | null,
    settings: ISettingRegistry | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_lift');
    const mayAsk = followSetting(settings);
    const services = once(async (): Promise<DeskServices> => {
      const { Receipts } = await import('../jupyter/receipts');
      return {
        shell: app.shell,
        docManager,
        contents: app.serviceManager.contents,
        sessions: app.serviceManager.sessions,
        kernels: app.serviceManager.kernels,
        commands: app.commands,
        languages,
        receipts: new Receipts(state),
        state,
        trans,
        syncKernel: mayAsk,
        activate: widget => app.shell.activateById(widget.id)
      };
    });
    const panel = new LiftShell(trans);
    const desks = new Desks(tracker, services, desk =>
      notifyFor(desk, panel, trans)
    );
    app.shell.add(panel, 'right', { rank: RANK, type: 'Lift' });
    restorer?.add(panel, PanelIDs.lift);
    followNotebook(panel, tracker, desks);
    meetLiftedNotebooks(tracker, desks, state);
    addCommands({ app, tracker, desks, panel, services, trans, palette });
    noticeEdits(app, tracker, desks, trans, mayAsk);
  }
};

/** The panel stands beside the notebook in front. */
function followNotebook(
  panel: LiftShell,
  tracker: INotebookTracker,
  desks: Desks
): void {
  panel.onModel = model => {
    const onCurrent = () => {
      desks
        .current()
        .then(desk => model.setDesk(desk))
        .catch((error: unknown) =>
          console.error('Could not follow the notebook', error)
        );
    };
    tracker.currentChanged.connect(onCurrent);
    panel.disposed.connect(() => tracker.currentChanged.disconnect(onCurrent));
    onCurrent();
  };
}

/** Whether the kernel may be asked to reload: on unless the setting says no. */
function followSetting(settings: ISettingRegistry | null): () => boolean {
  let allowed = true;
  settings
    ?.load(ID)
    .then(loaded => {
      const read = () => {
        allowed = loaded.composite.syncKernel !== false;
      };
      loaded.changed.connect(read);
      read();
    })
    .catch((error: unknown) =>
      console.warn('Could not read the settings of Lift', error)
    );
  return () => allowed;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

export default plugin;
