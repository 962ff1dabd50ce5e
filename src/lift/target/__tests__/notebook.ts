import { parser } from '../../../analysis/python/facts/__tests__/load';
import { analyzeCell } from '../../../analysis/python/facts/cell';
import type { Analysis } from '../../types';
import type { TargetContext } from '../context';

/** Makes analyses of notebooks that hold nothing but code cells. */
export async function notebookAnalysis(): Promise<
  (path: string, cells: readonly string[]) => Analysis
> {
  const loaded = await parser();
  return (path, cells) => ({
    snapshot: {
      path,
      language: 'python',
      nbformat: 4,
      nbformatMinor: 5,
      cells: cells.map((source, index) => ({
        index,
        id: `cell-${index}`,
        kind: 'code',
        source,
        metadata: {},
        outputs: [],
        executionCount: null
      }))
    },
    cells: cells.map(source => analyzeCell(loaded, source))
  });
}

/** A context with nothing special in it. */
export function contextOf(
  analysis: Analysis,
  parts: Partial<TargetContext> = {}
): TargetContext {
  return {
    notebook: analysis.snapshot.path,
    analysis,
    cell: analysis.cells.length,
    files: [],
    paired: false,
    lastModule: null,
    searchPath: [],
    ...parts
  };
}
