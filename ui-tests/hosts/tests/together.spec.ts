import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import {
  cells,
  CELLS,
  hasState,
  moduleText,
  openLift,
  openNotebook,
  panel,
  sources,
  writeNotebook
} from '../page';

/** Types at the end of a cell, as a person does. */
async function type(page: Page, cell: number, text: string): Promise<void> {
  await cells(page).nth(cell).locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

test('one page lifts and undoes while another edits the same notebook', async ({
  browser,
  server
}) => {
  writeNotebook(server);
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await openNotebook(a, server);
  await openNotebook(b, server);
  await openLift(a, 1);

  await type(b, 1, '\nkept = len(clean)');
  await type(b, 2, '\nprint(kept)');
  const edited = [
    CELLS[0],
    `${CELLS[1]}\nkept = len(clean)`,
    `${CELLS[2]}\nprint(kept)`
  ];
  await expect.poll(() => sources(a)).toEqual(edited);
  await a.keyboard.press('Enter');
  await expect(panel(a)).toContainText('Press Enter again to lift');
  await expect(panel(a)).toContainText('Changed: cell 2');
  expect(moduleText(server)).toBeNull();
  expect(await sources(a)).toEqual(edited);

  await a.keyboard.press('Enter');
  await hasState(a, 'done');
  expect(moduleText(server)).toContain('kept = len(clean)');
  const lifted = await sources(a);
  expect(lifted[1]).toMatch(/^from work import .*\n.*kept.* = .*\(rows\)$/);
  expect([lifted[0], lifted[2]]).toEqual([edited[0], edited[2]]);
  await expect.poll(() => sources(b)).toEqual(lifted);

  await type(b, 0, '\nmine = 1');
  const typed = [`${CELLS[0]}\nmine = 1`, ...lifted.slice(1)];
  await expect.poll(() => sources(a)).toEqual(typed);
  await a.keyboard.press('z');
  await expect(panel(a)).toContainText('Undone');
  const undone = [typed[0], ...edited.slice(1)];
  await expect.poll(() => sources(a)).toEqual(undone);
  await expect.poll(() => sources(b)).toEqual(undone);
  expect(moduleText(server)).toBeNull();
});
