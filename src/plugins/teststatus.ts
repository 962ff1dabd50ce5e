import type { IStatusBar } from '@jupyterlab/statusbar';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { ITestsDesk } from '../checks/tests/desk';

/** Adds the sum of the tests to the status bar; it is there once tests have been run, and opens the panel. */
export function addTestStatus(
  bar: IStatusBar,
  desk: ITestsDesk,
  trans: TranslationBundle,
  open: () => void
): void {
  const node = document.createElement('button');
  node.type = 'button';
  node.className = 'jp-LiftTests-status';
  node.addEventListener('click', open);
  const item = new Widget({ node });
  const draw = () => {
    const { counts, phase, progress } = desk.view;
    const { passed, failed, errors, stale } = counts;
    const parts = [
      `✓ ${passed}`,
      ...(failed + errors > 0 ? [`✗ ${failed + errors}`] : []),
      ...(stale > 0 ? [`~ ${stale}`] : [])
    ];
    node.textContent =
      phase === 'running' && progress
        ? `${progress.done}/${progress.of} ${parts.join(' ')}`
        : parts.join(' ');
    const words = trans.__(
      'Tests: %1 passed, %2 failed, %3 of old code',
      passed,
      failed + errors,
      stale
    );
    node.title = words;
    node.setAttribute('aria-label', words);
  };
  desk.changed.connect(draw);
  draw();
  bar.registerStatusItem('jupyterlab-lift:tests', {
    item,
    align: 'left',
    rank: 100,
    isActive: () => desk.view.isKnown,
    activeStateChanged: desk.changed as never
  });
}
