import { galata } from '@jupyterlab/galata';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, test } from '../fixtures';
import {
  content,
  fileField,
  fileText,
  nameField,
  openLift,
  openNotebook,
  panel,
  saveFile,
  selectCells,
  sources,
  waitForState
} from './notebooks';

const WORK = ['x = 20', 'a = x + 1\nb = a * 2', 'print(a, b)'];

test('a module that is open with unsaved changes is not written', async ({
  page,
  tmpPath
}) => {
  const path = `${tmpPath}/work.py`;
  await saveFile(page, path, 'y = 1\n');
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await page.evaluate(async path => {
    await window.jupyterapp.commands.execute('docmanager:open', {
      path,
      factory: 'Editor'
    });
  }, path);
  await page.locator('.jp-FileEditor .cm-content').click();
  await page.keyboard.type('z');
  await expect(page.locator('.lm-DockPanel-tabBar .jp-mod-dirty')).toHaveCount(
    1
  );
  await page.getByRole('tab', { name: 'work.ipynb' }).click();
  await selectCells(page, 1);
  await openLift(page);
  await expect(panel(page)).toContainText('added to the existing file');
  await page.keyboard.press('Enter');
  await waitForState(page, 'failed');
  await expect(panel(page)).toContainText('open with unsaved changes');
  await expect(panel(page)).toContainText('Nothing was changed');
  expect(await content(page)).toBe(before);
  expect(await fileText(page, path)).toBe('y = 1\n');
});

test('an open editor without changes follows the lift', async ({
  page,
  tmpPath
}) => {
  const path = `${tmpPath}/work.py`;
  await saveFile(page, path, 'y = 1\n');
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await page.evaluate(async path => {
    const { commands } = window.jupyterapp;
    await commands.execute('docmanager:open', {
      path,
      factory: 'Editor',
      options: { mode: 'split-bottom', activate: false }
    });
  }, path);
  await selectCells(page, 1);
  await openLift(page);
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  await expect(page.locator('.jp-FileEditor .cm-content')).toContainText(
    'return'
  );
});

test('a notebook that was never saved', async ({ page, tmpPath }) => {
  await page.evaluate(async cwd => {
    const { commands, shell } = window.jupyterapp;
    await commands.execute('notebook:create-new', {
      cwd,
      kernelName: 'python3'
    });
    const notebook = shell.currentWidget as NotebookPanel;
    await notebook.context.ready;
    await notebook.revealed;
    notebook.context.model.sharedModel
      .getCell(0)
      .setSource('a = 1\nb = a + 1\nprint(b)');
  }, tmpPath);
  await selectCells(page, 0);
  await openLift(page);
  await expect(fileField(page)).toHaveValue('helpers.py');
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
  expect((await sources(page))[0]).toContain('from helpers import');
  await page.keyboard.press('z');
  await expect(panel(page)).toContainText('Undone');
});

for (const windowingMode of ['full', 'contentVisibility']) {
  test.describe(`windowing mode ${windowingMode}`, () => {
    test.use({
      mockSettings: {
        ...galata.DEFAULT_SETTINGS,
        '@jupyterlab/notebook-extension:tracker': { windowingMode }
      }
    });

    test('cells out of view take part', async ({ page, tmpPath }) => {
      const step = (at: number) => `y_${at} = x + ${at}\nz_${at} = y_${at} * 2`;
      await openNotebook(page, `${tmpPath}/work.ipynb`, [
        'x = 1',
        ...Array.from({ length: 79 }, (_, at) => step(at)),
        { code: `${step(79)}\nprint(z_79)`, printed: '160\n', count: 9 },
        'print(z_10, z_79)'
      ]);
      const before = await content(page);
      await selectCells(page, 0);
      await page.evaluate(() =>
        window.jupyterapp.commands.execute('jupyterlab-lift:lift-cells', {
          cells: [79, 80],
          name: 'late'
        })
      );
      await waitForState(page, 'ready');
      await expect(panel(page).locator('.jp-LiftChanges')).toContainText(
        'z_79 = y_79 * 2'
      );
      await nameField(page).press('Enter');
      await waitForState(page, 'done');
      expect(await sources(page)).toHaveLength(81);
      await expect(
        page.locator('.jp-Notebook .jp-Cell.jp-mod-active')
      ).toContainText('late(x)');
      await expect(
        page.locator('.jp-Notebook .jp-Cell.jp-mod-active')
      ).toBeInViewport();
      await expect(
        page.locator('.jp-OutputArea').getByText('From before the lift')
      ).toBeInViewport();
      await page.evaluate(() =>
        window.jupyterapp.commands.execute('notebook:undo-cell-action')
      );
      await expect(panel(page)).toContainText('Undone');
      expect(await content(page)).toBe(before);
    });
  });
}

test('the document changes under the preview', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 1);
  await openLift(page);
  await page.evaluate(() => {
    const { context } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    context.model.sharedModel.getCell(1).setSource('a = x + 7\nb = a');
  });
  await nameField(page).press('Enter');
  await expect(panel(page)).toContainText('Press Enter again to lift');
  await expect(panel(page)).toContainText('Changed: cell 2');
  expect(await fileText(page, `${tmpPath}/work.py`)).toBeNull();
  await waitForState(page, 'ready');
  await nameField(page).press('Enter');
  await waitForState(page, 'done');
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain('x + 7');
});

test('the module changes on disk under the preview', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 1);
  await openLift(page);
  const path = `${tmpPath}/work.py`;
  await page.request.put(`api/contents/${path}`, {
    data: { type: 'file', format: 'text', content: 'mine = 1\n' }
  });
  await nameField(page).press('Enter');
  await expect(panel(page)).toContainText('work.py');
  await expect(panel(page)).toContainText('Press Enter again to lift');
  expect(await fileText(page, path)).toBe('mine = 1\n');
  await waitForState(page, 'ready');
  await nameField(page).press('Enter');
  await waitForState(page, 'done');
  expect(await fileText(page, path)).toMatch(/mine = 1[^]*def /);
});

test('a refusal says why, and one click mends it', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await selectCells(page, 1);
  await openLift(page);
  await fileField(page).fill('../outside.py');
  await waitForState(page, 'blocked');
  await expect(panel(page)).toContainText('Nothing has been changed');
  await nameField(page).press('Enter');
  await waitForState(page, 'blocked');
  expect(await content(page)).toBe(before);
  await panel(page).getByRole('button', { name: /^Use / }).click();
  await waitForState(page, 'ready');
  await nameField(page).press('Escape');
  await waitForState(page, 'idle');
  await expect(
    page.locator('.jp-Notebook.jp-mod-commandMode .jp-Cell:focus')
  ).toHaveCount(1);
});

test('the file field completes modules of the project', async ({
  page,
  tmpPath
}) => {
  await saveFile(page, `${tmpPath}/pyproject.toml`, '');
  await saveFile(page, `${tmpPath}/features.py`, '');
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await selectCells(page, 1);
  await openLift(page);
  await fileField(page).fill('feat');
  await expect(
    panel(page).getByRole('option', { name: 'features.py' })
  ).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(fileField(page)).toHaveValue('features.py');
  await waitForState(page, 'ready');
  await expect(panel(page)).toContainText('added to the existing file');
});

test('a server that fails half-way changes nothing', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await selectCells(page, 1);
  await openLift(page);
  await page.route('**/api/contents/**/work.py*', route =>
    route.request().method() === 'PUT'
      ? route.fulfill({
          status: 500,
          contentType: 'application/json',
          body: '{"message": "No space left on device"}'
        })
      : route.continue()
  );
  await nameField(page).press('Enter');
  await waitForState(page, 'failed');
  await expect(panel(page)).toContainText('no space left');
  expect(await content(page)).toBe(before);
  await page.unroute('**/api/contents/**/work.py*');
  await panel(page)
    .getByRole('button', { name: 'Make the preview again' })
    .click();
  await waitForState(page, 'ready');
  await nameField(page).press('Enter');
  await waitForState(page, 'done');
});
