import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';
import type { Server } from './server';

export const CELLS = [
  'rows = [{"price": i * 1.5, "qty": i % 7} for i in range(20)]',
  '# keep what was sold\nclean = [r for r in rows if r["qty"] > 0]\nmissing = len(rows) - len(clean)',
  'print(len(clean), missing)\nclean[0]'
];
export const LIFTED =
  'from work import keep_sold\nclean, missing = keep_sold(rows)';

/** Writes `work.ipynb` with {@link CELLS} into the folder of a server. */
export function writeNotebook({ root }: Server): void {
  const cells = CELLS.map((source, at) => ({
    id: `cell-${at}`,
    cell_type: 'code',
    metadata: {},
    source,
    outputs: [],
    execution_count: null
  }));
  const kernelspec = {
    name: 'python3',
    display_name: 'Python 3',
    language: 'python'
  };
  const metadata = { kernelspec, language_info: { name: 'python' } };
  writeFileSync(
    join(root, 'work.ipynb'),
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells })
  );
}

/** The module that a lift of `work.ipynb` makes, `null` where there is none. */
export function moduleText({ root }: Server): string | null {
  const path = join(root, 'work.py');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Opens `work.ipynb` by its address and waits for its kernel and the extension. */
export async function openNotebook(page: Page, server: Server): Promise<void> {
  // Without what an earlier test left open in JupyterLab's workspace.
  const address = {
    lab: 'lab/tree/work.ipynb?reset',
    notebook: 'notebooks/work.ipynb'
  }[server.app];
  await page.goto(server.url + address);
  await expect(cells(page)).toHaveCount(CELLS.length, { timeout: 120_000 });
  await expectKernel(page, server);
  // It is placed by the settings, as the keys are.
  await expect(
    page.locator('[data-command="jupyterlab-lift:lift-cells"]').first()
  ).toBeVisible();
}

/**
 * Waits until the page is connected to a kernel that is idle. The server is asked: the notebook's indicator says
 * “idle” before there is a kernel, and cells that are run then are dropped, or wait behind JupyterLab's own question
 * for a kernel.
 */
async function expectKernel(page: Page, { url }: Server): Promise<void> {
  const states = async (): Promise<string[]> => {
    const answer = await page.request.get(`${url}api/kernels`);
    const kernels = (await answer.json()) as {
      execution_state: string;
      connections: number;
    }[];
    return kernels
      .filter(({ connections }) => connections > 0)
      .map(({ execution_state }) => execution_state);
  };
  await expect.poll(states, { timeout: 120_000 }).toEqual(['idle']);
  await expect(
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
  ).toBeVisible();
}

export const cells = (page: Page): Locator =>
  page.locator('.jp-Notebook .jp-CodeCell');
export const panel = (page: Page): Locator => page.locator('#jp-lift-panel');

/** The text of every code cell. */
export async function sources(page: Page): Promise<string[]> {
  const editors = cells(page).locator('.jp-InputArea .cm-content');
  return (await editors.allInnerTexts()).map(text => text.replace(/\n$/, ''));
}

/** What every code cell printed and showed. */
export function outputs(page: Page): Promise<string[]> {
  return cells(page)
    .locator('.jp-Cell-outputArea')
    .evaluateAll(areas =>
      areas.map(area =>
        [...area.querySelectorAll('.jp-OutputArea-output')]
          .map(output => output.textContent)
          .join('\n')
      )
    );
}

/** Runs an item of the main menu. */
async function menu(page: Page, name: string, item: RegExp): Promise<void> {
  await page.getByRole('menuitem', { name, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Runs all cells and waits for them. */
export async function runAll(page: Page): Promise<void> {
  // A kernel that has only just started may drop what it is asked (JupyterLab before 4.6).
  await expect(async () => {
    await menu(page, 'Run', /^Run All Cells$/);
    await expect(prompts(page)).toHaveText(
      CELLS.map(() => /^\[\d+\]:$/),
      { timeout: 30_000 }
    );
  }).toPass({ timeout: 180_000 });
}

/** Starts the kernel anew; the cells are empty and have not run. */
export async function restart(page: Page): Promise<void> {
  await menu(page, 'Kernel', /^Restart Kernel and Clear Outputs/);
  await page.locator('.jp-Dialog .jp-mod-accept').click();
  await expect(prompts(page)).toHaveText(CELLS.map(() => '[ ]:'));
}

const prompts = (page: Page): Locator => cells(page).locator('.jp-InputPrompt');

/** `L`, `L` on a cell. */
export async function pressLift(page: Page, cell: number): Promise<void> {
  await prompts(page).nth(cell).click();
  await expect(
    page.locator('.jp-Notebook.jp-mod-commandMode .jp-Cell.jp-mod-active:focus')
  ).toHaveCount(1);
  await settled(page);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
}

/** `L`, `L` on a cell, and the preview is drawn, so that Enter lifts. */
export async function openLift(page: Page, cell: number): Promise<void> {
  await pressLift(page, cell);
  await hasState(page, 'ready');
  await expect(
    panel(page).getByRole('button', { name: 'Lift', exact: true })
  ).toHaveAttribute('aria-disabled', 'false');
}

export async function hasState(page: Page, state: string): Promise<void> {
  await expect(panel(page).locator('.jp-LiftPanel-body')).toHaveAttribute(
    'data-state',
    state
  );
}

/** Waits until the page has nothing to do: the keys of a chord must not lie a second apart. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let times = 0; times < 3; times++) {
      await new Promise(resolve =>
        requestIdleCallback(resolve, { timeout: 10_000 })
      );
    }
  });
}
