import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import * as path from 'node:path';
import { expect, test } from '../fixtures';
import {
  fileText,
  openNotebook,
  panel,
  saveFile,
  selectCells,
  type Page
} from './notebooks';

/** With `LIFT_PICTURES=1` the picture of the documentation is taken anew. */
const wanted = Boolean(process.env.LIFT_PICTURES);
const IMAGE = path.resolve(__dirname, '../../docs/images/write-test.png');
const MODULE = `def add_rates(trips, per=60):
    """Adds the rate per hour."""
    trips['rate'] = trips['distance'] / trips['minutes'] * per
    return trips


def best(trips):
    return trips.groupby('name')['rate'].max().round(1)


def show(trips):
    print(trips)
`;
const record = (page: Page) =>
  panel(page).getByRole('region', { name: 'Write test' });
const picture = (page: Page, name: string) =>
  panel(page).screenshot({ path: `ui-tests/test-results/record-${name}.png` });

test('makes tests of the calls of a cell, shows them, and writes what a person chose', async ({
  page,
  tmpPath
}) => {
  await saveFile(page, `${tmpPath}/steps.py`, MODULE);
  await saveFile(page, `${tmpPath}/requirements.txt`, 'pandas\n');
  await openNotebook(page, `${tmpPath}/work.ipynb`, [
    'import pandas as pd\nfrom steps import add_rates, best, show',
    "trips = pd.DataFrame({'name': ['Ann', 'Bo'] * 6, 'distance': range(12), 'minutes': range(5, 17)})",
    'trips = add_rates(trips)\nbest(trips)\nshow(trips)'
  ]);
  await selectCells(page, 2);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:write-test')
  );
  await expect(record(page)).toContainText('steps.best');
  await picture(page, 'asking');
  await record(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(record(page)).toContainText('Cell 3 of 3', { timeout: 60_000 });
  await picture(page, 'running');
  await expect(record(page)).toContainText('def test_add_rates', {
    timeout: 120_000
  });
  await expect(record(page)).toContainText(/Notices \d of \d changes/);
  await expect(record(page)).toContainText('show (cell 3): it returns nothing');
  await expect(record(page)).not.toContainText('Ann');
  if (wanted) {
    await page.sidebar.close('left');
    await page.mouse.move(700, 880);
    await page.screenshot({ path: IMAGE });
  }

  await record(page)
    .getByRole('checkbox', { name: /test_best/ })
    .uncheck();
  await expect(record(page)).not.toContainText('def test_best');
  await record(page).getByRole('button', { name: 'Write' }).click();
  await expect(record(page)).toContainText('Written: 1 test', {
    timeout: 60_000
  });
  await picture(page, 'written');
  const written = await fileText(page, `${tmpPath}/tests/test_steps.py`);
  expect(written).toContain('def test_add_rates():');
  await record(page).getByRole('button', { name: 'Undo' }).click();
  await expect(record(page)).toContainText('def test_add_rates');
  expect(await fileText(page, `${tmpPath}/tests/test_steps.py`)).toBeNull();

  await record(page).getByRole('button', { name: 'Cancel' }).click();
  await failCell(page, 2, `/home/ann/${tmpPath}/steps.py`);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('jupyterlab-lift:write-failing-test')
  );
  await expect(record(page).getByRole('radio', { name: /best/ })).toBeChecked();
  await picture(page, 'traceback');
  await record(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(record(page)).toContainText('it fails with KeyError', {
    timeout: 60_000
  });
  await picture(page, 'failing');
  await record(page).getByRole('button', { name: 'Write' }).click();
  await expect(record(page)).toContainText(
    'Written: 1 test that fails today.',
    { timeout: 60_000 }
  );
});

/** The cell calls a function on what it does not take, and shows the traceback that a kernel gave. */
function failCell(page: Page, cell: number, path: string): Promise<void> {
  return page.evaluate(
    ([cell, path, evalue]) => {
      const { content } = window.jupyterapp.shell
        .currentWidget as NotebookPanel;
      const model = content.widgets[cell].model as ICodeCellModel;
      model.sharedModel.setSource('best(trips)');
      model.outputs.fromJSON([
        {
          ...{ output_type: 'error', ename: 'KeyError', evalue },
          traceback: [
            'KeyError          Traceback (most recent call last)',
            'Cell In[3], line 1\n----> 1 best(trips)\n',
            `File ${path}:8, in best(trips)\n----> 8     return`,
            `KeyError: ${evalue}`
          ]
        }
      ]);
    },
    [cell, path, "'Column not found: rate'"] as const
  );
}
