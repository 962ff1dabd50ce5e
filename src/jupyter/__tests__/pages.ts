import { YNotebook } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import type { CellDraft } from '../../lift/types';

export type CellJson = Partial<nbformat.ICell> & { readonly source: string };

/** A live document; `documentWide` is JupyterLab's setting of that name. */
export function notebookOf(
  cells: readonly CellJson[],
  { documentWide = false, minor = 5 } = {}
): YNotebook {
  return YNotebook.create({
    disableDocumentWideUndoRedo: !documentWide,
    data: {
      nbformat: 4,
      nbformat_minor: minor,
      metadata: { language_info: { name: 'python' } },
      cells: cells.map((cell, at) => ({
        id: `c${at}`,
        cell_type: 'code',
        metadata: {},
        ...((cell.cell_type ?? 'code') === 'code'
          ? { outputs: [], execution_count: null }
          : {}),
        ...cell
      })) as nbformat.ICell[]
    }
  });
}

/** What the adapters use of a notebook panel, around a live document. */
export function panelOf(
  sharedModel: YNotebook,
  path = 'work.ipynb'
): NotebookPanel {
  return {
    isDisposed: false,
    context: { path, model: { sharedModel, isDisposed: false } },
    content: { widgets: [] },
    sessionContext: {}
  } as unknown as NotebookPanel;
}

export function draft(
  source: string,
  more: Partial<CellDraft> = {}
): CellDraft {
  return {
    source,
    metadata: {},
    outputs: [],
    executionCount: null,
    id: null,
    ...more
  };
}

/** The document as it would be saved. */
export function saved(notebook: YNotebook): string {
  return JSON.stringify(notebook.toJSON());
}

export function sources(notebook: YNotebook): string[] {
  return notebook.cells.map(cell => cell.getSource());
}

/** JupyterLab's state in memory, with what the adapters use of it. */
export class MemoryState {
  fetch(key: string): Promise<unknown> {
    return Promise.resolve(this._values.get(key));
  }
  save(key: string, value: unknown): Promise<void> {
    this._values.set(key, value);
    return Promise.resolve();
  }
  private readonly _values = new Map<string, unknown>();
}

/** Words as they are written, `%1` and so on filled in. */
export const trans = nullTranslator.load('jupyterlab_lift');
