import type { JsonObject } from './snapshot';

/** What a check needs to know of the code of a cell. */
export type CellCode = {
  /** Position in the notebook's `cells`. */
  readonly index: number;
  readonly source: string;
  readonly executionCount: number | null;
  /** Names taken from other cells. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly deletes: readonly string[];
  readonly calls: readonly CallFact[];
};

export type CallFact = {
  /** Dotted, in full where it is imported from a module; the method alone where it is called on something without a
   *  name. */
  readonly path: string;
  readonly keywords: readonly string[];
  readonly hasArguments: boolean;
};

/** A code cell as it was saved. */
export type SavedCell = CellCode & {
  readonly outputs: readonly JsonObject[];
  /** It is tagged `raises-exception`. */
  readonly isMeantToRaise: boolean;
};
