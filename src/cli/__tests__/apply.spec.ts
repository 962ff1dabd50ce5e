import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { Folder } from './folder';
import { planned, refused, runHere } from './here';
import { jupyterText, SUM, SUM_TEXT } from './notebooks';

const folder = new Folder();
beforeEach(() => {
  folder.clear();
  folder.put('n.ipynb', SUM_TEXT);
});
afterAll(() => folder.remove());

const ARGS = [
  folder.at('n.ipynb'),
  '--cells',
  '1',
  '--to',
  'lib.py',
  '--name',
  'add_up'
];
const apply = () => runHere(['apply', ...ARGS]);

describe('apply', () => {
  it('writes the module and the notebook and prints the plan', async () => {
    const plan = planned(await runHere(['plan', ...ARGS]));
    const { written, ...done } = planned(await apply());
    expect(written).toEqual(['lib.py', 'n.ipynb']);
    expect(done).toEqual(plan);
    expect(JSON.parse(folder.text('n.ipynb') ?? '')).toEqual(done.notebook);
    expect(folder.text('lib.py')).toBe(done.files[0].after);
    expect(folder.text('lib.py')).toContain('def add_up(n):');
    expect(folder.list()).toEqual(['lib.py', 'n.ipynb']);
  });

  const text = jupyterText;
  const styles: [string, (value: object) => string][] = [
    ['CRLF', value => text(value).replace(/\n/g, '\r\n')],
    [
      'tabs',
      value =>
        text(value).replace(/^ +/gm, blanks => '\t'.repeat(blanks.length))
    ],
    ['four blanks', value => JSON.stringify(value, null, 4)],
    ['everything on one line', value => JSON.stringify(value)],
    ['escapes', value => text(value).replace(/é/g, '\\u00e9')],
    ['a byte order mark', value => `\ufeff${text(value)}`],
    ['other numbers', value => text(value).replace('1.5', '1.50e0')]
  ];

  it.each(styles)(
    'keeps a file with %s as it is but for the changed cell',
    async (_name, layout) => {
      const before = layout(SUM);
      folder.put('n.ipynb', before);
      const { notebook } = planned(await apply());
      const after = folder.text('n.ipynb') ?? '';
      expect(after).toBe(layout(notebook));
      const [head, tail] = [
        before.indexOf('n = 3') + 5,
        before.indexOf('print(total)')
      ];
      expect(after.startsWith(before.slice(0, head))).toBe(true);
      expect(after.endsWith(before.slice(tail))).toBe(true);
      expect(after).not.toBe(before);
    }
  );

  it('keeps modes and links of module and notebook', async () => {
    const modes = { 'lib.py': 0o640, 'n.ipynb': 0o600 };
    folder.put('real/lib.py', '"""Mine."""\n');
    folder.put('real/n.ipynb', SUM_TEXT);
    fs.rmSync(folder.at('n.ipynb'));
    for (const [name, mode] of Object.entries(modes)) {
      fs.chmodSync(folder.at(`real/${name}`), mode);
      fs.symlinkSync(`real/${name}`, folder.at(name));
    }
    planned(await apply());
    for (const [name, mode] of Object.entries(modes)) {
      expect(fs.lstatSync(folder.at(name)).isSymbolicLink()).toBe(true);
      expect(fs.statSync(folder.at(name)).mode & 0o777).toBe(mode);
      expect(folder.text(name)).toContain('add_up');
    }
    expect(folder.list('real')).toEqual(['lib.py', 'n.ipynb']);
  });

  it('refuses a folder, a broken text or a pipe in the module’s place', async () => {
    fs.mkdirSync(folder.at('lib.py'));
    expect(refused(await apply())).toMatchObject([{ code: 'bad-target' }]);
    fs.rmdirSync(folder.at('lib.py'));
    folder.put('lib.py', Buffer.from([0xff]));
    expect(refused(await apply())).toMatchObject([
      { code: 'target-unreadable' }
    ]);
    fs.rmSync(folder.at('lib.py'));
    execFileSync('mkfifo', [folder.at('lib.py')]);
    expect(refused(await apply())[0].code).toMatch(
      /^(bad-target|target-unreadable)$/
    );
    expect(folder.text('n.ipynb')).toBe(SUM_TEXT);
  });
});
