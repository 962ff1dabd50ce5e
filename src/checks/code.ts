/** What the causes need to know of the code of a cell. */
export type CellCode = {
  /** Position in the notebook's `cells`. */
  readonly index: number;
  readonly source: string;
  readonly executionCount: number | null;
  /** Names taken from other cells. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly calls: readonly CallFact[];
};

export type CallFact = {
  /** As it is written, dotted: `np.random.rand`. */
  readonly path: string;
  readonly keywords: readonly string[];
  readonly hasArguments: boolean;
};
