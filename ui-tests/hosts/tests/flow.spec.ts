import { expect, test } from '../fixtures';
import {
  CELLS,
  hasState,
  LIFTED,
  moduleText,
  openLift,
  openNotebook,
  outputs,
  panel,
  restart,
  runAll,
  sources,
  writeNotebook
} from '../page';

test('lift, run to the same outputs, undo', async ({ page, server }) => {
  writeNotebook(server);
  await openNotebook(page, server);
  await runAll(page);
  const before = await outputs(page);
  expect(before[2]).toContain('17 3');

  await openLift(page, 1);
  await page.keyboard.press('Enter');
  await hasState(page, 'done');
  expect(await sources(page)).toEqual([CELLS[0], LIFTED, CELLS[2]]);
  expect(moduleText(server)).toContain('def keep_sold(rows):');

  await restart(page);
  await runAll(page);
  expect(await outputs(page)).toEqual(before);

  await page.locator('.jp-Notebook .jp-InputPrompt').nth(1).click();
  await page.keyboard.press('z');
  await expect(panel(page)).toContainText('Undone');
  expect(await sources(page)).toEqual(CELLS);
  expect(moduleText(server)).toBeNull();
});
