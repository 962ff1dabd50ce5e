import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures';
import { openNotebook, type Page, saveFile } from './notebooks';
import { expectReadable, expectToFit } from './readable';

const FOLDER = 'prices';

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
  if (process.env.LIFT_PICTURES) {
    await page.screenshot({ path: test.info().outputPath(`${state}.png`) });
  }
}

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
