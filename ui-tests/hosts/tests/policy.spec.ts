import { expect, test } from '../fixtures';
import {
  CELLS,
  hasState,
  moduleText,
  openNotebook,
  panel,
  pressLift,
  sources,
  writeNotebook
} from '../page';

/**
 * JupyterLab does not start where nothing may be evaluated: it compiles the
 * schemas of its settings. So the policy follows when it has started.
 */
test('a policy that forbids WebAssembly is one sentence, and nothing changes', async ({
  page,
  server
}) => {
  writeNotebook(server);
  await openNotebook(page, server);
  await page.evaluate(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "script-src 'self' 'unsafe-inline'";
    document.head.append(policy);
  });
  await pressLift(page, 1);
  await hasState(page, 'failed');
  await expect(panel(page)).toContainText(
    'The content-security policy of this server forbids WebAssembly'
  );
  await page.keyboard.press('Enter');
  await hasState(page, 'failed');
  expect(await sources(page)).toEqual(CELLS);
  expect(moduleText(server)).toBeNull();
});
