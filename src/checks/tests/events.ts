import type { Outcome, Place } from './types';

/** `[id, path, line, names, parameters]`. */
export type Item = readonly [
  string,
  string,
  number,
  readonly string[],
  string | null
];

/** What a runner tells while it works, in this order but for what has no order. */
export type TestEvent =
  | { readonly e: 'start'; readonly pytest: string; readonly python: string }
  | { readonly e: 'items'; readonly items: readonly Item[] }
  | { readonly e: 'collected'; readonly total: number }
  /** Tests that were found and not wanted. */
  | { readonly e: 'deselected'; readonly count: number }
  | {
      readonly e: 'collecterror';
      readonly id: string;
      readonly path: string;
      readonly message: string;
      readonly text: string;
    }
  | { readonly e: 'run'; readonly id: string }
  | {
      readonly e: 'end';
      readonly id: string;
      readonly o: Outcome;
      /** Seconds. */
      readonly d: number;
      readonly message?: string;
      readonly text?: string;
      readonly out?: string;
      readonly frames?: readonly Place[];
    }
  | {
      readonly e: 'timeout';
      readonly id: string | null;
      readonly seconds: number;
    }
  | {
      readonly e: 'crash';
      readonly id: string | null;
      readonly path: string | null;
      readonly code: number | null;
      readonly text: string;
    }
  /** Files that were read, with their signatures; `false` for one that the tests wrote themselves. */
  | {
      readonly e: 'sources';
      readonly files: { readonly [path: string]: Signature | false };
    }
  /** Files that count for some of the tests only: path -> positions in `tests`, which are files of tests. */
  | {
      readonly e: 'parts';
      readonly tests: readonly string[];
      readonly files: { readonly [path: string]: readonly number[] };
    }
  /** The runner is not installed; what installs it. */
  | {
      readonly e: 'nopytest';
      readonly python: string;
      readonly command: string;
    }
  | { readonly e: 'internal' | 'interrupted'; readonly text: string }
  /** The last test has been run; the process may take its time to leave. */
  | { readonly e: 'finish'; readonly code: number }
  | {
      readonly e: 'done';
      readonly code: number | null;
      readonly cancelled: boolean;
      /** A test had to be ended by force: its fixtures were not torn down. */
      readonly killed: boolean;
      readonly seconds: number;
      readonly text: string;
    };

/** Tells the content of a file from another; `null` for a file that is not there. */
export type Signature = string | null;
