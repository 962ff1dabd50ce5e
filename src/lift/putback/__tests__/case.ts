import { parser } from '../../../analysis/python/facts/__tests__/load';
import {
  analyzeCell,
  analyzeModule
} from '../../../analysis/python/facts/cell';
import { putBack, type PutBackResult } from '../../putback';
import type { Analysis } from '../../types';

/** A module `lib/m.py` and a notebook; the call stands in its last cell unless told. */
export type Case = {
  readonly module: string;
  readonly cells: readonly string[];
  readonly cell?: number;
};

/** Puts back as the product does it. */
export async function putter(): Promise<(one: Case) => PutBackResult> {
  const loaded = await parser();
  return ({ module, cells, cell = cells.length - 1 }) =>
    putBack(
      analysisOf(cells, source => analyzeCell(loaded, source)),
      cell,
      { path: 'lib/m.py', text: module },
      text => analyzeModule(loaded, text)
    );
}

/** The cells after the call was put back, or the sentences of the refusals. */
export function textsOf(
  result: PutBackResult,
  { cells }: Case
): string[] | string {
  return result.ok
    ? result.changes.flatMap(change =>
        change.action === 'kept'
          ? [cells[change.index]]
          : change.inserted.map(draft => draft.source)
      )
    : result.refusals.map(one => `${one.code}: ${one.message}`).join('\n');
}

function analysisOf(
  cells: readonly string[],
  analyze: (source: string) => Analysis['cells'][number]
): Analysis {
  return {
    snapshot: {
      path: 'n.ipynb',
      language: 'python',
      nbformat: 4,
      nbformatMinor: 5,
      cells: cells.map((source, index) => ({
        index,
        id: `id-${index}`,
        kind: 'code',
        source,
        metadata: { tags: [`tag-${index}`] },
        outputs: [],
        executionCount: index
      }))
    },
    cells: cells.map(analyze)
  };
}
