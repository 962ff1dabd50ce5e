import type { CellFacts, SettledCell } from '../analysis/facts';
import type { Span } from '../core/span';
import type {
  MergeResult,
  ModuleAddition,
  ModuleImport,
  ModuleSymbol
} from './module';

/** A function to be written. */
export type FunctionSpec = {
  readonly name: string;
  readonly async: boolean;
  readonly parameters: readonly {
    readonly name: string;
    readonly default?: string;
  }[];
  readonly summary: string;
  readonly inputs: readonly string[];
  readonly changes: readonly string[];
  readonly returns: readonly string[];
  /** The value of the last expression is returned, to be shown by the call. */
  readonly shows: boolean;
  /** Import statements at the top of the body. */
  readonly imports: readonly ModuleImport[];
  /** Body at column 0, several lines. */
  readonly body: string;
};

/** Everything about a language that lifting needs. A new language is one implementation of this. */
export interface ILiftLanguage {
  readonly id: string;
  /** Ending of module files, dot included. */
  readonly extension: string;
  /** Facts of a cell; never throws. Equal texts may be answered from a cache. */
  analyze(source: string): CellFacts;
  /** Facts of a notebook's cells, made more exact by what each says of those below it; `null` for what is no code. */
  settle(cells: readonly (SettledCell | null)[]): readonly (CellFacts | null)[];
  /** Facts of a module's text (no notebook syntax). */
  analyzeModule(text: string): CellFacts;
  /** Stretches inside string literals of a cell that the kernel takes out before it runs the cell: a module has
   *  to be without them for the strings to have the same value. Those of docstrings only when `docstrings`. */
  dropped(source: string, docstrings: boolean): readonly Span[];
  isBuiltin(name: string): boolean;
  /** A usable name: an identifier, no keyword. */
  isIdentifier(name: string): boolean;
  /** Where a name that only the kernel provides can be imported from, else `null`. */
  kernelName(name: string): ModuleImport | null;
  /** Import statements, one module a line, no newline at the end. */
  importText(imports: readonly ModuleImport[]): string;
  functionText(spec: FunctionSpec): string;
  callText(spec: FunctionSpec): string;
  /** Whether the symbol stands in the module already: the same code under the same name. */
  holds(module: string, symbol: ModuleSymbol): boolean;
  /** `self` is the dotted name of the module: what the code imports from it is its own. */
  merge(
    before: string | null,
    addition: ModuleAddition,
    self: string
  ): MergeResult;
}
