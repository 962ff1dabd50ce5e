import type { Caution } from './cautions';
import type { CheckResult } from './verdict';

/** How far a check has come. */
export type CheckProgress = {
  /** The run, from 1, of how many. */
  readonly run: number;
  readonly runs: number;
  /** Cells that have begun in this run, of how many. */
  readonly cell: number;
  readonly cells: number;
};

export type CheckOptions = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
  /** The project is copied, whatever its size. */
  readonly large: boolean;
};

/** What one run of the notebook took when it was run last. */
export type RunCost = {
  readonly seconds: number;
  /** Most memory that its kernel had, in MB; `null` where that was not told. */
  readonly megabytes: number | null;
};

/** What a check came to. */
export type CheckOutcome =
  | { readonly kind: 'result'; readonly result: CheckResult }
  /** The project is larger than what is copied without a word; nothing was run. */
  | { readonly kind: 'large'; readonly bytes: number }
  | { readonly kind: 'cancelled' }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly text: string };

/** What the panel asks of the notebook to be checked. */
export interface ICheckDesk {
  /** What running it does beyond the copy; runs nothing. */
  cautions(): Promise<readonly Caution[]>;
  /** `null` where it was never run to its end. */
  cost(): Promise<RunCost | null>;
  /** Runs the notebook, as it is on the screen, twice in kernels of its own. The user's kernel is left alone. */
  check(options: CheckOptions): Promise<CheckOutcome>;
}
