import * as fs from 'node:fs';
import { DiskFiles } from '../files';
import { Folder } from './folder';
import { planned, refused, runHere } from './here';
import { SUM_TEXT } from './notebooks';

const folder = new Folder();
beforeEach(() => {
  folder.clear();
  folder.put('work/n.ipynb', SUM_TEXT);
  fs.mkdirSync(folder.at('out'));
});
afterAll(() => folder.remove());

const link = (target: string, path: string) =>
  fs.symlinkSync(target, folder.at(path));
const lift = (command: string, to: string, notebook = 'work/n.ipynb') =>
  runHere([command, folder.at(notebook), '--cells', '1', '--to', to]);

/** Every path below the folder, with its text or the target of the link. */
function everything(): string[] {
  const entries = fs.readdirSync(folder.path, {
    recursive: true,
    withFileTypes: true
  });
  return entries
    .map(entry => {
      const path = `${entry.parentPath}/${entry.name}`;
      if (entry.isSymbolicLink()) {
        return `${path} -> ${fs.readlinkSync(path)}`;
      }
      return entry.isFile() ? `${path}: ${fs.readFileSync(path)}` : path;
    })
    .sort();
}

describe('a module whose path leads out of the root', () => {
  it.each([
    [
      'a link to a file',
      'lnk.py',
      () => link('../out/there.py', 'work/lnk.py')
    ],
    [
      'a link to nothing',
      'dead.py',
      () => link('../gone/x.py', 'work/dead.py')
    ],
    ['a link to a folder', 'sd/m.py', () => link('../out', 'work/sd')],
    [
      'a chain of links',
      'one.py',
      () => {
        link('two.py', 'work/one.py');
        link('sd/m.py', 'work/two.py');
        link('../out', 'work/sd');
      }
    ]
  ])('is refused with %s', async (_what, to, make) => {
    folder.put('out/there.py', 'x = 1\n');
    make();
    const before = everything();
    for (const command of ['plan', 'apply']) {
      const [{ code, message }] = refused(await lift(command, to));
      expect(code).toBe('bad-target');
      expect(message).toMatch(/link to “.*outside.*no file and no cell/);
    }
    expect(everything()).toEqual(before);
  });

  it('is refused where the folder is not there', async () => {
    link('../gone', 'work/sd');
    const before = everything();
    expect(refused(await lift('apply', 'sd/m.py'))).toMatchObject([
      { code: 'bad-target' }
    ]);
    expect(everything()).toEqual(before);
  });

  it('is not written nor removed where it came to do so after the plan', async () => {
    const files = new DiskFiles(folder.at('work'));
    folder.put('out/there.py', 'x = 1\n');
    link('../out/there.py', 'work/lnk.py');
    link('../out', 'work/sd');
    const before = everything();
    for (const path of ['lnk.py', 'sd/m.py', 'sd/there.py']) {
      const error = { code: 'leads-outside' };
      await expect(files.write(path, 'y')).rejects.toMatchObject(error);
      await expect(files.remove(path)).rejects.toMatchObject(error);
    }
    expect(everything()).toEqual(before);
  });
});

describe('a link within the root', () => {
  it('leads to the file that is written, and both are named', async () => {
    fs.mkdirSync(folder.at('work/real'));
    link('real/lib.py', 'work/lib.py');
    const { warnings } = planned(await lift('apply', 'lib.py'));
    expect(warnings.map(one => one.message)).toEqual([
      '“lib.py” leads through a link: “real/lib.py” is the file that is written.'
    ]);
    expect(folder.text('work/real/lib.py')).toContain('def ');
    expect(fs.readlinkSync(folder.at('work/lib.py'))).toBe('real/lib.py');
  });

  it('to something that is no module is refused', async () => {
    link('n.ipynb', 'work/lib.py');
    const [{ code, message }] = refused(await lift('apply', 'lib.py'));
    expect(code).toBe('bad-target');
    expect(message).toContain('“n.ipynb”');
    expect(folder.text('work/n.ipynb')).toBe(SUM_TEXT);
  });

  it('stays when the file that was made behind it is removed', async () => {
    link('later.py', 'work/lib.py');
    const files = new DiskFiles(folder.at('work'));
    await files.write('lib.py', 'x');
    await files.remove('lib.py');
    expect(folder.list('work')).toEqual(['lib.py', 'n.ipynb']);
    expect(fs.readlinkSync(folder.at('work/lib.py'))).toBe('later.py');
  });
});

describe('a notebook behind a link', () => {
  it('is written in its place, and the link stays', async () => {
    folder.put('work/sub/real.ipynb', SUM_TEXT);
    link('sub/real.ipynb', 'work/lnk.ipynb');
    const { warnings } = planned(
      await lift('apply', 'lib.py', 'work/lnk.ipynb')
    );
    expect(warnings).toMatchObject([{ code: 'follows-link' }]);
    expect(folder.text('work/sub/real.ipynb')).not.toBe(SUM_TEXT);
    expect(fs.readlinkSync(folder.at('work/lnk.ipynb'))).toBe('sub/real.ipynb');
  });

  it('outside of the root is refused', async () => {
    folder.put('out/real.ipynb', SUM_TEXT);
    link('../out/real.ipynb', 'work/lnk.ipynb');
    const before = everything();
    for (const command of ['plan', 'apply']) {
      const run = await lift(command, 'lib.py', 'work/lnk.ipynb');
      const [{ code, message }] = refused(run);
      expect(code).toBe('bad-input');
      expect(message).toMatch(/link to “.*real.ipynb”, outside the root/);
    }
    expect(everything()).toEqual(before);
  });
});
