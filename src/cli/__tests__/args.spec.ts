import { readArguments } from '../args';

const read = (line: string) => readArguments(line.split(' ').filter(Boolean));
const complaint = (line: string) => {
  const result = read(line);
  return result.ok ? null : result.error;
};

describe('readArguments', () => {
  it('reads every command of the contract', () => {
    expect(read('analyze a.ipynb')).toEqual({
      ok: true,
      value: { kind: 'analyze', notebook: 'a.ipynb', text: false }
    });
    expect(read('plan --batch')).toEqual({
      ok: true,
      value: { kind: 'batch' }
    });
    expect(read('apply a.ipynb --cells 3,4-6 --to lib.py')).toMatchObject({
      value: {
        kind: 'apply',
        text: false,
        options: {
          notebook: 'a.ipynb',
          cells: '3,4-6',
          to: 'lib.py',
          dropDisplays: false,
          autoreload: false
        }
      }
    });
    expect(
      read(
        'plan --to=lib.py --cells=1 --name f --only a,b --root .. --drop-displays --autoreload --keep k --leave l --update u --text -- -odd.ipynb'
      )
    ).toMatchObject({
      value: {
        kind: 'plan',
        text: true,
        options: {
          notebook: '-odd.ipynb',
          to: 'lib.py',
          cells: '1',
          name: 'f',
          only: 'a,b',
          root: '..',
          keep: 'k',
          leave: 'l',
          update: 'u',
          dropDisplays: true,
          autoreload: true
        }
      }
    });
  });

  it('shows help and version before anything is wrong', () => {
    for (const line of ['', '--help', '-h', 'plan --help', 'what --help']) {
      expect(read(line)).toEqual({ ok: true, value: { kind: 'help' } });
    }
    expect(read('--version')).toEqual({ ok: true, value: { kind: 'version' } });
  });

  it.each([
    ['lift a.ipynb', 'There is no command “lift”'],
    ['--text', 'No command is given'],
    ['check', 'check needs one notebook.'],
    ['verify a.ipynb', 'verify needs two notebooks.'],
    ['check a.ipynb --limit soon', '--limit must be a number of seconds.'],
    ['check a.ipynb --kernel-a x', 'check does not take --kernel-a.'],
    ['analyze', 'analyze needs a notebook.'],
    ['analyze a b', 'not “b” too'],
    ['analyze a --cells 1', 'analyze does not take --cells.'],
    ['plan --cells 1 --to x.py', 'plan needs a notebook.'],
    ['plan a --to x.py', 'plan needs --cells.'],
    ['apply a --cells 1', 'apply needs --to.'],
    ['plan a --cells 1 --cells 2 --to x.py', '--cells is given twice.'],
    ['plan a --cells 1 --to x.py --fast', "Unknown option '--fast'."],
    ['plan a --cells --to x.py', '--cells'],
    ['plan a --cells 1 --to', '--to'],
    ['plan a --cells 1 --to x.py --text=yes', '--text'],
    ['apply a --batch --cells 1 --to x', 'apply does not take --batch.'],
    ['plan --batch --root x', 'plan --batch does not take --root.'],
    ['plan --batch a.ipynb', 'plan --batch takes its notebooks from the lines']
  ])('complains of `%s`', (line, expected) => {
    expect(complaint(line)).toContain(expected);
    expect(complaint(line)).toMatch(/\.$/);
    expect(complaint(line)).not.toContain('\n');
  });
});
