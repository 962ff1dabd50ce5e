import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures';
import {
  fileText,
  nameField,
  openLift,
  openNotebook,
  panel,
  selectCells,
  sources,
  waitForState,
  type Page
} from './notebooks';

const WORK = [
  { markdown: '# Load' },
  'raw = [3, 1, 2]',
  { markdown: '# Clean' },
  'data = sorted(raw)\ntop = data[-1]',
  'ALIASES = {"a": "b"}',
  'def fix(x):\n    return ALIASES.get(x, x)',
  'def twice(x):\n    return 2 * x',
  'print(list(map(fix, data)), twice(top))',
  { markdown: 'Just a remark.' }
];

const map = (page: Page) =>
  panel(page).getByRole('listbox', { name: 'Notebook map' });

/** Presses Tab until a control has the focus, as a person does who looks where it is. */
async function tabTo(page: Page, control: Locator, key = 'Tab'): Promise<void> {
  const hasFocus = () =>
    control.evaluate(node => node === document.activeElement);
  for (let times = 0; times < 15 && !(await hasFocus()); times++) {
    await page.keyboard.press(key);
  }
  await expect(control).toBeFocused();
}

async function expectCommandMode(page: Page): Promise<void> {
  await expect(
    page.locator('.jp-Notebook.jp-mod-commandMode .jp-Cell.jp-mod-active:focus')
  ).toHaveCount(1);
}

test('from the map: arrows, Enter selects, Enter opens, Enter lifts, Escape leaves', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 8);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await expect(map(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expectCommandMode(page);

  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await expect(map(page)).toBeFocused();
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant');
      return (id && document.getElementById(id)?.textContent) ?? '';
    });
  await page.keyboard.press('End');
  await expect.poll(active).toContain('cut above');
  await page.keyboard.press('Home');
  await expect.poll(active).toContain('fix');
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toContain('twice');
  await page.keyboard.press('Enter');
  await expect(map(page)).toBeFocused();
  await expect(panel(page)).toContainText('Selected: cell 7');
  await page.keyboard.press('Enter');
  await waitForState(page, 'ready');
  await expect(nameField(page)).toBeFocused();
  await expect(nameField(page)).toHaveValue('twice');
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  await expectCommandMode(page);
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain('def twice');
});

test('a definition that cannot move does not hold up the others', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 8);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await expect(map(page)).toBeFocused();
  const all = panel(page).getByRole('button', {
    name: 'Move all 2 definitions to …'
  });
  await tabTo(page, all, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await waitForState(page, 'blocked');
  await expect(panel(page)).toContainText('ALIASES');
  const only = panel(page).getByRole('button', { name: 'Lift only twice' });
  await expect(only).toHaveCount(1);
  await tabTo(page, only);
  await page.keyboard.press('Enter');
  await waitForState(page, 'ready');
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  const text = await fileText(page, `${tmpPath}/work.py`);
  expect(text).toContain('def twice');
  expect(text).not.toContain('def fix');
  expect((await sources(page))[5]).toBe(WORK[5]);
});

test('put back, edit, update', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 3);
  await openLift(page);
  await page.keyboard.type('tidy');
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  await expectCommandMode(page);

  // A call of lifted code has nothing to lift: its receipt is shown.
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  const receipt = panel(page).getByRole('region', { name: 'Receipt' });
  await expect(receipt).toBeFocused();
  await tabTo(page, receipt.getByRole('button', { name: 'Put back' }));
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Put back.');
  await expectCommandMode(page);
  expect((await sources(page))[3]).toBe(WORK[3]);

  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' + 100');
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await expect(nameField(page)).toBeFocused();
  // The cells were tidy before: they are offered as its update, not as another function.
  await waitForState(page, 'blocked');
  await tabTo(page, panel(page).getByRole('button', { name: 'Update tidy' }));
  await page.keyboard.press('Enter');
  await waitForState(page, 'ready');
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain('+ 100');
  expect((await sources(page))[3]).toContain('tidy(raw)');
  await expectCommandMode(page);
});
