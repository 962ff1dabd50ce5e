/** What was recorded of functions in a scratch run, and the tests that can be made of it. Plain JSON. */

/** Small changes of the function, made to see whether a test notices. */
export type Mutants = {
  readonly tried: number;
  readonly noticed: number;
  /** Words for those that it does not notice: `line 5: >= instead of >`. */
  readonly missed: readonly string[];
};

/** One recorded call as a test. */
export type RecordedCase = {
  readonly id: string;
  /** As the notebook imports it. */
  readonly module: string;
  readonly function: string;
  /** Name of the test. */
  readonly test: string;
  /** 1-based position of the cell that called; `null` where it is not known. */
  readonly cell: number | null;
  /** The test file, relative to the project root. */
  readonly file: string;
  /** The test as it would be written; empty where there is a problem. */
  readonly text: string;
  /** Why there can be no test of this call. */
  readonly problem: string | null;
  /** Rows that are kept of tables, and rows that the longest had; `null` where nothing was left out. */
  readonly rows: readonly [number, number] | null;
  /** Generators of random numbers that it draws from; the test seeds them. */
  readonly draws: readonly string[];
  /** Bytes of the data that go with it. */
  readonly bytes: number;
  /** Columns and keys that look personal, and those that are masked. */
  readonly personal: readonly string[];
  readonly masked: readonly string[];
  /** `null` where no change of the function could be made. */
  readonly mutants: Mutants | null;
  /** Why only the form of what differs is compared: its results are others each time. `null` where values are. */
  readonly loose: string | null;
  /** What the call raised: the test fails with it today. `null` where it passes. */
  readonly fails: string | null;
  /** A recorded test of this name that stands there already and says another thing. */
  readonly old: string | null;
  /** The same test stands there already. */
  readonly isThere: boolean;
  /** The arguments, for people. */
  readonly call: string;
};

/** A function, or one of its calls, that no test is made of. */
export type RefusedCall = {
  readonly module: string;
  readonly function: string;
  readonly cell: number | null;
  readonly why: string;
};

export type TestDraft = {
  readonly cases: readonly RecordedCase[];
  readonly refused: readonly RefusedCall[];
};

/** A file that the chosen cases make or change. Texts; `null` for none there, and for what is not text. */
export type TestFile = {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Bytes. */
  readonly size: number;
};

/** The files of the chosen cases; `stamp` is a word for their exact contents. */
export type ComposedTests = {
  readonly files: readonly TestFile[];
  readonly stamp: string;
};

export type WrittenTests = {
  /** Paths relative to the project root. */
  readonly written: readonly string[];
  /** Tests that passed in what a fresh clone would hold. */
  readonly passed: number;
  /** Tests that fail today, as the call did in the notebook. */
  readonly failed: number;
};

/** Columns to mask, by the id of the case. */
export type MaskChoice = { readonly [id: string]: readonly string[] };
