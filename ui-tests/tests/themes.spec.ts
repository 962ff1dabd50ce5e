import path from 'node:path';
import { expect, test } from '../fixtures';
import {
  fileField,
  nameField,
  openNotebook,
  panel,
  selectCells,
  showLift,
  waitForState,
  type CellText,
  type Page
} from './notebooks';
import { expectReadable, expectToFit } from './readable';

/** The panel shows it: a name that a person would give. */
const FOLDER = 'quarterly';

/** The pictures of the documentation, by state and theme. */
const DOCUMENTED: { readonly [state: string]: string } = {
  'preview light': 'lift-panel.png',
  'preview dark': 'lift-panel-dark.png',
  'preview high-contrast': 'lift-panel-high-contrast.png',
  'map light': 'map.png',
  'refusal light': 'refusal.png',
  'receipt light': 'receipt.png'
};
const IMAGES = path.resolve(__dirname, '../../docs/images');
/** With `LIFT_PICTURES=1` they are taken anew, and those of the other states beside the results of the tests. */
const wanted = Boolean(process.env.LIFT_PICTURES);

const SALES: readonly CellText[] = [
  { markdown: '# Quarterly sales' },
  'import pandas as pd\nimport numpy as np',
  { markdown: '## Load' },
  'sales = pd.read_csv("sales.csv", parse_dates=["day"])\nprint(len(sales), "rows")',
  'def month_of(day):\n    """First day of the month."""\n    return day.to_period("M").to_timestamp()',
  { markdown: '## Clean' },
  {
    code: '# drop returns and cap the outliers\nsales = sales[sales["quantity"] > 0].copy()\ncap = sales["price"].quantile(0.99)\nsales["price"] = sales["price"].clip(upper=cap)\nsales["value"] = sales["price"] * sales["quantity"]\nsales["month"] = sales["day"].map(month_of)\nprint(f"{len(sales)} rows, prices up to {cap:.2f}")',
    printed: '11873 rows, prices up to 249.90\n',
    count: 6
  },
  { markdown: '## Summarise' },
  'monthly = sales.groupby("month")["value"].agg(["sum", "mean"])\ngrowth = monthly["sum"].pct_change()',
  {
    code: 'print(f"{len(monthly)} months, median growth {growth.median():.1%}")',
    printed: '24 months, median growth 1.4%\n',
    count: 8
  },
  'for name in ["sum", "mean"]:\n    if name in monthly:\n        best = monthly[name].idxmax()\nprint(best)'
];

const THEMES = {
  light: 'JupyterLab Light',
  dark: 'JupyterLab Dark',
  'high-contrast': 'JupyterLab Dark High Contrast'
};

/** Everything in the panel can be read and fits; a picture of it where one is wanted. */
async function look(page: Page, state: string): Promise<void> {
  await expectReadable(panel(page));
  await expectToFit(panel(page));
  if (wanted) {
    const name = DOCUMENTED[state];
    const file = name
      ? path.join(IMAGES, name)
      : test.info().outputPath(`${state}.png`);
    await page.mouse.move(700, 880);
    await page.screenshot({ path: file });
  }
}

async function pressLift(page: Page): Promise<void> {
  await page.keyboard.press('l');
  await page.keyboard.press('l');
}

async function useTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(async theme => {
    await window.jupyterapp.commands.execute('apputils:change-theme', {
      theme
    });
  }, theme);
  await page.waitForFunction(
    theme => document.body.dataset.jpThemeName === theme,
    theme
  );
}

test.afterEach(({ page }) => page.contents.deleteDirectory(FOLDER));

for (const [name, theme] of Object.entries(THEMES)) {
  test(`every state in the theme ${theme}`, async ({ page }) => {
    await useTheme(page, theme);
    await page.sidebar.close('left');
    await page.contents.createDirectory(FOLDER);
    await page.activity.closeAll();
    await showLift(page);
    await expect(panel(page)).toContainText('No notebook is open');
    await expectReadable(panel(page));

    await openNotebook(page, `${FOLDER}/sales.ipynb`, SALES);
    await expect(
      panel(page).getByRole('option', { name: /month_of/ })
    ).toBeVisible();
    await expect(panel(page).getByLabel('Project')).toBeVisible();
    await look(page, `map ${name}`);

    await selectCells(page, 10);
    await pressLift(page);
    await waitForState(page, 'blocked');
    await expect(
      panel(page).getByRole('region', { name: 'Why this cannot be lifted' })
    ).toContainText('best');
    await look(page, `refusal ${name}`);
    await nameField(page).press('Escape');

    await selectCells(page, 6);
    await pressLift(page);
    await waitForState(page, 'ready');
    await expect(
      panel(page).getByRole('region', { name: /^Changes of / })
    ).toHaveCount(2);
    await look(page, `preview ${name}`);

    await page.route('**/api/contents/**/*.py*', route =>
      route.request().method() === 'PUT'
        ? route.fulfill({ status: 500, json: { message: 'Out of order' } })
        : route.continue()
    );
    await nameField(page).press('Enter');
    await waitForState(page, 'failed');
    await expect(panel(page).getByRole('alert')).toContainText(
      'Nothing was changed'
    );
    await look(page, `failure ${name}`);
    await page.unroute('**/api/contents/**/*.py*');

    await panel(page)
      .getByRole('button', { name: 'Make the preview again' })
      .click();
    await waitForState(page, 'ready');
    await fileField(page).focus();
    await page.keyboard.press('Enter');
    await waitForState(page, 'done');
    const label = page
      .locator('.jp-OutputArea')
      .getByText('From before the lift');
    await expect(label).toBeVisible();
    await expectReadable(label);
    await look(page, `receipt ${name}`);

    await page.keyboard.press('z');
    await expect(panel(page)).toContainText('Undone');
    await look(page, `undone ${name}`);
  });
}
