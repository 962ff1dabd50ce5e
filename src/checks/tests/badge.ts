import type { TestBook } from './book';
import type { TestState } from './types';
import { functionOf, isBad } from './types';

/** Tests that were told by their functions, and what they are the tests of. */
export type TestGroup = {
  readonly label: string;
  /** Ids of test functions, without parameters. */
  readonly functions: ReadonlySet<string>;
};

/** How some tests stand. */
export type TestBadge = {
  readonly state: Extract<
    TestState,
    'running' | 'failed' | 'passed' | 'skipped' | 'not run'
  >;
  /** Results are of sources that have changed since. */
  readonly isStale: boolean;
  readonly all: number;
  readonly failed: number;
  readonly notRun: number;
};

/** Adds up the states of a group; a test that was never run keeps it from having passed. */
export function badgeOf(book: TestBook, { functions }: TestGroup): TestBadge {
  const tests = book.cases.all.filter(one => functions.has(functionOf(one)));
  const states = tests.map(({ id }) => book.stateOf(id));
  const count = (is: (state: TestState) => boolean): number =>
    states.filter(is).length;
  const [failed, notRun] = [count(isBad), count(one => one === 'not run')];
  const state = states.includes('running')
    ? 'running'
    : failed > 0
      ? 'failed'
      : notRun > 0 || states.length === 0
        ? 'not run'
        : states.every(one => one === 'skipped')
          ? 'skipped'
          : 'passed';
  const isStale = tests.some(({ id }) => book.isStale(id));
  return { state, isStale, all: tests.length, failed, notRun };
}
