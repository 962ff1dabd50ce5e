import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures';
import { openNotebook, type Page, saveFile } from './notebooks';
import { expectReadable, expectToFit } from './readable';

/** The panel shows it: a name that a person would give. */
const FOLDER = 'prices';

const MODULE = `def clean(prices):
    return [price for price in prices if price > 0]


def mean(prices):
    return sum(prices) / len(prices)
`;
const TESTS = `import pytest

from pricing import clean, mean


class TestClean:
    @pytest.mark.parametrize("price", [1, 2])
    def test_keeps(self, price):
        assert clean([price]) == [price]

    def test_drops(self):
        print("<img src=x onerror=alert(1)>")
        assert clean([-1]) == [0]


def test_mean():
    assert mean([1, 3]) == 2


@pytest.mark.skip(reason="needs the network")
def test_rates():
    pass
`;

const panel = (page: Page): Locator => page.locator('#jp-lift-tests');
const row = (page: Page, name: string | RegExp): Locator =>
  panel(page).getByRole('treeitem', { name });
const badge = (page: Page, name: RegExp): Locator =>
  page.locator('.jp-LiftBadges').getByRole('button', { name });
const button = (page: Page, name: string): Locator =>
  panel(page).getByRole('button', { name, exact: true });

async function waitForState(page: Page, state: string): Promise<void> {
  await expect(panel(page).locator('.jp-LiftPanel-body')).toHaveAttribute(
    'data-state',
    state,
    { timeout: 90_000 }
  );
}

async function openProject(page: Page): Promise<void> {
  await page.contents.createDirectory(FOLDER);
  await saveFile(
    page,
    `${FOLDER}/pyproject.toml`,
    '[tool.pytest.ini_options]\npythonpath = ["."]\n'
  );
  await saveFile(page, `${FOLDER}/pricing.py`, MODULE);
  await page.contents.createDirectory(`${FOLDER}/tests`);
  await saveFile(page, `${FOLDER}/tests/test_pricing.py`, TESTS);
  await page.activity.closeAll();
  await openNotebook(page, `${FOLDER}/report.ipynb`, [
    'from pricing import clean, mean'
  ]);
}

async function showTests(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:show-tests')
  );
}

/** The files of the project, compiled ones too. */
async function names(page: Page, folder: string): Promise<string[]> {
  return page.evaluate(async folder => {
    const { contents } = window.jupyterapp.serviceManager;
    const model = await contents.get(folder, { content: true });
    const entries = model.content as { name: string }[];
    return entries.map(({ name }) => name).sort();
  }, folder);
}

async function look(page: Page, state: string): Promise<void> {
  await expectReadable(panel(page));
  await expectToFit(panel(page));
  if (process.env.LIFT_PICTURES) {
    await page.mouse.move(700, 880);
    await page.screenshot({ path: test.info().outputPath(`${state}.png`) });
  }
}

async function useTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(
    theme =>
      window.jupyterapp.commands.execute('apputils:change-theme', { theme }),
    theme
  );
  await page.waitForFunction(
    theme => document.body.dataset.jpThemeName === theme,
    theme
  );
}

/** Badges go where their cell goes, and go away with what it imports. */
async function expectBadgesToFollow(page: Page): Promise<void> {
  const run = (command: string) =>
    page.evaluate(id => window.jupyterapp.commands.execute(id), command);
  const cells = page.locator('.jp-Notebook .jp-Cell');
  await run('notebook:insert-cell-below');
  await run('notebook:move-cell-up');
  await expect(cells.nth(1).locator('.jp-LiftBadges-badge')).toHaveCount(2);
  await expect(cells.nth(0).locator('.jp-LiftBadges')).toHaveCount(0);
  await page.notebook.selectCells(1);
  await run('notebook:delete-cell');
  await expect(page.locator('.jp-LiftBadges')).toHaveCount(0);
}

test.afterEach(async ({ page }) => {
  await page.evaluate(async () => {
    const { sessions } = window.jupyterapp.serviceManager;
    await sessions.shutdownAll();
  });
  await page.contents.deleteDirectory(FOLDER);
});

test('tests are listed without running, run, grow old when code changes, and pass', async ({
  page
}) => {
  await openProject(page);
  await expect(badge(page, /^clean/)).toHaveText(/2 of 2 not run/);
  await expect(badge(page, /^mean/)).toHaveText(/1 of 1 not run/);
  await showTests(page);

  await expect(row(page, /test_drops/)).toBeVisible();
  await waitForState(page, 'ready');
  await expect(panel(page).getByRole('status')).toHaveText('4 not run');
  expect(await names(page, FOLDER)).not.toContain('__pycache__');
  expect(
    await page.evaluate(
      () => [...window.jupyterapp.serviceManager.sessions.running()].length
    )
  ).toBe(0);
  await look(page, 'before');

  await button(page, 'Run all').click();
  await waitForState(page, 'ready');
  await expect(panel(page).getByRole('status')).toHaveText(
    '1 failed, 3 passed, 1 skipped'
  );
  await expect(row(page, /test_drops/)).toContainText('assert [] == [0]');
  await row(page, /test_drops/).click();
  const details = panel(page).getByRole('region', { name: /test_drops/ });
  await expect(details.locator('pre').first()).toContainText(
    'assert [] == [0]'
  );
  await details.getByText('Output').click();
  await expect(details).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('.jp-LiftTests-status')).toHaveText('✓ 3 ✗ 1');
  await expect(badge(page, /^clean/)).toHaveText(/1 of 3 failed/);
  await expect(badge(page, /^mean/)).toHaveText(/1 test passed/);
  await look(page, 'failed');
  await badge(page, /^mean/).click();
  await expect(panel(page).getByRole('treeitem')).toHaveText([
    /test_pricing/,
    /test_mean/
  ]);
  await look(page, 'only');
  await button(page, 'Tests of mean').click();
  await row(page, /test_drops/).click();

  await details
    .getByRole('button', { name: 'tests/test_pricing.py:13' })
    .click();
  await expect(
    page.getByRole('tab', { name: 'test_pricing.py' })
  ).toHaveAttribute('aria-selected', 'true');

  await saveFile(
    page,
    `${FOLDER}/tests/test_pricing.py`,
    TESTS.replace('== [0]', '== []')
  );
  await waitForState(page, 'stale');
  await expect(panel(page).getByRole('status')).toHaveText('5 outdated');
  await page.getByRole('tab', { name: 'report.ipynb' }).click();
  await expect(badge(page, /^mean/)).toHaveText(/1 test passed, outdated/);
  await expectBadgesToFollow(page);
  await look(page, 'stale');

  await button(page, 'Run failed').click();
  await expect(panel(page).getByRole('status')).toHaveText(
    '1 passed, 4 outdated'
  );
  await expect(row(page, /test_drops/)).toContainText('passed');
});

test('a run can be stopped, by keyboard too', async ({ page }) => {
  await openProject(page);
  await saveFile(
    page,
    `${FOLDER}/tests/test_slow.py`,
    'import time\ndef test_slow():\n    time.sleep(60)\n'
  );
  await showTests(page);
  await expect(row(page, /test_slow\.py/)).toBeVisible();
  const tree = panel(page).getByRole('tree');
  await tree.focus();
  await page.keyboard.press('End');
  await expect(row(page, /test_slow\b(?!\.py)/)).toHaveAttribute(
    'aria-selected',
    'true'
  );
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, /test_slow\.py/)).toHaveAttribute(
    'aria-expanded',
    'false'
  );
  await page.keyboard.press('ArrowRight');
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('jupyterlab-lift:run-tests', {
      ids: ['tests/test_slow.py']
    });
  });
  await expect(row(page, /^.*test_slow\b(?!\.py)/)).toContainText('running', {
    timeout: 90_000
  });
  await look(page, 'running');
  const stopped = Date.now();
  await button(page, 'Stop').click();
  await waitForState(page, 'ready');
  expect(Date.now() - stopped).toBeLessThan(8000);
});

for (const [name, theme] of Object.entries({
  dark: 'JupyterLab Dark',
  'high-contrast': 'JupyterLab Dark High Contrast'
})) {
  test(`what there is to read can be read in the theme ${theme}`, async ({
    page
  }) => {
    await useTheme(page, theme);
    await openProject(page);
    await saveFile(
      page,
      `${FOLDER}/tests/test_broken.py`,
      'import no_such_module\ndef test_a(): pass\n'
    );
    await showTests(page);
    await expect(row(page, /test_drops/)).toBeVisible();
    await look(page, `before ${name}`);
    await button(page, 'Run all').click();
    await expect(row(page, /tests\/test_broken\.py/).first()).toContainText(
      'cannot be read',
      { timeout: 90_000 }
    );
    await waitForState(page, 'ready');
    await row(page, /tests\/test_broken\.py/)
      .first()
      .click();
    await look(page, `unread ${name}`);
    await panel(page).getByText('Python 3 (ipykernel) in').click();
    await panel(page).getByLabel('Arguments').fill('--no-such-option');
    await page.keyboard.press('Enter');
    await button(page, 'Run all').click();
    await waitForState(page, 'problem');
    await expect(panel(page).getByRole('alert')).toContainText(
      '--no-such-option'
    );
    await look(page, `problem ${name}`);
  });
}
