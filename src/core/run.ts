import type { JsonObject } from './snapshot';

/** How a cell's run ended. */
export type CellEnd =
  | 'ok'
  /** It raised; the outputs say what. */
  | 'error'
  /** It took longer than it was given. */
  | 'timeout'
  /** The kernel died under it. */
  | 'died'
  /** An earlier cell ended the run. */
  | 'not-run';

/** One code cell of a run. */
export type CellRun = {
  /** Position in the notebook's `cells`. */
  readonly index: number;
  readonly end: CellEnd;
  /** As nbformat has them. */
  readonly outputs: readonly JsonObject[];
  readonly seconds: number;
};

/** What a run left in the kernel. Digests are equal where a reader could not tell the values apart. */
export type EndState = {
  /** Name to digest and a short text for people. */
  readonly names: { readonly [name: string]: readonly [string, string] };
  /** Names whose values are too large for all of them to be looked at: equal digests prove nothing. */
  readonly unseen: readonly string[];
  /** Name to what functions in its value take from around them: `function name` to digests. Not part of the
   *  value's digest: a lift makes some of them parameters. */
  readonly captured: {
    readonly [name: string]: { readonly [taken: string]: readonly string[] };
  };
  /** `a is b`: one object; `a ~ b`: they reach a common one. */
  readonly aliases: readonly string[];
  /** Random state, options of libraries, working folder: key to digest. */
  readonly settings: { readonly [key: string]: string };
  /** Files of the project that were written: path to digest; `gone` where they were removed. Folders end with `/`. */
  readonly files: { readonly [path: string]: string };
};

/** A notebook run from top to bottom in a kernel of its own. */
export type Run = {
  readonly cells: readonly CellRun[];
  /** `null` where the run did not come to its end, or nobody asked. */
  readonly state: EndState | null;
  /** Most memory that the kernel had, in MB; absent where it does not tell. */
  readonly megabytes?: number;
};

/** What is run of a notebook. */
export type RunCell = {
  readonly index: number;
  readonly source: string;
  /** The run goes on though it raises: it is tagged `raises-exception`, or raised when it was saved. */
  readonly mayRaise: boolean;
};
