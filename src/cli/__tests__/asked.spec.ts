import { Folder } from './folder';
import { planned, runHere } from './here';
import { SUM_TEXT } from './notebooks';

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

it.each(['--keep', '--update'])(
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
