import path from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures';
import { openNotebook, type Page, saveFile } from './notebooks';
import { expectReadable, expectToFit } from './readable';

const FOLDER = 'prices';
const IMAGES = path.resolve(__dirname, '../../docs/images');

const MODULE = `def clean(prices):
    positive = [price for price in prices if price > 0]
    return positive


class Basket:
    def __init__(self, prices):
        self.prices = prices
`;

const CELLS = [
  'from pricing import Basket, clean',
  'raw = [3, -1, 4]',
  'prices = clean(raw)',
  'basket = Basket(prices)',
  'print(sum(prices))'
];

const lift = (page: Page): Locator => page.locator('#jp-lift-panel');

async function openProject(page: Page): Promise<void> {
  await page.contents.createDirectory(FOLDER);
  await saveFile(
    page,
    `${FOLDER}/pyproject.toml`,
    '[tool.pytest.ini_options]\npythonpath = ["."]\n'
  );
  await saveFile(page, `${FOLDER}/pricing.py`, MODULE);
  await page.activity.closeAll();
  await openNotebook(page, `${FOLDER}/report.ipynb`, CELLS, { kernel: true });
}

async function look(page: Page, part: Locator, state: string): Promise<void> {
  await expectReadable(part);
  await expectToFit(part);
  await picture(page, state);
}

/** Beside the results of the tests, or for the documentation. */
async function picture(
  page: Page,
  state: string,
  forDocs = false
): Promise<void> {
  if (process.env.LIFT_PICTURES) {
    const file = `${state}.png`;
    await page.screenshot({
      path: forDocs ? path.join(IMAGES, file) : test.info().outputPath(file)
    });
  }
}

const TESTS = `from pricing import clean


def test_clean():
    kept = clean([3, -1])
    assert kept == [3]
`;

/** Clicks beside a line of a file's editor, left of its number. */
async function toggleBreakpoint(page: Page, line: number): Promise<void> {
  const gutter = page.locator(
    '.jp-FileEditor:visible .cm-gutter.cm-breakpoint-gutter .cm-gutterElement'
  );
  // The first element keeps the place.
  await gutter.nth(line).click();
}

async function openFile(page: Page, path: string): Promise<void> {
  await page.evaluate(
    path =>
      window.jupyterapp.commands.execute('docmanager:open', {
        path,
        factory: 'Editor'
      }),
    path
  );
  await page
    .locator('.jp-FileEditor:visible .cm-gutter.cm-breakpoint-gutter')
    .waitFor();
}

const debug = (page: Page, command: string): Promise<unknown> =>
  page.evaluate(
    command => window.jupyterapp.commands.execute(`debugger:${command}`),
    command
  );

/** The line that the stop is shown at, in an editor that can be typed into. */
const stopped = (page: Page): Locator =>
  page.locator('.jp-FileEditor:visible .jp-DebuggerEditor-highlight');
async function debugTest(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:show-tests')
  );
  const row = page
    .locator('#jp-lift-tests')
    .getByRole('treeitem', { name: /test_clean/ });
  await row.hover();
  await row.getByRole('button', { name: 'Debug test_clean' }).click();
}

/** Kernels in which tests are debugged. */
const testKernels = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { sessions } = window.jupyterapp.serviceManager;
    await sessions.refreshRunning();
    return [...sessions.running()].filter(({ type }) => type === 'lift-debug')
      .length;
  });

const variables = (page: Page): Locator =>
  page.locator('.jp-DebuggerVariables');

test.afterEach(async ({ page }) => {
  await page.evaluate(async () => {
    const { sessions } = window.jupyterapp.serviceManager;
    await sessions.shutdownAll();
  });
  await page.contents.deleteDirectory(FOLDER);
});

test('an edited module is offered to the kernel, and what is of old code is named', async ({
  page
}) => {
  await openProject(page);
  await page.notebook.run();

  await saveFile(
    page,
    `${FOLDER}/pricing.py`,
    MODULE.replace('price > 0', 'price != 0').replace(
      'self.prices = prices',
      'self.prices = list(prices)'
    )
  );
  await page.getByRole('button', { name: 'Sync kernel' }).click();

  const card = lift(page).locator('[data-sync="done"]');
  await expect(card).toContainText('Reloaded: pricing.');
  await expect(card).toContainText('Of the new code now: Basket, clean.');
  await expect(card).toContainText(
    '“basket”: an object of the old class “Basket”'
  );
  await expect(card.locator('.jp-LiftSync-cells button')).toHaveText([
    '[3]',
    '[4]',
    '[5]'
  ]);
  await look(page, lift(page), 'synced');
  await card.getByRole('button', { name: 'Select the 3 cells' }).click();
  await page.keyboard.press('Shift+Enter');
  await expect(
    page.locator('.jp-Cell .jp-OutputArea-output').last()
  ).toHaveText('6');
});

test('a breakpoint in a module stops the cell that calls it, and a test stops too', async ({
  page
}) => {
  await openProject(page);
  await page.contents.createDirectory(`${FOLDER}/tests`);
  await saveFile(page, `${FOLDER}/tests/test_pricing.py`, TESTS);
  await openFile(page, `${FOLDER}/pricing.py`);
  await toggleBreakpoint(page, 3);
  await page.activity.activateTab('report.ipynb');
  await page.locator('.jp-DebuggerBugButton:visible').click();
  await page.locator('[data-jp-debugger="true"]').waitFor();
  await expect(page.locator('.jp-DebuggerBreakpoints')).toContainText(
    'pricing.py'
  );
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('notebook:run-all-cells');
  });

  await expect(stopped(page)).toContainText('return positive');
  await expect(variables(page)).toContainText('positive');
  await picture(page, 'stopped');
  await debug(page, 'continue');
  await expect(
    page.locator('.jp-Cell .jp-OutputArea-output').last()
  ).toHaveText('7');
  await expect(stopped(page)).toHaveCount(0);

  await debugTest(page);
  await expect(stopped(page)).toContainText('return positive');
  await expect(variables(page)).toContainText('positive');
  await picture(page, 'debug-test', true);
  await toggleBreakpoint(page, 3);
  await debug(page, 'continue');
  await expect(page.getByText('test_clean passed.')).toBeVisible();
  await expect.poll(() => testKernels(page)).toBe(0);

  const begun = Date.now();
  // In a hurry: the last click counts.
  await debugTest(page);
  await debugTest(page);
  await expect(stopped(page)).toContainText('kept = clean([3, -1])');
  test.info().annotations.push({
    type: 'milliseconds from click to stop',
    description: String(Date.now() - begun)
  });
  expect(await testKernels(page)).toBe(1);
  await debug(page, 'stepIn');
  await expect(stopped(page)).toContainText('positive = [');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.poll(() => testKernels(page)).toBe(0);
});
