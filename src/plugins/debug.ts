import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { IDebugger, IDebuggerSources } from '@jupyterlab/debugger';
import { IDocumentManager } from '@jupyterlab/docmanager';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ITestDebugger } from '../tokens';

/** The debugger's own panel. */
const SIDEBAR = 'jp-debugger-sidebar';

/** Breakpoints in files, stops shown in the files' own editors, and tests that stop. */
const plugin: JupyterFrontEndPlugin<ITestDebugger> = {
  id: 'jupyterlab-lift:debug',
  description: 'Binds breakpoints in Python files, and debugs tests.',
  autoStart: true,
  provides: ITestDebugger,
  requires: [IDebugger, IDebuggerSources, IDocumentManager],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    debug: IDebugger,
    sources: IDebugger.ISources,
    docManager: IDocumentManager,
    translator: ITranslator | null
  ): ITestDebugger => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_lift');
    const loaded = once(async () => {
      const { startDebugging } = await import('../jupyter/debug/start');
      return startDebugging({
        ...{ debug, sources, docManager },
        sessions: app.serviceManager.sessions,
        show: () => app.shell.activateById(SIDEBAR),
        onElsewhere: () => {
          Notification.warning(
            trans.__(
              'Breakpoints in files have no effect in this kernel: it does not run in its notebook’s folder, so that its files are not known.'
            )
          );
        }
      });
    });
    const onError = (error: unknown) =>
      console.error('Breakpoints of files could not be loaded', error);
    const add = async (widget: IDocumentWidget) => {
      await Promise.all([
        app.serviceManager.kernelspecs.ready,
        widget.context.ready
      ]);
      // Files can be debugged only where a kernel can.
      if (hasDebugger(app) && !widget.isDisposed) {
        (await loaded()).editors.add(widget);
      }
    };
    debug.eventMessage.connect(() => void loaded().catch(onError));
    app.docRegistry.addWidgetExtension('Editor', {
      createNew: widget => {
        const { context } = widget as IDocumentWidget;
        if (context.path.endsWith('.py')) {
          add(widget as IDocumentWidget).catch(onError);
        }
      }
    });
    return {
      debug: asked => loaded().then(({ tests }) => tests.debug(asked)),
      stop: () => loaded().then(({ tests }) => tests.stop())
    };
  }
};

/** Whether any kernel of the server has a debugger. */
function hasDebugger({ serviceManager }: JupyterFrontEnd): boolean {
  const specs = serviceManager.kernelspecs.specs?.kernelspecs ?? {};
  return Object.values(specs).some(spec => spec?.metadata?.debugger === true);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    made.catch(() => (made = null));
    return made;
  };
}

export default plugin;
