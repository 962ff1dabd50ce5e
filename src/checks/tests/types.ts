/** One test. */
export type TestCase = {
  /** As the runner calls it; what is run by it. */
  readonly id: string;
  /** File, relative to the project's root. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** From the outermost class to the function. */
  readonly names: readonly string[];
  /** The case of a parametrised test, `null` where there is one only, or the text does not say. */
  readonly parameters: string | null;
};

/** The id of the function that a case is one of. */
export function functionOf({
  path,
  names
}: Pick<TestCase, 'path' | 'names'>): string {
  return [path, ...names].join('::');
}

export type Outcome =
  | 'passed'
  | 'failed'
  /** A fixture failed. */
  | 'error'
  | 'skipped'
  | 'xfailed'
  | 'xpassed'
  /** It took longer than the limit and was ended. */
  | 'timeout'
  /** It ended the process that it ran in. */
  | 'crashed';

export type TestState = Outcome | 'running' | 'not run';

/** Path as the project has it (absolute where it lies elsewhere) and 1-based line. */
export type Place = readonly [path: string, line: number];

export type TestResult = {
  readonly outcome: Outcome;
  readonly seconds: number;
  /** The assertion, the exception or the reason; empty where there is none. */
  readonly message: string;
  /** The traceback. */
  readonly text: string;
  /** What the test printed and logged. */
  readonly output: string;
  /** From the test inwards. */
  readonly frames: readonly Place[];
};

/** A file in which no test could be found. */
export type CollectError = {
  readonly id: string;
  readonly path: string;
  readonly message: string;
  readonly text: string;
};

const BAD: ReadonlySet<TestState> = new Set<TestState>([
  'failed',
  'error',
  'timeout',
  'crashed'
]);

/** Whether somebody has to do something about it. */
export function isBad(state: TestState): boolean {
  return BAD.has(state);
}
