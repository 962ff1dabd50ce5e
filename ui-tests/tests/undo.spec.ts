import { galata } from '@jupyterlab/galata';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, test } from '../fixtures';
import {
  content,
  fileText,
  nameField,
  openLift,
  openNotebook,
  openSaved,
  panel,
  saveFile,
  saveNotebook,
  selectCells,
  showLift,
  sources,
  stateKept,
  waitForState,
  type Page
} from './notebooks';

const WORK = ['x = 20', 'a = x + 1\nb = a * 2', 'print(a, b)'];

async function lift(page: Page, index: number, name: string): Promise<void> {
  await selectCells(page, index);
  await openLift(page);
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
}

for (const documentWideUndoRedo of [false, true]) {
  test.describe(`document-wide undo: ${documentWideUndoRedo}`, () => {
    test.use({
      mockSettings: {
        ...galata.DEFAULT_SETTINGS,
        '@jupyterlab/notebook-extension:tracker': { documentWideUndoRedo }
      }
    });

    test('undo after typing into the lifted cell, and redo', async ({
      page,
      tmpPath
    }) => {
      await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
      const before = await content(page);
      await lift(page, 1, 'compute');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\nprint("mine")', { delay: 20 });
      await expect
        .poll(() => sources(page).then(all => all[1]))
        .toContain('mine');
      const typed = await sources(page);
      await page.keyboard.press('Escape');
      for (
        let times = 0;
        times < 30 && (await content(page)) !== before;
        times++
      ) {
        await page.keyboard.press('z');
      }
      expect(await content(page)).toBe(before);
      await expect(panel(page)).toContainText('Undone');
      expect(await fileText(page, `${tmpPath}/work.py`)).toBeNull();

      for (
        let times = 0;
        times < 30 && (await sources(page))[1] !== typed[1];
        times++
      ) {
        await page.keyboard.press('Shift+Z');
      }
      expect(await sources(page)).toEqual(typed);
      await expect(panel(page)).toContainText('Redone');
      expect(await fileText(page, `${tmpPath}/work.py`)).toContain(
        'def compute(x)'
      );
    });
  });
}

test('undo leaves a module alone that was changed since, and says so', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await lift(page, 1, 'compute');
  const path = `${tmpPath}/work.py`;
  const edited = `${await fileText(page, path)}\n# mine\n`;
  await saveFile(page, path, edited);
  await page.keyboard.press('z');
  await expect(panel(page)).toContainText('was changed after the lift');
  expect(await content(page)).toBe(before);
  expect(await fileText(page, path)).toBe(edited);
});

test('undo leaves a module alone that others import, and says so', async ({
  page,
  tmpPath
}) => {
  await saveFile(page, `${tmpPath}/other.py`, 'from work import compute\n');
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await lift(page, 1, 'compute');
  await page.keyboard.press('z');
  await expect(panel(page)).toContainText('other.py imports compute');
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain('def compute');
});

test('the command undoes notebook and module, also after other edits', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await lift(page, 1, 'compute');
  await page.evaluate(() => {
    const { context } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    context.model.sharedModel.insertCell(0, {
      cell_type: 'code',
      source: 'new = 1'
    });
  });
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:undo-lift')
  );
  await expect(panel(page)).toContainText('Undone');
  expect(await sources(page)).toEqual(['new = 1', ...WORK]);
  expect(await fileText(page, `${tmpPath}/work.py`)).toBeNull();
  // Undoing the undo brings the module back before the import can run.
  await selectCells(page, 0);
  await page.keyboard.press('z');
  await expect(panel(page)).toContainText('Redone');
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain('def compute');
});

test('a lifted call is put back, edited, and lifted again as an update', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  await lift(page, 1, 'compute');
  await panel(page).getByRole('button', { name: 'Put back' }).click();
  await expect(panel(page)).toContainText('Put back.');
  expect((await sources(page))[1]).toBe(WORK[1]);

  await page.evaluate(() => {
    const { context } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    context.model.sharedModel.getCell(1).setSource('a = x + 100\nb = a * 2');
  });
  await selectCells(page, 1);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await expect(nameField(page)).toBeFocused();
  await waitForState(page, 'blocked');
  await panel(page).getByRole('button', { name: 'Update compute' }).click();
  await waitForState(page, 'ready');
  await expect(panel(page).locator('.jp-LiftDiff').first()).toContainText(
    'x + 100'
  );
  await nameField(page).press('Enter');
  await waitForState(page, 'done');
  expect(await fileText(page, `${tmpPath}/work.py`)).toContain('x + 100');
  expect((await sources(page))[1]).toContain('compute(x)');
});

test('receipts survive a reload, and still undo', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await sources(page);
  const kept = stateKept(page, '"state":"applied"');
  await lift(page, 1, 'compute');
  await saveNotebook(page);
  await kept;
  await page.reload();
  await openSaved(page, `${tmpPath}/work.ipynb`);
  await selectCells(page, 1);
  await showLift(page);
  await panel(page).getByRole('button', { name: 'Undo' }).click();
  await expect(panel(page)).toContainText('Undone');
  expect(await sources(page)).toEqual(before);
});
