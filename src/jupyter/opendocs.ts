import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';

/** Where open documents are looked for. */
export type OpenDocuments = {
  readonly shell: Pick<JupyterFrontEnd.IShell, 'widgets'>;
  readonly docManager: Pick<IDocumentManager, 'contextForWidget'>;
};

/** Areas of the shell that can hold an editor. */
const AREAS = ['main', 'down', 'left', 'right'];

/**
 * Contexts of the documents that show a path (relative to the server's root), each once.
 *
 * The document manager finds a document by path *and* widget factory; any factory may hold
 * unsaved changes, so that all widgets are looked at.
 */
export function openContexts(
  { shell, docManager }: OpenDocuments,
  path: string
): DocumentRegistry.Context[] {
  const found = new Set<DocumentRegistry.Context>();
  for (const area of AREAS) {
    for (const widget of widgetsOf(shell, area)) {
      const context = docManager.contextForWidget(widget);
      if (context && localPath(context.path) === path) {
        found.add(context as DocumentRegistry.Context);
      }
    }
  }
  return [...found];
}

function widgetsOf(shell: OpenDocuments['shell'], area: string) {
  try {
    return [...shell.widgets(area)];
  } catch {
    // Notebook 7 has fewer areas, and says so by throwing.
    return [];
  }
}

/** A path without the prefix of the collaboration drive. */
export function localPath(path: string): string {
  return path.replace(/^RTC:/, '');
}
