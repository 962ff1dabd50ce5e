/** One name that a module must import. */
export type ModuleImport = {
  readonly module: string;
  readonly symbol: string | null;
  readonly alias: string | null;
};

/** One top-level symbol with its full text at column 0, leading comments included, no newline at the end. */
export type ModuleSymbol = {
  readonly name: string;
  readonly text: string;
  /** A function that a lift wrote: with another docstring it is still the same. */
  readonly made?: true;
};

/** What a lift adds to a module. */
export type ModuleAddition = {
  /** First line of the docstring of a new module. */
  readonly docstring: string;
  /** Names of `from __future__ import …` that the code was written under. */
  readonly future: readonly string[];
  readonly imports: readonly ModuleImport[];
  readonly constants: readonly ModuleSymbol[];
  /** In an order in which they can be executed. */
  readonly definitions: readonly ModuleSymbol[];
  /** Names whose existing version is to be replaced. */
  readonly update: readonly string[];
};

/** Why an addition does not go into a module as it is. */
export type MergeConflict = {
  /** `symbol`: the name is taken by other code. `import`: the name is bound to something else there, or
   *  the same code would mean something else. `future`: flags differ. `syntax`: the module does not parse. */
  readonly kind: 'symbol' | 'import' | 'future' | 'syntax';
  readonly name: string;
  /** The text that stands in the module, `''` where there is none to show. */
  readonly existing: string;
  /** 1-based line in the module. */
  readonly line: number;
};

export type MergeResult =
  | {
      readonly ok: true;
      readonly after: string;
      /** symbols that stood there already, the same */ readonly reused: readonly string[];
    }
  | { readonly ok: false; readonly conflicts: readonly MergeConflict[] };
