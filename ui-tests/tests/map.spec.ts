import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, test } from '../fixtures';
import {
  fileText,
  nameField,
  openNotebook,
  panel,
  selectCells,
  sources,
  waitForState,
  type Page
} from './notebooks';

const WORK = [
  { markdown: '# Load' },
  'import math\nraw = [3, 1, 2]',
  'def twice(x):\n    return 2 * x',
  { markdown: '## Clean' },
  'data = sorted(raw)',
  'tmp = [twice(x) for x in data]\ndata = tmp',
  { markdown: '# Show' },
  'class Report:\n    def text(self, xs):\n        return str(xs)',
  'print(Report().text(data))',
  { markdown: 'Just a remark.' }
];

const list = (page: Page) =>
  panel(page).getByRole('listbox', { name: 'Notebook map' });
const row = (page: Page, name: string | RegExp) =>
  list(page).getByRole('option', { name });

async function showMap(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:show-lift')
  );
  await expect(list(page)).toBeVisible();
}

function selected(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    return content.widgets.flatMap((cell, at) =>
      content.isSelected(cell) ? [at] : []
    );
  });
}

test('with nothing sensible selected the panel is the map', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 9);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await waitForState(page, 'idle');
  await expect(row(page, /twice/)).toBeVisible();
  await expect(row(page, /Report/)).toBeVisible();
  await expect(row(page, /Clean/)).toContainText('raw');
  await expect(row(page, /Clean/)).toContainText('data');
  await expect(row(page, 'cut above cell 6, one name crosses')).toBeVisible();
  await expect(row(page, /twice/)).toContainText('cell 3');
  await expect(panel(page)).toContainText('No code is selected');
});

test('one click that helps all reasons stands above them', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, [
    'A = {1: 2}\nB = {1: 3}',
    'def f(x):\n    return A[x]\n\ndef g(x):\n    return B[x]',
    'def h(x):\n    return x',
    'list(map(f, [1])), list(map(g, [1]))'
  ]);
  await showMap(page);
  await panel(page).getByRole('button', { name: 'Move all 3' }).click();
  await waitForState(page, 'blocked');
  const why = panel(page).getByRole('region', { name: 'Why this cannot' });
  await expect(why.getByRole('listitem')).toHaveCount(2);
  await expect(why.getByRole('button', { name: 'Lift only h' })).toHaveCount(1);
  await expect(why.locator('button').first()).toHaveText('Lift only h');
});

test('a row selects its cells, with mouse and keyboard', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await showMap(page);
  await row(page, /Clean/).click();
  expect(await selected(page)).toEqual([4, 5]);
  await list(page).press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await selected(page)).toEqual([7]);
  await expect(list(page)).toBeFocused();
  await panel(page).getByRole('button', { name: 'Lift…' }).click();
  await waitForState(page, 'ready');
  await expect(nameField(page)).toHaveValue('Report');
});

test('all definitions move at once', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await showMap(page);
  await panel(page)
    .getByRole('button', { name: 'Move all 2 definitions to …' })
    .click();
  await waitForState(page, 'ready');
  await nameField(page).press('Enter');
  await waitForState(page, 'done');
  const text = await fileText(page, `${tmpPath}/work.py`);
  expect(text).toContain('def twice(x):');
  expect(text).toContain('class Report:');
  expect((await sources(page)).join('\n')).toContain('from work import');
});

test('a selected heading means its section', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 3);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await waitForState(page, 'ready');
  await expect(page.locator('.jp-Notebook .jp-Cell.jp-mod-lift')).toHaveCount(
    2
  );
});

test('a cell that calls lifted code shows its receipt', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 4);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await waitForState(page, 'ready');
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  await page.keyboard.press('ArrowDown');
  await waitForState(page, 'idle');
  await expect(
    panel(page).getByRole('region', { name: 'Receipt' })
  ).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await expect(
    panel(page).getByRole('region', { name: 'Receipt' })
  ).toContainText('work.py');
});

test('ten thousand rows scroll', async ({ page, tmpPath }) => {
  const definitions = Array.from({ length: 20 }, (_, cell) =>
    Array.from({ length: 500 }, (_, at) => `def f_${cell}_${at}(): pass`).join(
      '\n'
    )
  );
  await openNotebook(page, `${tmpPath}/work.ipynb`, definitions);
  await showMap(page);
  await list(page).focus();
  await page.keyboard.press('End');
  await expect(row(page, /f_19_499/)).toBeVisible();
  expect(await list(page).getByRole('option').count()).toBeLessThan(100);
  await page.keyboard.press('Enter');
  expect(await selected(page)).toEqual([19]);
});
