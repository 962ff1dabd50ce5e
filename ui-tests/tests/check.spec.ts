import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, test } from '../fixtures';
import {
  openNotebook,
  panel,
  saveFile,
  selectCells,
  sources,
  waitForState,
  type Page
} from './notebooks';

const check = (page: Page) =>
  panel(page).getByRole('region', { name: 'Check' });
const run = (page: Page) =>
  page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:check-notebook')
  );
const kernels = (page: Page) =>
  page.evaluate(async () => {
    const { kernels } = window.jupyterapp.serviceManager;
    await kernels.refreshRunning();
    return [...kernels.running()].length;
  });
const picture = (page: Page, name: string) =>
  panel(page).screenshot({ path: `ui-tests/test-results/check-${name}.png` });

test('asks, runs twice beside the kernel, and says why the notebook would not run clean', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/messy.ipynb`, [
    { code: 'x = 1\nprint(x)', printed: '1\n', count: 1 },
    { code: 'print(x + 1)', printed: '3\n', count: 4 },
    '!echo hi > made.txt',
    'print(gone)'
  ]);
  await run(page);
  await expect(check(page)).toContainText('Run this notebook twice');
  await expect(check(page)).toContainText('!echo hi > made.txt');
  expect(await kernels(page)).toBe(0);
  await picture(page, 'asking');

  await check(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(check(page)).toContainText(/Run 1 of 2, cell \d of 4/, {
    timeout: 60_000
  });
  await picture(page, 'running');
  await expect(check(page)).toContainText(
    'Would not run clean: cell 4 needs gone, whose cell is gone.',
    {
      timeout: 60_000
    }
  );
  await expect(check(page).locator('[data-verdict=differs]')).toContainText(
    '3 → 2'
  );
  await picture(page, 'differs');
  const { folder } = await page.evaluate(
    async path => ({
      folder: (await window.jupyterapp.serviceManager.contents.get(path))
        .content as { name: string }[]
    }),
    tmpPath
  );
  expect(folder.map(({ name }) => name)).toEqual(['messy.ipynb']);

  await check(page).locator('[data-verdict=error]').click();
  expect(
    await page.evaluate(
      () =>
        (window.jupyterapp.shell.currentWidget as NotebookPanel).content
          .activeCellIndex
    )
  ).toBe(3);
});

test('a check can be stopped and leaves no kernel behind but the helper', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/slow.ipynb`, [
    'import time',
    'time.sleep(600)'
  ]);
  await run(page);
  await check(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(check(page)).toContainText('cell 2 of 2', { timeout: 60_000 });
  await check(page).getByRole('button', { name: 'Stop' }).click();
  await expect(check(page)).toBeHidden();
  await expect.poll(() => kernels(page)).toBeLessThanOrEqual(1);
});

test.describe('verified lift', () => {
  const preview = async (page: Page, path: string, printed: string) => {
    await openNotebook(page, path, ['xs = [3, 1, 2]', printed]);
    await selectCells(page, 1);
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    await waitForState(page, 'ready');
    await page.keyboard.press('Alt+Enter');
    await expect(check(page)).toContainText('with and without the lift');
    await check(page).getByRole('button', { name: 'Run', exact: true }).click();
  };

  test('is made where both notebooks say the same, and its receipt says so', async ({
    page,
    tmpPath
  }) => {
    // In a project's subfolder, where the notebook has another name for the module than its path.
    await page.contents.createDirectory(`${tmpPath}/sub`);
    await saveFile(page, `${tmpPath}/pyproject.toml`, '');
    await preview(
      page,
      `${tmpPath}/sub/work.ipynb`,
      'class Sum:\n    pass\n\ntotal = 0\nfor x in xs:\n    total += x\nprint(Sum, total)'
    );
    await expect(check(page)).toContainText(/Run \d of 3/, { timeout: 60_000 });
    await picture(page, 'verifying');
    await waitForState(page, 'done');
    await expect(panel(page)).toContainText(
      'Proved: run with and without the lift'
    );
    await picture(page, 'proved');
    expect((await sources(page))[1]).toContain(
      'from work import Sum, compute_total'
    );
  });

  test('can be proved after it was made, or shows by what it differs', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, `${tmpPath}/work.ipynb`, [
      'xs = [3, 1, 2]',
      'total = 0\nfor x in xs:\n    total += x\nprint(total)'
    ]);
    await selectCells(page, 1);
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    await waitForState(page, 'ready');
    await page.keyboard.press('Enter');
    await waitForState(page, 'done');
    await expect(panel(page)).toContainText('Not proved');
    const lifted = await page.evaluate(
      async path =>
        (await window.jupyterapp.serviceManager.contents.get(path))
          .content as string,
      `${tmpPath}/work.py`
    );

    await saveFile(
      page,
      `${tmpPath}/work.py`,
      lifted.replace('total += x', 'total += 2 * x')
    );
    await panel(page)
      .getByRole('region', { name: 'Receipt' })
      .getByRole('button', { name: 'Verify' })
      .click();
    await check(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(check(page).locator('[data-verdict=differs]')).toContainText(
      '6 → 12',
      { timeout: 90_000 }
    );
    await expect(check(page)).toContainText(
      'work.py was changed since the lift: it was run as it is now.'
    );
    await expect(
      check(page).getByRole('button', { name: 'Undo the lift' })
    ).toBeVisible();
    await expect(panel(page)).toContainText('did not say the same');
    await picture(page, 'receipt-differs');

    await saveFile(page, `${tmpPath}/work.py`, lifted);
    await check(page).getByRole('button', { name: 'Check again' }).click();
    await expect(panel(page)).toContainText(
      'Proved: run with and without the lift',
      { timeout: 90_000 }
    );
    await picture(page, 'receipt-proved');
  });

  test('is left to the person where the notebook differs from itself', async ({
    page,
    tmpPath
  }) => {
    await preview(
      page,
      `${tmpPath}/work.ipynb`,
      'import os\nnoise = os.urandom(4).hex()\nprint(len(xs), noise)'
    );
    await expect(check(page)).toContainText(
      /os\.urandom gives another thing each time/,
      { timeout: 90_000 }
    );
    await picture(page, 'unverified');
    expect((await sources(page))[1]).toContain('urandom');
    await page.keyboard.press('Enter');
    await waitForState(page, 'done');
    await expect(panel(page)).toContainText('Not proved');

    await run(page);
    await expect(check(page)).toContainText(
      /The last run took \d+ s and \d+ MB of memory/
    );
  });
});
