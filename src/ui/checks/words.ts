import type { TranslationBundle } from '@jupyterlab/translation';
import type { TestBadge } from '../../checks/tests/badge';
import type { TestsProblem, TestsView } from '../../checks/tests/desk';
import type { TestRow } from '../../checks/tests/rows';

/** The state of a row in a word. */
export function stateWord(
  state: TestRow['state'],
  trans: TranslationBundle
): string {
  switch (state) {
    case 'passed':
      return trans.__('passed');
    case 'failed':
      return trans.__('failed');
    case 'error':
      return trans.__('fixture failed');
    case 'skipped':
      return trans.__('skipped');
    case 'xfailed':
      return trans.__('failed as expected');
    case 'xpassed':
      return trans.__('passed unexpectedly');
    case 'timeout':
      return trans.__('took too long');
    case 'crashed':
      return trans.__('crashed');
    case 'running':
      return trans.__('running');
    case 'not run':
      return trans.__('not run');
    case 'not collected':
      return trans.__('cannot be read');
  }
}

/** How the tests of something stand, in words. */
export function badgeWords(
  { state, isStale, all, failed, notRun }: TestBadge,
  trans: TranslationBundle
): string {
  const words =
    state === 'failed'
      ? trans.__('%1 of %2 failed', failed, all)
      : state === 'running'
        ? trans.__('running')
        : state === 'not run'
          ? trans.__('%1 of %2 not run', notRun, all)
          : state === 'skipped'
            ? trans._n('%1 test skipped', '%1 tests skipped', all)
            : trans._n('%1 test passed', '%1 tests passed', all);
  return isStale ? trans.__('%1, outdated', words) : words;
}

/** A duration as short as it can be told. */
export function secondsText(seconds: number): string {
  return seconds < 0.005
    ? '0 s'
    : seconds < 1
      ? `${seconds.toFixed(2)} s`
      : seconds < 60
        ? `${seconds.toFixed(1)} s`
        : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** What the panel is at, or how the tests stand. */
export function summaryText(
  { phase, counts, progress }: TestsView,
  trans: TranslationBundle
): string {
  switch (phase) {
    case 'reading':
      return trans.__('Reading the test files…');
    case 'starting':
      return trans.__('Starting the helper…');
    case 'discovering':
      return trans.__('Finding tests…');
    case 'stopping':
      return trans.__('Stopping…');
    case 'running':
      return progress
        ? trans.__('Running, %1 of %2 done', progress.done, progress.of)
        : trans.__('Running…');
    case 'idle':
      break;
  }
  const { passed, failed, skipped, stale, notRun, errors } = counts;
  const parts: readonly (readonly [number, string])[] = [
    [failed, trans.__('%1 failed', failed)],
    [errors, trans._n('%1 file not read', '%1 files not read', errors)],
    [passed, trans.__('%1 passed', passed)],
    [skipped, trans.__('%1 skipped', skipped)],
    [stale, trans.__('%1 outdated', stale)],
    [notRun, trans.__('%1 not run', notRun)]
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([, text]) => text)
    .join(', ');
}

/** Why there is no row. */
export function emptyText(
  { phase, counts, isKnown }: TestsView,
  filter: string,
  trans: TranslationBundle
): string {
  if (phase !== 'idle') {
    return '';
  }
  if (counts.all > 0 && filter !== '') {
    return trans.__('No test matches the filter.');
  }
  return isKnown
    ? trans.__('There are no tests.')
    : trans.__(
        'No tests yet. Tests are functions whose name begins with test_, in files called test_….py. Discover asks pytest, which knows your settings.'
      );
}

/** What the panel shows, for styles and tests. */
export function stateClass({ phase, counts, problem }: TestsView): string {
  if (phase !== 'idle') {
    return phase;
  }
  if (problem) {
    return 'problem';
  }
  return counts.all === 0 && counts.errors === 0
    ? 'empty'
    : counts.stale > 0
      ? 'stale'
      : 'ready';
}

/** What went wrong, in a sentence, and what was not touched by it. */
export function problemText(
  problem: TestsProblem,
  trans: TranslationBundle
): string {
  switch (problem.code) {
    case 'no-pytest':
      return trans.__(
        'pytest is not installed in this environment. This installs it:'
      );
    case 'no-kernel':
      return trans.__(
        'There is no Python kernel on this server, so that no test can be run.'
      );
    case 'other-folder':
      return trans.__(
        'The kernel does not see the files that the file browser shows (it stands in %1), so that its tests would be others.',
        problem.folder
      );
    case 'killed':
      return trans.__(
        'A test had to be ended by force. Its fixtures were not torn down: files, servers or databases that it made may still be there.'
      );
    case 'nothing':
      return trans.__('pytest found no test to run.');
    case 'no-modules':
      return trans.__(
        'This notebook imports no module of the project, so that no test is of its code. Run all runs every test.'
      );
    case 'none-touches':
      return trans.__(
        'No test imports a module that this notebook imports. Run all runs every test.'
      );
    case 'not-started':
      return trans.__('The helper that runs tests did not start. No test ran.');
    case 'lost':
      return trans.__(
        'The connection to the helper was lost. Tests that had not ended have no result.'
      );
    case 'usage':
      return trans.__('pytest did not start. It says:');
    case 'internal':
      return trans.__('pytest broke down. It says:');
    case 'unreadable':
      return trans.__('The test files could not be read.');
  }
}
