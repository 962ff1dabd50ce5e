import type { SharedCell } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import type { CellDraft } from '../lift/types';

/** A draft as the shared model takes it: always a code cell. Trust travels in its metadata. */
export function codeCell(
  draft: CellDraft
): SharedCell.Cell & { readonly source: string } {
  return {
    cell_type: 'code',
    source: draft.source,
    metadata: draft.metadata as Partial<nbformat.ICodeCellMetadata>,
    outputs: draft.outputs as nbformat.IOutput[],
    execution_count: draft.executionCount,
    ...(draft.id === null ? {} : { id: draft.id })
  };
}
