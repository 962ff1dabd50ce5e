import type { Route } from '@playwright/test';
import { expect, test } from '../fixtures';
import {
  content,
  fileText,
  nameField,
  openLift,
  openNotebook,
  openSaved,
  panel,
  runCell,
  saveFile,
  selectCells,
  showLift,
  sources,
  stateKept,
  waitForState,
  type Page
} from './notebooks';

// A running cell wants a real kernel.
test.use({ kernels: null });

const WORK = ['x = 20', 'a = x + 1\nb = a * 2', 'print(a, b)'];
const MODULE = '**/api/contents/**/work.py*';

/** Answers one kind of request to a path in another way than the server would. */
async function spoil(
  page: Page,
  url: string,
  method: 'GET' | 'PUT',
  answer: (route: Route) => Promise<void>
): Promise<void> {
  await page.route(url, route =>
    route.request().method() === method ? answer(route) : route.continue()
  );
}

/** The true answer, in which the file is read-only. */
async function readOnly(route: Route): Promise<void> {
  const response = await route.fetch();
  const json = (await response.json()) as object;
  await route.fulfill({ response, json: { ...json, writable: false } });
}

test('a write that was carried out and answered with 500 is taken back', async ({
  page,
  tmpPath
}) => {
  await saveFile(page, `${tmpPath}/work.py`, 'y = 1\n');
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await selectCells(page, 1);
  await openLift(page);
  let times = 0;
  await spoil(page, MODULE, 'PUT', async route => {
    const response = await route.fetch();
    await (times++ === 0
      ? route.fulfill({ status: 500, json: { message: 'Disk on fire' } })
      : route.fulfill({ response }));
  });
  await page.keyboard.press('Enter');
  await waitForState(page, 'failed');
  await expect(panel(page)).toContainText('Disk on fire');
  await expect(panel(page)).toContainText('Nothing was changed');
  expect(await content(page)).toBe(before);
  expect(await fileText(page, `${tmpPath}/work.py`)).toBe('y = 1\n');
});

test('a read-only module is left alone', async ({ page, tmpPath }) => {
  await saveFile(page, `${tmpPath}/work.py`, 'y = 1\n');
  await spoil(page, MODULE, 'GET', readOnly);
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await selectCells(page, 1);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await waitForState(page, 'blocked');
  await expect(panel(page)).toContainText('read-only');
  await expect(panel(page)).toContainText('Nothing has been changed');
  await nameField(page).press('Enter');
  await waitForState(page, 'blocked');
  expect(await content(page)).toBe(before);
  expect(await fileText(page, `${tmpPath}/work.py`)).toBe('y = 1\n');
});

test('a folder that may not be written to is told', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await selectCells(page, 1);
  await openLift(page);
  await spoil(page, MODULE, 'PUT', route =>
    route.fulfill({ status: 403, json: { message: 'Permission denied' } })
  );
  await page.keyboard.press('Enter');
  await waitForState(page, 'failed');
  await expect(panel(page)).toContainText('no permission to write work.py');
  await expect(panel(page)).toContainText('Nothing was changed');
  expect(await content(page)).toBe(before);
});

test('a read-only notebook is not lifted from', async ({ page, tmpPath }) => {
  await spoil(page, '**/api/contents/**/work.ipynb*', 'GET', readOnly);
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 1);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await waitForState(page, 'blocked');
  await expect(panel(page)).toContainText('The notebook is read-only');
  await expect(panel(page)).toContainText('Nothing has been changed');
  await nameField(page).press('Enter');
  await waitForState(page, 'blocked');
  expect(await fileText(page, `${tmpPath}/work.py`)).toBeNull();
});

test('a running cell is not lifted', async ({ page, tmpPath }) => {
  const cells = ['import time', 'x = 1\ntime.sleep(600)\ny = x', 'print(y)'];
  await openNotebook(page, `${tmpPath}/work.ipynb`, cells, { kernel: true });
  await runCell(page, 0);
  const running = runCell(page, 1);
  await expect(page.getByText('[*]:')).toBeVisible();
  await selectCells(page, 1);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await waitForState(page, 'blocked');
  await expect(panel(page)).toContainText('The cell is running');
  await expect(panel(page)).toContainText('Nothing has been changed');
  expect(await sources(page)).toEqual(cells);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('notebook:interrupt-kernel')
  );
  await running;
});

test('a page that is gone between the two writes is told of at the next start', async ({
  page,
  tmpPath
}) => {
  const path = `${tmpPath}/work.py`;
  await saveFile(page, path, 'y = 1\n');
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 1);
  await openLift(page);
  // The module is written, but the page never hears of it.
  await spoil(page, MODULE, 'PUT', route =>
    route.fetch().then(() => undefined)
  );
  const kept = stateKept(page, 'jupyterlab-lift:begun');
  await page.keyboard.press('Enter');
  await kept;
  await expect.poll(() => fileText(page, path)).toContain('def ');
  await page.reload();
  await page.unroute(MODULE);

  await openSaved(page, `${tmpPath}/work.ipynb`);
  expect(await sources(page)).toEqual(WORK);
  await showLift(page);
  await expect(panel(page)).toContainText(
    'A lift of this notebook was cut off'
  );
  await expect(panel(page)).toContainText('The notebook was not changed');
  await panel(page)
    .getByRole('button', { name: 'Take it out of work.py' })
    .click();
  await expect(panel(page)).toContainText(
    'work.py is as it was before the lift'
  );
  expect(await fileText(page, path)).toBe('y = 1\n');
});

test('a notebook that was not saved after its lift is told of, and can be let be', async ({
  page,
  tmpPath
}) => {
  const path = `${tmpPath}/work.py`;
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 1);
  await openLift(page);
  const kept = stateKept(page, '"state":"applied"');
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  await kept;
  page.on('dialog', dialog => void dialog.accept());
  await page.reload();
  await openSaved(page, `${tmpPath}/work.ipynb`);
  expect(await sources(page)).toEqual(WORK);
  await showLift(page);
  await expect(panel(page)).toContainText('was not saved after its last lift');
  const gone = stateKept(page, '"state":"undone"');
  await panel(page).getByRole('button', { name: 'Dismiss' }).click();
  await gone;
  await page.reload();
  await openSaved(page, `${tmpPath}/work.ipynb`);
  await showLift(page);
  await expect(panel(page)).toContainText('There is no heading');
  await expect(panel(page)).not.toContainText('was not saved');
  expect(await fileText(page, path)).toContain('def ');
});
