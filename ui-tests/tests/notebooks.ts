import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Locator } from '@playwright/test';
import { expect } from '../fixtures';

export type Page = IJupyterLabPageFixture;

/** Text of a code cell, with what it printed when it ran, or of a Markdown cell. */
export type CellText =
  | string
  | { readonly code: string; readonly printed: string; readonly count: number }
  | { readonly markdown: string };

/** Saves a notebook and opens it, without a kernel unless one is asked for. */
export async function openNotebook(
  page: Page,
  path: string,
  cells: readonly CellText[],
  { kernel = false } = {}
): Promise<void> {
  await page.evaluate(
    async ({ path, cells }) => {
      const { serviceManager } = window.jupyterapp;
      await serviceManager.contents.save(path, {
        type: 'notebook',
        format: 'json',
        content: {
          nbformat: 4,
          nbformat_minor: 5,
          metadata: {
            kernelspec: {
              name: 'python3',
              display_name: 'Python 3',
              language: 'python'
            },
            language_info: { name: 'python' }
          },
          cells: cells.map((text, at) => ({
            id: `cell-${at}`,
            metadata: {},
            ...(typeof text === 'string'
              ? {
                  cell_type: 'code',
                  source: text,
                  outputs: [],
                  execution_count: null
                }
              : 'markdown' in text
                ? { cell_type: 'markdown', source: text.markdown }
                : {
                    cell_type: 'code',
                    source: text.code,
                    outputs: [
                      {
                        output_type: 'stream',
                        name: 'stdout',
                        text: text.printed
                      }
                    ],
                    execution_count: text.count
                  })
          }))
        }
      });
    },
    { path, cells }
  );
  await openSaved(page, path, { kernel });
}

/** Opens a notebook that is there, and waits until it can be worked with. */
export async function openSaved(
  page: Page,
  path: string,
  { kernel = false } = {}
): Promise<void> {
  await page.evaluate(
    async ({ path, kernel }) => {
      const { commands, shell } = window.jupyterapp;
      await commands.execute('docmanager:open', {
        path,
        factory: 'Notebook',
        ...(kernel
          ? { kernel: { name: 'python3' } }
          : { kernelPreference: { shouldStart: false } })
      });
      const panel = shell.currentWidget as NotebookPanel;
      await panel.context.ready;
      await panel.revealed;
      if (kernel) {
        await panel.sessionContext.ready;
      }
    },
    { path, kernel }
  );
  await page.locator('.jp-Notebook:visible .jp-Cell').first().waitFor();
  // Shortcuts are read from the settings after the application has started.
  await page.waitForFunction(() =>
    window.jupyterapp.commands.keyBindings.some(
      ({ command }) => command === 'jupyterlab-lift:lift-cells'
    )
  );
}

/** Resolves when state that holds a text has reached the server: it is sent a moment after it changed. */
export async function stateKept(page: Page, text: string): Promise<void> {
  await page.waitForResponse(response => {
    const request = response.request();
    return (
      request.method() === 'PUT' &&
      request.url().includes('/api/workspaces') &&
      (request.postData() ?? '').includes(text)
    );
  });
}

export async function saveNotebook(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { context } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    await context.save();
  });
}

/** Waits until the page has nothing to do: a chord's keys must not lie a second apart. */
async function idle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let times = 0; times < 3; times++) {
      await new Promise(resolve =>
        requestIdleCallback(resolve, { timeout: 10_000 })
      );
    }
  });
}

/** Selects cells as a person does, the first one active, in command mode, with the focus on it. */
export async function selectCells(
  page: Page,
  from: number,
  to = from
): Promise<void> {
  // A notebook that was just opened moves the focus once more by itself.
  await expect(async () => {
    await page.evaluate(
      ([from, to]) => {
        const { content } = window.jupyterapp.shell
          .currentWidget as NotebookPanel;
        content.deselectAll();
        content.activeCellIndex = from;
        content.mode = 'command';
        if (to > from) {
          content.extendContiguousSelectionTo(to);
        }
        content.activeCell?.node.focus();
      },
      [from, to]
    );
    await idle(page);
    expect(await hasFocus(page)).toBe(true);
  }).toPass();
}

/** The active cell has the focus, and its notebook listens to commands. */
function hasFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    const active = content.activeCell?.node;
    return active === document.activeElement && content.mode === 'command';
  });
}

export async function sources(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { context } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    return context.model.sharedModel.cells.map(cell => cell.getSource());
  });
}

/** Everything of the notebook but trust, which is no part of the file. */
export async function content(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { context } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    return JSON.stringify(context.model.sharedModel.toJSON());
  });
}

/** Text outputs of every code cell: prints, and what is shown. */
export async function outputs(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { context } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    const { cells } = context.model.toJSON() as {
      cells: {
        cell_type: string;
        outputs?: { text?: string; data?: object }[];
      }[];
    };
    return cells
      .filter(cell => cell.cell_type === 'code')
      .map(({ outputs = [] }) =>
        outputs.map(({ text, data }) => text ?? JSON.stringify(data)).join('')
      );
  });
}

/** The text of a file, `null` where there is none. */
export async function fileText(
  page: Page,
  path: string
): Promise<string | null> {
  return page.evaluate(async path => {
    const { contents } = window.jupyterapp.serviceManager;
    try {
      const file = await contents.get(path, {
        type: 'file',
        format: 'text',
        content: true
      });
      return file.content as string;
    } catch {
      return null;
    }
  }, path);
}

export async function saveFile(
  page: Page,
  path: string,
  text: string
): Promise<void> {
  await page.evaluate(
    async ([path, text]) => {
      const { contents } = window.jupyterapp.serviceManager;
      await contents.save(path, {
        type: 'file',
        format: 'text',
        content: text
      });
    },
    [path, text]
  );
}

export const panel = (page: Page): Locator => page.locator('#jp-lift-panel');
export const nameField = (page: Page): Locator =>
  panel(page).getByLabel('Name', { exact: true });
export const fileField = (page: Page): Locator =>
  panel(page).getByLabel('File', { exact: true });

/** Waits until the panel is in a state; `ready` means drawn, so that Enter lifts. */
export async function waitForState(
  page: Page,
  state:
    'idle' | 'analysing' | 'ready' | 'blocked' | 'applying' | 'done' | 'failed'
): Promise<void> {
  await expect(panel(page).locator('.jp-LiftPanel-body')).toHaveAttribute(
    'data-state',
    state
  );
  if (state === 'ready') {
    await expect(
      panel(page).getByRole('button', { name: 'Lift', exact: true })
    ).toHaveAttribute('aria-disabled', 'false');
  }
}

/** `L`, `L`, and the preview is there. */
export async function openLift(page: Page): Promise<void> {
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await waitForState(page, 'ready');
}

/** Shows the panel without opening a preview. */
export async function showLift(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:show-lift')
  );
}

/** Runs all cells and waits for the kernel. */
export async function runAll(page: Page, restart = false): Promise<void> {
  await page.evaluate(async restart => {
    const { commands, shell } = window.jupyterapp;
    const { sessionContext } = shell.currentWidget as NotebookPanel;
    if (restart) {
      await sessionContext.session?.kernel?.restart();
    }
    await commands.execute('notebook:run-all-cells');
    await sessionContext.session?.kernel?.info;
  }, restart);
}

/** Runs one cell and waits for it. */
export async function runCell(page: Page, index: number): Promise<void> {
  await page.evaluate(async index => {
    const { commands, shell } = window.jupyterapp;
    const { content } = shell.currentWidget as NotebookPanel;
    content.activeCellIndex = index;
    content.deselectAll();
    await commands.execute('notebook:run-cell');
  }, index);
}
