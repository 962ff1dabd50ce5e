import type { FileReferences } from '../../core/references';
import type { TestEvent } from './events';
import type { TestCase } from './types';

/** A way to the process that runs tests in the environment that was chosen. */
export interface ITestHost {
  /** The project's folder, absolute, as that process sees it. */
  readonly folder: string;
  /** Calls an operation of the helper's agent; rejects when the signal is aborted or the connection is lost. */
  ask<T>(
    operation: string,
    args: { readonly [name: string]: unknown },
    asked: {
      readonly hear?: (events: readonly TestEvent[]) => void;
      readonly signal?: AbortSignal;
      /** It goes on when the page is gone, and one that comes back hears it from the beginning. */
      readonly lasting?: boolean;
    }
  ): Promise<T>;
}

export type RunRequest = {
  /** Tests, or files, classes and functions that hold them; `null` for all. */
  readonly ids: readonly string[] | null;
  /** What a person would add on the command line. */
  readonly arguments: readonly string[];
  /** Seconds that one test may take; `null` for no limit. */
  readonly limit: number | null;
};

/** What finds and runs tests. */
export interface ITestRunner {
  readonly id: string;
  /** Whether a file holds tests by its name. */
  isTestFile(path: string): boolean;
  /** The tests in a text. Nothing is executed, so that tests made by code are missing. */
  read(path: string, text: string): readonly TestCase[];
  /** What the text of a test file or of a module names. Without it nobody can tell which tests are of which code. */
  references?(text: string): Promise<FileReferences>;
  /** Finds all tests; may execute the project's code. Resolves after the last event. */
  discover(
    host: ITestHost,
    args: readonly string[],
    hear: (events: readonly TestEvent[]) => void,
    signal: AbortSignal
  ): Promise<void>;
  /** Runs tests. Resolves after the last event, also when the signal was aborted and all has ended. */
  run(
    host: ITestHost,
    request: RunRequest,
    hear: (events: readonly TestEvent[]) => void,
    signal: AbortSignal
  ): Promise<void>;
}
