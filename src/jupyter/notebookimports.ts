import type { NotebookPanel } from '@jupyterlab/notebook';
import type { YNotebook } from '@jupyter/ydoc';
import type { ImportFact } from '../analysis/facts';
import type { ILanguages } from '../tokens';
import { languageOf } from './cells';

/** What a cell imports. */
export type NotebookImport = Pick<ImportFact, 'module' | 'symbol'> & {
  /** As the cell calls it. */
  readonly label: string;
};

/** Whether a text may hold an import; most cells need not be read any closer. */
const MAY_IMPORT = /^[ \t]*(from|import)\s/m;

/** What the code cells of a notebook import, by the ids of those that import something. */
export async function notebookImports(
  panel: NotebookPanel,
  languages: Pick<ILanguages, 'load'>
): Promise<ReadonlyMap<string, readonly NotebookImport[]>> {
  const shared = panel.content.model?.sharedModel;
  const cells = [...(shared?.cells ?? [])].filter(
    cell => cell.cell_type === 'code' && MAY_IMPORT.test(cell.getSource())
  );
  if (cells.length === 0) {
    return new Map();
  }
  const metadata = (shared as YNotebook).metadata;
  const language = await languages.load(languageOf(metadata, panel));
  const found = cells.map(cell => {
    const facts = language?.analyze(cell.getSource());
    const imports = facts?.statements.flatMap(one => one.imports ?? []) ?? [];
    return [cell.getId(), imports.map(asImport)] as const;
  });
  return new Map(found.filter(([, imports]) => imports.length > 0));
}

function asImport({ module, symbol, bound }: ImportFact): NotebookImport {
  return { module, symbol, label: bound || module };
}
