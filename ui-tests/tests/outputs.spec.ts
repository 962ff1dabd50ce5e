import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, test } from '../fixtures';
import {
  content,
  openLift,
  openNotebook,
  openSaved,
  outputs,
  runAll,
  runCell,
  saveNotebook,
  selectCells,
  stateKept,
  waitForState,
  type Page
} from './notebooks';

// Galata's stand-in for the kernels runs nothing.
test.use({ kernels: null });

const WORK = [
  { code: 'x = 20\nprint("x is", x)', printed: 'x is 20\n', count: 3 },
  { code: 'a = x + 1\nprint("a is", a)', printed: 'a is 21\n', count: 5 },
  { code: 'print(a * 2)', printed: '42\n', count: 6 }
];

const labels = (page: Page) =>
  page.locator('.jp-OutputArea').getByText('From before the lift');

async function lift(page: Page, index: number): Promise<void> {
  await selectCells(page, index);
  await openLift(page);
  await page.keyboard.press('Enter');
  await waitForState(page, 'done');
}

test('an old output is labelled until its cell is run, over reloads, and the notebook does not know', async ({
  page,
  tmpPath
}) => {
  const path = `${tmpPath}/work.ipynb`;
  await openNotebook(page, path, WORK, { kernel: true });
  await runAll(page);
  await expect.poll(() => outputs(page).then(all => all[2])).toBe('42\n');
  const kept = stateKept(page, '"state":"applied"');
  await lift(page, 1);
  await expect(labels(page)).toHaveCount(1);
  await expect(labels(page)).toBeInViewport();
  await expect(
    page.locator('.jp-OutputArea', { hasText: 'From before the lift' })
  ).toContainText('a is 21');
  expect(await content(page)).not.toContain('before the lift');

  await saveNotebook(page);
  await kept;
  await page.reload();
  await openSaved(page, path, { kernel: true });
  await expect(labels(page)).toHaveCount(1);

  const run = stateKept(page, '"run":["');
  await runCell(page, 0);
  await runCell(page, 1);
  await expect.poll(() => outputs(page).then(all => all[1])).toBe('a is 21\n');
  await expect(labels(page)).toHaveCount(0);
  await saveNotebook(page);
  await run;
  await page.reload();
  await openSaved(page, path);
  await expect(
    page.locator('.jp-Notebook .jp-OutputArea').getByText('a is 21')
  ).toBeVisible();
  await expect(labels(page)).toHaveCount(0);
});

test('the label goes with undo, comes with redo, and goes for good when the output is cleared', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, `${tmpPath}/work.ipynb`, WORK);
  const before = await content(page);
  await lift(page, 1);
  await expect(labels(page)).toHaveCount(1);
  await page.keyboard.press('z');
  await expect(labels(page)).toHaveCount(0);
  expect(await content(page)).toBe(before);
  await page.keyboard.press('Shift+Z');
  await expect(labels(page)).toHaveCount(1);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('notebook:clear-cell-output')
  );
  await expect(labels(page)).toHaveCount(0);
  // What a later run prints is new, before its count is known too.
  await page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    const { outputs } = content.activeCell?.model as unknown as {
      outputs: { add(output: object): void };
    };
    outputs.add({ output_type: 'stream', name: 'stdout', text: 'new' });
  });
  await expect(
    page.locator('.jp-Notebook .jp-OutputArea').getByText('new')
  ).toBeVisible();
  await expect(labels(page)).toHaveCount(0);
});
