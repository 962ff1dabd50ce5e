import { expect, test } from '../fixtures';
import {
  content,
  fileText,
  nameField,
  openLift,
  openNotebook,
  outputs,
  panel,
  runAll,
  runCell,
  selectCells,
  sources,
  waitForState
} from './notebooks';

// Galata's stand-in for the kernels cannot restart one.
test.use({ kernels: null });

const WORK = [
  { markdown: '# Sales' },
  'rows = [{"price": i * 1.5, "qty": i % 7} for i in range(20)]',
  '# keep what was sold\nclean = [r for r in rows if r["qty"] > 0]\nmissing = len(rows) - len(clean)',
  'print(len(clean), missing)\nclean[0]'
];
const LIFTED = 'from work import keep_sold\nclean, missing = keep_sold(rows)';

test('with the keyboard alone, without a kernel', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await selectCells(page, 2);
  await openLift(page);
  await expect(nameField(page)).toBeFocused();
  await expect(nameField(page)).toHaveValue('keep_sold');
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(
    'keep_sold'
  );

  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  expect(await sources(page)).toEqual(
    [WORK[0], ...WORK.slice(1)].map((text, at) =>
      typeof text === 'string' ? (at === 2 ? LIFTED : text) : text.markdown
    )
  );
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain(
    'def keep_sold(rows):'
  );
  await expect(panel(page)).toContainText('Not proved');
  await expect(
    page.locator('.jp-Notebook.jp-mod-commandMode .jp-Cell.jp-mod-active:focus')
  ).toContainText('keep_sold');
  await expect(
    page.locator('.jp-Notebook .jp-Cell.jp-mod-active .jp-InputPrompt')
  ).toHaveText('[ ]:');
  const saved = await page.evaluate(async path => {
    const file = await window.jupyterapp.serviceManager.contents.get(path, {
      content: true
    });
    return JSON.stringify(file.content);
  }, `${tmpPath}/work.ipynb`);
  expect(saved).not.toContain('keep_sold');

  await page.keyboard.press('z');
  await expect(panel(page)).toContainText('Undone');
  expect(await content(page)).toBe(before);
  expect(await fileText(page, `${tmpPath}/work.py`)).toBeNull();

  await page.keyboard.press('Shift+Z');
  await expect(panel(page)).toContainText('Redone');
  expect((await sources(page))[2]).toBe(LIFTED);
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain(
    'def keep_sold(rows):'
  );
});

test('with a name of one’s own, typed and entered at once', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 2);
  await openLift(page);
  await page.keyboard.type('only_sold');
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  expect((await sources(page))[2]).toContain(
    'clean, missing = only_sold(rows)'
  );
});

test('with the mouse', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await page.notebook.selectCells(2);
  await page
    .locator(
      '.jp-NotebookPanel-toolbar [data-command="jupyterlab-lift:lift-cells"]'
    )
    .click();
  await waitForState(page, 'ready');
  await expect(page.locator('.jp-Notebook .jp-Cell.jp-mod-lift')).toHaveCount(
    1
  );
  await panel(page).getByRole('button', { name: 'Lift', exact: true }).click();
  await waitForState(page, 'done');
  await expect(page.locator('.jp-Notebook .jp-Cell.jp-mod-lift')).toHaveCount(
    0
  );
  await panel(page).getByRole('button', { name: 'Open work.py' }).click();
  await expect(page.locator('.jp-FileEditor')).toContainText(
    'def keep_sold(rows)'
  );
  await page.evaluate(async path => {
    await window.jupyterapp.commands.execute('docmanager:open', { path });
  }, `${tmpPath}/work.ipynb`);
  await panel(page).getByRole('button', { name: 'Undo' }).click();
  await expect(panel(page)).toContainText('Undone');
  expect((await sources(page))[2]).toBe(WORK[2]);
});

test('keys typed with no pause lift once, after the preview was drawn, or not at all', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  for (const keys of [
    ['l', 'l', 'Enter'],
    ['l', 'l', 'n', 'e', 'w', 'Enter']
  ]) {
    const before = await sources(page);
    await selectCells(page, 2);
    for (const key of keys) {
      await page.keyboard.press(key);
    }
    await waitForState(page, 'ready');
    expect(await sources(page)).toEqual(before);
    await expect(nameField(page)).toBeFocused();
    await expect(nameField(page)).toHaveValue(
      keys.length > 3 ? 'new' : 'keep_sold'
    );
    await page.keyboard.press('Escape');
    await expect(
      page.locator('.jp-Notebook.jp-mod-commandMode .jp-Cell:focus')
    ).toHaveCount(1);
  }
  await openLift(page);
  for (let times = 0; times < 3; times++) {
    await page.keyboard.press('Enter');
  }
  await waitForState(page, 'done');
  expect(
    (await sources(page)).filter(source => source.includes('keep_sold'))
  ).toHaveLength(1);
  await expect(page.locator('.jp-Notebook.jp-mod-commandMode')).toHaveCount(1);
});

test('run afterwards in a real kernel, the cells give the same', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK, { kernel: true });
  await runAll(page);
  await expect.poll(() => outputs(page).then(all => all[2])).toContain('17 3');
  const before = await outputs(page);
  await selectCells(page, 2);
  await openLift(page);
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  await runAll(page, true);
  await expect.poll(() => outputs(page).then(all => all[2])).toContain('17 3');
  expect(await outputs(page)).toEqual(before);
});

test('one Shift Enter runs all cells that stand for the selected ones', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    `${tmpPath}/work.ipynb`,
    ['x = 20', 'a = x + 1\na', { markdown: 'Then:' }, 'b = a * 2\nb', 'x'],
    { kernel: true }
  );
  await runAll(page);
  await expect.poll(() => outputs(page).then(all => all[3])).toContain('20');
  await selectCells(page, 1, 3);
  await openLift(page);
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  await expect(page.getByText('From before the lift')).toHaveCount(2);
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('From before the lift')).toHaveCount(0);
  await expect.poll(() => outputs(page).then(all => all[1])).toContain('21');
  await expect.poll(() => outputs(page).then(all => all[2])).toContain('42');
});

test('a second lift into the same module runs with the rewritten cells alone', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    `${tmpPath}/work.ipynb`,
    ['x = 20', 'a = x + 1\nb = a * 2', 'c = b + x\nd = c - 1', 'print(b, d)'],
    {
      kernel: true
    }
  );
  await runCell(page, 0);
  for (const [index, name] of [
    [1, 'first'],
    [2, 'second']
  ] as const) {
    await selectCells(page, index);
    await openLift(page);
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await waitForState(page, 'done');
    await runCell(page, index);
  }
  await runCell(page, 3);
  expect((await outputs(page))[3]).toBe('42 61\n');
  expect((await sources(page))[2]).toContain('second(');
});
