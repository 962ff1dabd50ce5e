import { LabIcon } from '@jupyterlab/ui-components';
import type { TestRow } from '../../checks/tests/rows';

function icon(name: string, path: string): LabIcon {
  return new LabIcon({
    name: `jupyterlab-lift:test-${name}`,
    svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3" fill="#616161" d="${path}"/></svg>`
  });
}

const passed = icon(
  'passed',
  'M9.5 17.6L4 12.1l1.6-1.6 3.9 3.9 8.9-8.9L20 7.1z'
);
const failed = icon(
  'failed',
  'M18.4 7L17 5.6l-5 5-5-5L5.6 7l5 5-5 5L7 18.4l5-5 5 5 1.4-1.4-5-5z'
);
const skipped = icon('skipped', 'M5 11h14v2H5z');
const running = icon(
  'running',
  'M12 4V1L8 5l4 4V6a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z'
);
const open = icon(
  'open',
  'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 14a6 6 0 1 1 0-12 6 6 0 0 1 0 12z'
);
const broken = icon('broken', 'M13 2L4.5 13.5H11L10 22l9-12h-6.5z');

/** A shape for each state, so that it need not be told by its colour. */
export const STATE_ICONS: { readonly [state in TestRow['state']]: LabIcon } = {
  passed,
  xfailed: passed,
  failed,
  error: failed,
  xpassed: passed,
  'not collected': failed,
  skipped,
  running,
  'not run': open,
  timeout: broken,
  crashed: broken
};
