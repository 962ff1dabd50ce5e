import type { CellFacts } from '../analysis/facts';
import type { JsonObject, Snapshot } from '../core/snapshot';

/** A notebook with what analysis says of each of its cells (`null` for Markdown and raw cells). */
export type Analysis = {
  readonly snapshot: Snapshot;
  readonly cells: readonly (CellFacts | null)[];
};

/** What the user asks for. */
export type Choice = {
  /** 0-based positions in the notebook's `cells`, ascending. */
  readonly cells: readonly number[];
  /** Target module, POSIX, relative to the project root. */
  readonly to: string;
  /** Name of the function, or its stem where there are several (`NAME_1`, `NAME_2`). */
  readonly name?: string;
  /** Only these definitions of the cells are lifted. */
  readonly only?: readonly string[];
  /** One function for a range with displays in between; the displays go. */
  readonly dropDisplays?: boolean;
  /** Put a cell with `%load_ext autoreload` / `%autoreload 2` before the first rewritten cell. */
  readonly autoreload?: boolean;
  /** Names returned although they could be dropped. */
  readonly keep?: readonly string[];
  /** Names not returned although they may be results; only where nothing else could miss them. */
  readonly leave?: readonly string[];
  /** Knobs turned into parameters with their literal as default. */
  readonly knobs?: readonly { readonly cell: number; readonly start: number }[];
  /** Definitions whose other version in the module is to be replaced (`Update`). */
  readonly update?: readonly string[];
};

/** What planning may know of the project, read beforehand; planning itself reads nothing. */
export type ProjectFacts = {
  /** Folder of the notebook relative to the project root, `''` when they are the same. */
  readonly notebookFolder: string;
  /** Text of the target module, `null` when there is no such file. */
  readonly module: string | null;
  /** Dotted name by which the notebook imports the module, or why it cannot. */
  readonly importName: ImportName;
  /** Modules, dotted as the notebook imports them, that import the target module: it cannot import them. */
  readonly leadingBack: readonly string[];
  /** Other texts that import the module's names, by path: named before a definition is updated. */
  readonly importers: readonly string[];
};

export type ImportName =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** Why a lift is refused. Nothing was changed. */
export type Refusal = {
  readonly code: RefusalCode;
  /** 0-based position in `cells`, `null` when no cell is to blame. */
  readonly cell: number | null;
  /** 1-based within the cell. */
  readonly line: number | null;
  /** One sentence, English; the panel translates by code and `data`. */
  readonly message: string;
  readonly data?: { readonly [key: string]: string };
  readonly remedy?: Remedy;
};

export type Remedy = {
  readonly text: string;
  /** What one click does: a change of the choice, applied by the panel. */
  readonly action?: RemedyAction;
};

export type RemedyAction =
  | { readonly kind: 'select-cells'; readonly cells: readonly number[] }
  | { readonly kind: 'set-file'; readonly to: string }
  | { readonly kind: 'set-name'; readonly name: string }
  | { readonly kind: 'keep'; readonly name: string }
  | { readonly kind: 'leave'; readonly name: string }
  | { readonly kind: 'drop-displays' }
  | { readonly kind: 'only'; readonly names: readonly string[] }
  | { readonly kind: 'update'; readonly name: string }
  | { readonly kind: 'go-to'; readonly cell: number };

export type RefusalCode =
  | 'bad-input'
  | 'nothing-to-lift'
  | 'syntax-error'
  | 'opaque-cell'
  | 'cell-busy'
  | 'cell-read-only'
  | 'cell-raised'
  | 'may-be-unbound'
  | 'result-may-be-unbound'
  | 'input-may-be-unbound'
  | 'unknown-name'
  | 'late-binding'
  | 'left-function'
  | 'reads-notebook-name'
  | 'two-versions'
  | 'rebound-builtin'
  | 'rebound-import'
  | 'patched-definition'
  | 'patched-import'
  | 'deletes-input'
  | 'global-statement'
  | 'star-import'
  | 'dynamic-names'
  | 'kernel-history'
  | 'module-identity'
  | 'runs-notebook'
  | 'shows-every-value'
  | 'one-object'
  | 'import-effect'
  | 'secret'
  | 'class-scope'
  | 'future-flags'
  | 'name-taken'
  | 'bad-name'
  | 'import-conflict'
  | 'circular-import'
  | 'bad-target'
  | 'target-unreadable'
  | 'not-importable'
  | 'unsupported-language'
  | 'stale-preview';

export type Warning = {
  readonly code: string;
  readonly cell: number | null;
  readonly line: number | null;
  readonly message: string;
  readonly data?: { readonly [key: string]: string };
};

/** A cell as it will be inserted. */
export type CellDraft = {
  readonly source: string;
  readonly metadata: JsonObject;
  readonly attachments?: JsonObject;
  readonly outputs: readonly JsonObject[];
  readonly executionCount: number | null;
  /** `null` where the notebook format has no ids. */
  readonly id: string | null;
};

/** What becomes of one input cell. `inserted` stand where the cell stood, in order; `replaced`, `changed`
 *  and `removed` cells are deleted, `kept` ones stay and take `inserted` cells before them. */
export type CellChange = {
  readonly index: number;
  readonly action: 'replaced' | 'removed' | 'changed' | 'kept';
  readonly inserted: readonly CellDraft[];
  /** Id of the cell that stands for the input cell afterwards; `null` when removed or without ids. */
  readonly id: string | null;
};

export type FileChange = {
  /** Relative to the project root. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
};

export type PlannedFunction = {
  readonly name: string;
  readonly cells: readonly number[];
  readonly parameters: readonly {
    readonly name: string;
    readonly default?: string;
  }[];
  readonly returns: readonly string[];
  /** Inputs that the function changes in place. */
  readonly changes: readonly string[];
  /** Names that could be returned and are not, with the reason to show. */
  readonly droppable: readonly string[];
};

/** An accepted lift: everything that will be written, and what to say of it. Plain JSON. */
export type Plan = {
  readonly kind: 'functions' | 'definitions' | 'mixed';
  readonly functions: readonly PlannedFunction[];
  readonly definitions: readonly {
    readonly name: string;
    readonly cell: number;
  }[];
  /** Every name that the notebook no longer binds, imports included. */
  readonly dropped: readonly string[];
  readonly displays: readonly {
    readonly cell: number;
    readonly kept: boolean;
  }[];
  /** One per input cell, in order. */
  readonly cells: readonly CellChange[];
  readonly warnings: readonly Warning[];
  readonly files: readonly FileChange[];
  /** Offers that a click turns into a changed choice. */
  readonly offers: readonly KnobOffer[];
};

export type KnobOffer = {
  readonly cell: number;
  readonly start: number;
  readonly name: string;
  readonly literal: string;
};

export type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };
