import type { Analysis } from '../types';

/** What choosing a module and naming its import may know. Paths are relative to the project root. */
export type TargetContext = {
  /** Path of the notebook. */
  readonly notebook: string;
  readonly analysis: Analysis;
  /** Position of the first selected cell: what stands before it has run when the module is imported. */
  readonly cell: number;
  /** Files that are known to exist, folders with a trailing `/`. */
  readonly files: readonly string[];
  /** The notebook has a text twin: its metadata says so, or the `.py` file of its name is one. */
  readonly paired: boolean;
  /** The module that the last lift of this notebook went to. */
  readonly lastModule: string | null;
  /** Folders that the live kernel looks for modules in besides the working directory, or that the installed
   *  project brings: in their order, only those in the project. */
  readonly searchPath: readonly string[];
};

/** Statements of all code cells in order. */
export function statementsOf({ analysis }: TargetContext) {
  return analysis.cells.flatMap(facts => facts?.statements ?? []);
}

/** Modules that the notebook imports, dotted; `from a import b` gives `a` and `a.b`, which may be one. */
export function importedModules(context: TargetContext): string[] {
  const facts = statementsOf(context).flatMap(one => one.imports ?? []);
  const names = facts.flatMap(({ module, symbol }) =>
    symbol === null || symbol === '*'
      ? [module]
      : [module, `${module}.${symbol}`]
  );
  return [...new Set(names)];
}

/** Names that the notebook binds, those of imports excepted. */
export function notebookNames(context: TargetContext): Set<string> {
  const bound = statementsOf(context)
    .filter(one => one.kind !== 'import')
    .flatMap(one => one.flow.mayBind);
  return new Set(bound);
}
