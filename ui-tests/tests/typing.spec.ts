import { expect, test } from '../fixtures';
import {
  openNotebook,
  panel,
  selectCells,
  waitForState,
  type Page
} from './notebooks';

const CELLS = Array.from({ length: 500 }, (_, at) =>
  at % 10 === 0
    ? { markdown: `## Part ${at}` }
    : `a_${at} = [x * ${at} for x in range(10)]\nb_${at} = sum(a_${at}) + ${at}\nprint(b_${at})`
);
const KEYS = 60;

type Profile = {
  nodes: { id: number; callFrame: { url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
};

/** Milliseconds in which code of the extension, or code that it called, was on the stack. */
function ownTime({ nodes, samples, timeDeltas }: Profile): number {
  const own = new Set<number>();
  const children = new Map(nodes.map(node => [node.id, node.children ?? []]));
  const mark = (id: number) => {
    own.add(id);
    children.get(id)?.forEach(mark);
  };
  nodes
    .filter(({ callFrame }) =>
      callFrame.url.includes('/extensions/jupyterlab-lift/')
    )
    .forEach(({ id }) => mark(id));
  const micros = samples.reduce(
    (sum, id, at) => sum + (own.has(id) ? timeDeltas[at] : 0),
    0
  );
  return micros / 1000;
}

/** What one key costs on the main thread, the pause after the last one included. */
async function costOfKey(page: Page): Promise<number> {
  // Galata's page is a stand-in for the real one.
  const [real] = page.context().pages();
  const session = await page.context().newCDPSession(real);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await page.keyboard.type('x = 1 + 2 # '.repeat(KEYS / 12), { delay: 30 });
  await page.waitForTimeout(3000);
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  return ownTime(profile as Profile) / KEYS;
}

for (const view of ['map', 'preview'] as const) {
  test(`typing beside the ${view} of 500 cells costs at most 4 ms a key`, async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, `${tmpPath}/work.ipynb`, CELLS);
    if (view === 'preview') {
      await selectCells(page, 11);
      await page.keyboard.press('l');
      await page.keyboard.press('l');
      await waitForState(page, 'ready');
    } else {
      await page.evaluate(() =>
        window.jupyterapp.commands.execute('jupyterlab-lift:show-lift')
      );
      await expect(panel(page).getByRole('listbox')).toBeVisible();
    }
    await selectCells(page, 12);
    await page.keyboard.press('Enter');
    await expect(page.locator('.jp-Notebook.jp-mod-editMode')).toHaveCount(1);
    const costs = [
      await costOfKey(page),
      await costOfKey(page),
      await costOfKey(page)
    ];
    const description = costs.map(cost => cost.toFixed(2)).join(', ');
    test.info().annotations.push({ type: 'ms a key', description });
    expect(Math.min(...costs)).toBeLessThan(4);
  });
}
