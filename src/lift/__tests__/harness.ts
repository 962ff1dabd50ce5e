import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import { loadParser } from '../../analysis/python/parse';
import type { CellSnapshot, Snapshot } from '../../core/snapshot';
import { analyzeNotebook } from '../analyze-notebook';
import { plan } from '../plan';
import { PythonLift } from '../python/language';
import type { Choice, Plan, PlanResult, ProjectFacts } from '../types';

/** Text of a code cell, or of a Markdown cell. */
export type CellText = string | { readonly markdown: string };

export async function pythonLift(): Promise<PythonLift> {
  return new PythonLift(await loadParser({ runtime, python }));
}

/** A saved notebook `work.ipynb` with ids `c0`, `c1` … */
export function snapshotOf(
  texts: readonly CellText[],
  change: (cell: CellSnapshot) => CellSnapshot = c => c
): Snapshot {
  return {
    path: 'work.ipynb',
    language: 'python',
    nbformat: 4,
    nbformatMinor: 5,
    cells: texts.map((text, index) =>
      change({
        index,
        id: `c${index}`,
        kind: typeof text === 'string' ? 'code' : 'markdown',
        source: typeof text === 'string' ? text : text.markdown,
        metadata: {},
        outputs: [],
        executionCount: null
      })
    )
  };
}

export const PROJECT: ProjectFacts = {
  notebookFolder: '',
  module: null,
  importName: { ok: true, name: 'lib' },
  leadingBack: [],
  importers: []
};

/** Plans a lift of the cells into `lib.py`. */
export function planOf(
  language: PythonLift,
  snapshot: Snapshot,
  choice: Partial<Choice> & { readonly cells: readonly number[] },
  project: Partial<ProjectFacts> = {}
): PlanResult {
  return plan(
    analyzeNotebook(snapshot, language),
    { to: 'lib.py', ...choice },
    { ...PROJECT, ...project },
    language
  );
}

/** Sources of the rewritten notebook's cells, in order. */
export function sourcesAfter(snapshot: Snapshot, accepted: Plan): string[] {
  return accepted.cells.flatMap(change => {
    const inserted = change.inserted.map(draft => draft.source);
    return change.action === 'kept'
      ? [...inserted, snapshot.cells[change.index].source]
      : inserted;
  });
}

/** The plan, where the lift was not refused. */
export function acceptedOf(result: PlanResult): Plan {
  if (!result.ok) {
    throw new Error(result.refusals.map(({ code }) => code).join(', '));
  }
  return result.plan;
}
