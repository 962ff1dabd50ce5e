import type { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { YCellType, YNotebook } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import type {
  CellKind,
  CellSnapshot,
  JsonObject,
  Snapshot
} from '../core/snapshot';

/**
 * Reads notebooks from their shared models. A cell that has not changed since it was last read is
 * answered with the same object, so that reading a long notebook after one key costs one cell.
 */
export class CellReader {
  read(panel: NotebookPanel, path: string): Snapshot {
    const shared = panel.context.model.sharedModel as YNotebook;
    const hasIds = shared.nbformat > 4 || shared.nbformat_minor >= 5;
    return {
      path,
      language: languageOf(shared.metadata, panel),
      nbformat: shared.nbformat,
      nbformatMinor: shared.nbformat_minor,
      cells: shared.cells.map((cell, index) => {
        const snapshot = this._cell(cell, index, hasIds);
        return isBusy(panel, index) ? { ...snapshot, busy: true } : snapshot;
      })
    };
  }

  private _cell(cell: YCellType, index: number, hasIds: boolean): CellSnapshot {
    const known = this._known.get(cell);
    if (known?.index === index && (known.id !== null) === hasIds) {
      return known;
    }
    const snapshot = known
      ? { ...known, index, id: hasIds ? cell.getId() : null }
      : readCell(cell, index, hasIds);
    this._known.set(cell, snapshot);
    if (!this._watched.has(cell)) {
      this._watched.add(cell);
      // The document itself is watched, not the cell's signal: outputs arrive with no signal.
      cell.ymodel.observeDeep(() => this._known.delete(cell));
    }
    return snapshot;
  }

  private readonly _known = new WeakMap<YCellType, CellSnapshot>();
  private readonly _watched = new WeakSet<YCellType>();
}

/** The cell at a position runs or waits to run. */
export function isBusy(panel: NotebookPanel, index: number): boolean {
  const widget = panel.content.widgets[index] as CodeCell | undefined;
  if (widget?.model?.type !== 'code') {
    return false;
  }
  // JupyterLab before 4.4 keeps no state in the model: there the prompt tells.
  const state = widget.model.executionState as string | undefined;
  const { prompt } = widget as unknown as { readonly prompt?: string };
  return state === undefined ? prompt === '*' : state === 'running';
}

function readCell(
  cell: YCellType,
  index: number,
  hasIds: boolean
): CellSnapshot {
  const json = cell.toJSON();
  const code = json.cell_type === 'code' ? (json as nbformat.ICodeCell) : null;
  const attachments = json.attachments as JsonObject | undefined;
  return {
    index,
    id: hasIds ? cell.getId() : null,
    kind: kindOf(json.cell_type),
    source: cell.getSource(),
    metadata: json.metadata as JsonObject,
    ...(attachments ? { attachments } : {}),
    outputs: (code?.outputs ?? []) as readonly JsonObject[],
    executionCount: code?.execution_count ?? null
  };
}

function kindOf(type: unknown): CellKind {
  return type === 'code' || type === 'markdown' ? type : 'raw';
}

/** The notebook's language, lower case. */
export function languageOf(
  metadata: nbformat.INotebookMetadata,
  panel: NotebookPanel
): string {
  const session = panel.sessionContext;
  const name =
    metadata.language_info?.name ||
    (metadata.kernelspec?.language as string | undefined) ||
    session?.specsManager?.specs?.kernelspecs[metadata.kernelspec?.name ?? '']
      ?.language ||
    'python';
  return name.toLowerCase();
}
