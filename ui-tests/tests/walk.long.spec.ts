import path from 'node:path';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import type { FileEditor } from '@jupyterlab/fileeditor';
import { expect, test } from '../fixtures';
import {
  fileField,
  openSaved,
  panel,
  saveNotebook,
  selectCells,
  sources,
  waitForState,
  type Page
} from './notebooks';

/** The pictures show it: a name that a person would give. */
const FOLDER = 'rentals';
const REPOSITORY = path.resolve(__dirname, '../..');
/** With `LIFT_PICTURES=1` the pictures of the walk in the documentation are taken anew. */
const wanted = Boolean(process.env.LIFT_PICTURES);
/** Where the example defines `comfort`. */
const COMFORT = 65;
/** Where the module divides the wind, from 1. */
const BROKEN_LINE = 8;

async function picture(page: Page, name: string): Promise<void> {
  if (wanted) {
    await page.mouse.move(700, 880);
    const file = `${REPOSITORY}/docs/images/walk-${name}.png`;
    await page.screenshot({ path: file });
  }
}

const run = (page: Page, command: string, args = {}) =>
  page.evaluate(
    async ([command, args]) => {
      await window.jupyterapp.commands.execute(command, args);
    },
    [command, args] as const
  );
const tests = (page: Page) => page.locator('#jp-lift-tests');
const comfortTest = (page: Page) =>
  tests(page).getByRole('treeitem', { name: /test_comfort/ });

async function runTests(page: Page, result: RegExp): Promise<void> {
  await tests(page).getByRole('button', { name: 'Run all' }).click();
  await expect(tests(page).getByRole('status')).toHaveText(result, {
    timeout: 90_000
  });
}

/** Types over the module as a person would, and saves it. */
async function edit(page: Page, from: string, to: string): Promise<void> {
  await run(page, 'docmanager:open', {
    path: `${FOLDER}/bikes.py`,
    factory: 'Editor'
  });
  await page.evaluate(
    async ([from, to]) => {
      const { content, context } = window.jupyterapp.shell
        .currentWidget as IDocumentWidget<FileEditor>;
      await context.ready;
      const { sharedModel } = content.model;
      sharedModel.setSource(sharedModel.getSource().replace(from, to));
      await context.save();
    },
    [from, to]
  );
}

test.afterEach(async ({ page }) => {
  await page.evaluate(() =>
    window.jupyterapp.serviceManager.sessions.shutdownAll()
  );
  await page.contents.deleteDirectory(FOLDER);
});

test('from a notebook that does not run clean to a tested function', async ({
  page
}) => {
  // Seven runs of the example, on whatever machine this is.
  test.setTimeout(600_000);
  await page.contents.deleteDirectory(FOLDER);
  await page.contents.uploadDirectory(`${REPOSITORY}/examples`, FOLDER);
  await page.sidebar.close('left');
  await page.activity.closeAll();
  await openSaved(page, `${FOLDER}/bike-rentals.ipynb`);
  const check = panel(page).getByRole('region', { name: 'Check' });

  await test.step('check', async () => {
    await run(page, 'jupyterlab-lift:check-notebook');
    await check.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(check).toContainText(
      /Would not run clean: \[181\] needs PRICE, whose cell is gone\./,
      { timeout: 120_000 }
    );
    await picture(page, 'check');
    await check.getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('lift what is proved', async () => {
    await selectCells(page, COMFORT);
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    await waitForState(page, 'ready');
    await fileField(page).fill('bikes.py');
    await waitForState(page, 'ready');
    await page.keyboard.press('Alt+Enter');
    await check.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(check).toContainText(/Run \d of 3/, { timeout: 60_000 });
    await picture(page, 'verify');
    await expect(panel(page)).toContainText(
      'Proved: run with and without the lift',
      { timeout: 180_000 }
    );
    await picture(page, 'proved');
    expect((await sources(page))[COMFORT]).toContain(
      'from bikes import comfort'
    );
  });

  await test.step('write a test', async () => {
    const card = panel(page).getByRole('region', { name: 'Write test' });
    await saveNotebook(page);
    await selectCells(page, COMFORT + 1);
    await run(page, 'jupyterlab-lift:write-test');
    await card.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(card).toContainText(/Notices \d of \d changes/, {
      timeout: 120_000
    });
    await picture(page, 'write-test');
    await card.getByRole('button', { name: 'Write' }).click();
    await expect(card).toContainText(/Written: \d tests?/, {
      timeout: 60_000
    });
  });

  await test.step('run it', async () => {
    await run(page, 'jupyterlab-lift:show-tests');
    await runTests(page, /^\d passed$/);
    await picture(page, 'passed');
  });

  await test.step('break the function', async () => {
    await edit(page, 'wind / 10', 'wind / 5');
    await runTests(page, /failed/);
    await comfortTest(page).first().click();
    await picture(page, 'failed');
  });

  await test.step('debug the test', async () => {
    await page
      .locator('.jp-FileEditor:visible .cm-breakpoint-gutter .cm-gutterElement')
      .nth(BROKEN_LINE)
      .click();
    await comfortTest(page).first().hover();
    await comfortTest(page)
      .first()
      .getByRole('button', { name: /^Debug/ })
      .click();
    await expect(
      page.locator('.jp-FileEditor:visible .jp-DebuggerEditor-highlight')
    ).toContainText('wind / 5', { timeout: 60_000 });
    await expect(page.locator('.jp-DebuggerVariables')).toContainText('temp');
    await picture(page, 'debug');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
  });

  await test.step('mend it', async () => {
    await edit(page, 'wind / 5', 'wind / 10');
    await runTests(page, /^\d passed$/);
    await picture(page, 'mended');
  });
});
