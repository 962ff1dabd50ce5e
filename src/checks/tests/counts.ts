import type { TestBook } from './book';
import { isBad } from './types';

/** How many tests are in which state; those of old sources are in `stale` alone. */
export type TestCounts = {
  readonly all: number;
  readonly passed: number;
  readonly failed: number;
  /** Those that failed last, of old sources or not. */
  readonly bad: number;
  readonly skipped: number;
  readonly stale: number;
  readonly notRun: number;
  /** Files in which no test could be found. */
  readonly errors: number;
};

export function countsOf(book: TestBook): TestCounts {
  const counts = {
    passed: 0,
    failed: 0,
    bad: 0,
    skipped: 0,
    stale: 0,
    notRun: 0
  };
  const cases = book.cases.all;
  for (const { id } of cases) {
    const outcome = book.resultOf(id)?.outcome;
    if (outcome !== undefined && isBad(outcome)) {
      counts.bad++;
    }
    if (outcome === undefined) {
      counts.notRun++;
    } else if (book.isStale(id)) {
      counts.stale++;
    } else if (isBad(outcome)) {
      counts.failed++;
    } else if (outcome === 'skipped') {
      counts.skipped++;
    } else {
      counts.passed++;
    }
  }
  return { ...counts, all: cases.length, errors: book.errors.length };
}
