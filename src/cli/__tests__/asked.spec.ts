import { Folder } from './folder';
import { planned, refused, runHere } from './here';
import { code, jupyterText, notebook, SUM_TEXT } from './notebooks';

const folder = new Folder();
beforeEach(() => {
  folder.clear();
  folder.put('n.ipynb', SUM_TEXT);
});
afterAll(() => folder.remove());

const warningsOf = async (...options: readonly string[]) => {
  const args = ['plan', folder.at('n.ipynb'), '--cells', '1', '--to', 'm.py'];
  return planned(await runHere([...args, ...options])).warnings;
};

it.each(['--keep', '--leave', '--update'])(
  'says that a name of %s is nowhere in the notebook',
  async option => {
    const [warning, ...more] = await warningsOf(option, 'totla');
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ code: 'unknown-option-name' });
    expect(warning.message).toContain(`\`totla\` of ${option}`);
  }
);

it('says nothing of names that the notebook has', async () => {
  expect(await warningsOf('--keep', 'total')).toEqual([]);
});

it('does not return what is left behind', async () => {
  const loop = code('b', 'total = 0\nfor row in rows:\n    total += row');
  const before = code('a', 'rows = input()\nfor row in rows:\n    print(row)');
  folder.put('n.ipynb', jupyterText(notebook(before, loop)));
  const args = ['plan', folder.at('n.ipynb'), '--cells', '1', '--to', 'm.py'];
  expect(refused(await runHere(args))).toMatchObject([
    {
      code: 'result-may-be-unbound',
      remedy: { action: { kind: 'leave', name: 'row' } }
    }
  ]);
  const [made] = planned(await runHere([...args, '--leave', 'row'])).functions;
  expect(made.returns).toEqual(['total']);
});
