import type { Sides } from './compare/sides';

/** What a check or a comparison comes to. */
export type Verdict =
  /** Runs from top to bottom, twice alike, and says what it said. */
  | 'clean'
  /** Both say the same. */
  | 'equal'
  | 'differs'
  /** It could not be told. */
  | 'unverified';

export type CellVerdict =
  | 'equal'
  | 'differs'
  /** It raised, took too long, or the kernel died under it. */
  | 'error'
  /** Two runs of the same code differ. */
  | 'nondeterministic'
  | 'not-run'
  /** There is nothing to compare with, or only a picture has other dots than the saved one. */
  | 'not-compared';

/** Why; `code` for programs, `message` for people. */
export type Cause = { readonly code: CauseCode; readonly message: string };

export type CauseCode =
  | 'stale-output'
  | 'picture-alike'
  | 'picture-other'
  | 'out-of-order'
  | 'hidden-state'
  | 'environment'
  | 'missing-file'
  | 'raises'
  | 'timeout'
  | 'kernel-died'
  | 'not-reached'
  | 'nondeterministic'
  | 'no-saved-output'
  | 'output'
  | 'value'
  | 'missing-name'
  | 'extra-name'
  | 'alias'
  | 'setting'
  | 'file'
  | 'too-large';

/** One code cell; `index` is its position in the notebook's `cells`. */
export type CellResult = {
  readonly index: number;
  readonly verdict: CellVerdict;
  readonly cause: Cause | null;
  /** What differs, to be seen: what was saved and what is shown now, two versions, or two runs of one. */
  readonly sides?: Sides;
};

/** Plain JSON. */
export type CheckResult = {
  readonly verdict: Verdict;
  /** One sentence that says the most important thing. */
  readonly sentence: string;
  readonly cells: readonly CellResult[];
};
