import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { INotebookTracker } from '@jupyterlab/notebook';
import { localPath } from '../jupyter/opendocs';
import type { TestsDesk } from '../jupyter/tests';

/** The tests are those of the project of the document in front, in the environment of its notebook. */
export async function followFront(
  { shell }: JupyterFrontEnd,
  docManager: IDocumentManager,
  tracker: INotebookTracker | null,
  desk: TestsDesk
): Promise<void> {
  const follow = async () => {
    const widget = shell.currentWidget;
    const context = widget && docManager.contextForWidget(widget);
    const notebook = tracker?.currentWidget;
    // A panel or a terminal belongs to no project: the last one stays.
    if (context || path === null) {
      path = context ? localPath(context.path) : '';
      const session =
        notebook && notebook === widget ? notebook.sessionContext : null;
      const kernel =
        session?.session?.kernel?.name ?? session?.kernelPreference.name;
      await desk.follow(path, kernel ?? null);
    }
  };
  let path: string | null = null;
  const onChange = () => {
    follow().catch((error: unknown) =>
      console.warn('Could not follow the document in front', error)
    );
  };
  (
    shell as { currentChanged?: JupyterFrontEnd['shell']['currentChanged'] }
  ).currentChanged?.connect(onChange);
  await follow();
}
