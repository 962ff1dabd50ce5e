import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { dirname, join } from '../core/path';
import { ROOT_MARKERS } from '../core/root';
import type { CellBadges } from '../jupyter/cellbadges';
import type { TestsDesk } from '../jupyter/tests';
import type { TestServices } from '../jupyter/testservices';
import type { ILanguages } from '../tokens';

type Parts = {
  readonly app: JupyterFrontEnd;
  readonly tracker: INotebookTracker;
  readonly languages: ILanguages;
  readonly trans: TranslationBundle;
  readonly desk: () => Promise<TestsDesk>;
  readonly panel: Widget;
};

/** Milliseconds after which a notebook that came to the front, or was changed, is looked at. */
const REST = 1000;

/**
 * Shows on the notebook in front how the tests of what it imports stand. Of a notebook that imports nothing of its
 * project no more is read than the names in a few folders, and nothing is loaded.
 */
export function showBadges(parts: Parts): void {
  const { tracker } = parts;
  const all = new Map<NotebookPanel, Promise<CellBadges>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looked = '';
  const look = async (): Promise<void> => {
    const panel = tracker.currentWidget;
    if (!panel || panel.isDisposed || all.has(panel)) {
      return;
    }
    const names = importedNames(panel);
    const key = `${panel.id} ${names.join()}`;
    if (key === looked || names.length === 0) {
      return;
    }
    looked = key;
    const { contents } = parts.app.serviceManager;
    if (await holdsOne(contents, panel.context.localPath, names)) {
      const made = make(panel, parts);
      all.set(panel, made);
      panel.disposed.connect(() => all.delete(panel));
      await made;
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      look().catch((error: unknown) =>
        console.warn('Could not look for tests of the notebook', error)
      );
    }, REST);
  };
  tracker.currentChanged.connect((_, panel) => {
    looked = '';
    panel?.model?.contentChanged.disconnect(later);
    panel?.context.ready
      .then(() => {
        panel.model?.contentChanged.connect(later);
        later();
      })
      .catch(() => undefined);
    all.forEach(made => void made.then(badges => badges.refresh()));
  });
}

/** What the notebook in front imports, by its path. */
export async function importsInFront(
  tracker: INotebookTracker | null,
  languages: ILanguages | null
): ReturnType<TestServices['imports']> {
  const panel = tracker?.currentWidget;
  if (!panel || !languages) {
    return null;
  }
  const { notebookImports } = await import('../jupyter/notebookimports');
  const found = await notebookImports(panel, languages);
  const { localPath: notebook } = panel.context;
  return { notebook, imports: [...found.values()].flat() };
}

async function make(
  notebook: NotebookPanel,
  { app, languages, trans, desk, panel }: Parts
): Promise<CellBadges> {
  const [{ CellBadges }, { BadgesWidget }, tests] = await Promise.all([
    import('../jupyter/cellbadges'),
    import('../ui/checks/Badges'),
    desk()
  ]);
  return new CellBadges(notebook, tests, languages, () => {
    const line = new BadgesWidget(trans, group => {
      tests.setOnly(group);
      app.shell.activateById(panel.id);
    });
    return line;
  });
}

/** First names of the modules that the notebook's text imports, roughly. */
function importedNames({ content }: NotebookPanel): readonly string[] {
  const text = [...(content.model?.sharedModel.cells ?? [])]
    .filter(({ cell_type: type }) => type === 'code')
    .map(cell => cell.getSource())
    .join('\n');
  const found = text.matchAll(
    /^[ \t]*(?:from[ \t]+([\p{L}_][\p{L}\p{N}_]*)|import[ \t]+([^\n#;]+))/gmu
  );
  const names = [...found].flatMap(([, from, list]) =>
    from !== undefined
      ? [from]
      : list.split(',').map(one => one.trim().split(/[.\s]/)[0])
  );
  return [...new Set(names)].filter(Boolean).sort();
}

/** Whether a module of that name lies beside the notebook, or above up to the top of the project, or in a `src` there. */
async function holdsOne(
  contents: Contents.IManager,
  path: string,
  names: readonly string[]
): Promise<boolean> {
  const list = async (folder: string): Promise<ReadonlySet<string>> => {
    const found = await contents
      .get(folder, { content: true })
      .catch(() => null);
    const entries = (
      found?.type === 'directory' ? found.content : []
    ) as Contents.IModel[];
    return new Set(entries.map(({ name }) => name));
  };
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const here = await list(folder);
    const below = here.has('src') ? await list(join(folder, 'src')) : here;
    if (
      names.some(name =>
        [here, below].some(one => one.has(name) || one.has(`${name}.py`))
      )
    ) {
      return true;
    }
    if (folder === '' || ROOT_MARKERS.some(marker => here.has(marker))) {
      return false;
    }
  }
}
