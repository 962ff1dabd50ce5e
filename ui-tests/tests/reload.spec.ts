import { expect, test } from '../fixtures';
import { saveFile, type Page } from './notebooks';

// Galata shows a page only the sessions that it started itself, and forgets them when it is loaded anew.
test.use({ sessions: null as never, kernels: null as never });

const FOLDER = 'long-runs';
const tests = (page: Page) => page.locator('#jp-lift-tests');
const showTests = (page: Page) =>
  page.evaluate(async () => {
    await window.jupyterapp.commands.execute('jupyterlab-lift:show-tests');
  });

test.afterEach(async ({ page }) => {
  await page.evaluate(() =>
    window.jupyterapp.serviceManager.sessions.shutdownAll()
  );
  await page.contents.deleteDirectory(FOLDER);
});

test('a run goes on while the page is loaded anew, and is shown to its end', async ({
  page
}) => {
  await page.contents.createDirectory(FOLDER);
  await saveFile(page, `${FOLDER}/pyproject.toml`, '');
  await saveFile(page, `${FOLDER}/notes.py`, '');
  // The second test waits for the page that comes back.
  await saveFile(
    page,
    `${FOLDER}/test_slow.py`,
    'import os, time\ndef test_first(): pass\ndef test_second():\n    while not os.path.exists("back.txt"):\n        time.sleep(0.1)\n'
  );
  const open = () =>
    page.evaluate(async path => {
      await window.jupyterapp.commands.execute('docmanager:open', { path });
    }, `${FOLDER}/notes.py`);
  await open();
  await showTests(page);
  await tests(page).getByRole('button', { name: 'Run all' }).click();
  const second = tests(page).getByRole('treeitem', { name: /test_second/ });
  await expect(second).toContainText('running', { timeout: 90_000 });

  await page.reload();
  await open();
  await showTests(page);
  await expect(second).toContainText('running', { timeout: 60_000 });
  await saveFile(page, `${FOLDER}/back.txt`, '');
  await expect(tests(page).getByRole('status')).toHaveText('2 passed', {
    timeout: 60_000
  });
});
