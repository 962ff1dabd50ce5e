import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { Folder } from './folder';
import { failed, planned, refused } from './here';
import { CIRCLE_TEXT, SUM_TEXT } from './notebooks';
import { Program, type Around } from './program';

const program = new Program();
const folder = new Folder();
beforeEach(() => {
  folder.clear();
  folder.put('n.ipynb', SUM_TEXT);
});
afterAll(() => {
  folder.remove();
  program.dispose();
});

const run = (args: readonly string[], around: Partial<Around> = {}) =>
  program.run(args, { cwd: folder.path, ...around });
const ARGS = [
  'apply',
  'n.ipynb',
  '--cells',
  '1',
  '--to',
  'lib.py',
  '--name',
  'add_up'
];

const NOBODY = 65534;

/** Whether another user can start this Node at all. */
function mayRunAs(uid: number): boolean {
  return spawnSync(process.execPath, ['-e', ''], { uid }).status === 0;
}

describe('the bundled program', () => {
  it('plans and applies from another folder', () => {
    const full = folder.put('project/deep/n.ipynb', CIRCLE_TEXT);
    const cwd = join(folder.put('else/where/x', ''), '..');
    const root = folder.at('project');
    const options = [
      '--cells=3-4',
      '--to=deep/lib.py',
      '--root',
      root,
      '--only',
      'double'
    ];
    const plan = planned(run(['plan', full, ...options], { cwd }));
    expect(plan.files).toMatchObject([{ path: 'deep/lib.py' }]);
    expect(folder.list('project/deep')).toEqual(['n.ipynb']);
    const done = planned(
      run(['apply', '../../project/deep/n.ipynb', ...options], { cwd })
    );
    expect(done.written).toEqual(['deep/lib.py', 'deep/n.ipynb']);
    expect(folder.text('project/deep/lib.py')).toContain('def double(x):');
    expect(folder.list('else/where')).toEqual(['x']);
  });

  it('ends with the exit codes of the contract', () => {
    expect(run(['analyze', 'n.ipynb'])).toMatchObject({ code: 0, err: '' });
    refused(run(['plan', 'n.ipynb', '--cells', '9', '--to', 'lib.py']));
    failed(run(['plan', 'n.ipynb']));
    failed(run(['analyze', 'none.ipynb']));
    expect(run(['--help'])).toMatchObject({ code: 0, err: '' });
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
      version: string;
    };
    expect(run(['--version'])).toEqual({
      code: 0,
      out: `${version}\n`,
      err: ''
    });
  });

  it('says what it may not write', () => {
    folder.put('lib.py', '"""Mine."""\n');
    const root = process.getuid?.() === 0;
    const uid = root && mayRunAs(NOBODY) ? NOBODY : undefined;
    if (root && uid === undefined) {
      return; // Nothing is forbidden to this user.
    }
    const refusal = () => refused(run(ARGS, { uid }))[0];
    const mode = (name: string, bits: number) =>
      fs.chmodSync(folder.at(name), bits);
    mode('lib.py', 0o444);
    mode('', 0o755);
    expect(refusal().code).toBe('bad-target');
    mode('lib.py', 0o666);
    mode('', 0o555);
    expect(refusal()).toMatchObject({ code: 'no-permission' });
    mode('', 0o777);
    mode('n.ipynb', 0o444);
    expect(refusal()).toMatchObject({ code: 'no-permission' });
    expect(folder.text('lib.py')).toBe('"""Mine."""\n');
    expect(folder.text('n.ipynb')).toBe(SUM_TEXT);
    expect(folder.list()).toEqual(['lib.py', 'n.ipynb']);
  });

  it.each([
    ['1', 'before', false, false],
    ['1', 'after', true, false],
    ['2', 'before', true, false],
    ['2', 'after', true, true]
  ])(
    'killed at write %s, %s it: module %s, notebook %s',
    (at, when, module, notebook) => {
      const env = { KILL_AT: at, KILL_WHEN: when };
      const ended = run(ARGS, {
        env,
        node: ['-r', join(__dirname, 'fixtures/kill.js')]
      });
      expect(ended).toMatchObject({ code: null, out: '' });
      expect(folder.text('lib.py')?.includes('def add_up') ?? false).toBe(
        module
      );
      expect(folder.text('n.ipynb') !== SUM_TEXT).toBe(notebook);
    }
  );
});

describe('a batch', () => {
  const request = `${JSON.stringify({ notebook: 'n.ipynb', cells: [1], to: 'lib.py' })}\n`;
  const open = () =>
    spawn(process.execPath, [program.path, 'plan', '--batch'], {
      cwd: folder.path
    });

  it('answers before it reads on, and sees what changed meanwhile', async () => {
    const child = open();
    child.stdout.setEncoding('utf8');
    const answers = child.stdout[
      Symbol.asyncIterator
    ]() as AsyncIterator<string>;
    const ask = async (): Promise<string> => {
      child.stdin.write(request);
      let text = '';
      while (!text.endsWith('\n')) {
        text += String((await answers.next()).value);
      }
      return text;
    };
    expect(JSON.parse(await ask())).toMatchObject({
      ok: true,
      files: [{ before: null }]
    });
    folder.put('lib.py', '"""Mine."""\n');
    expect(JSON.parse(await ask())).toMatchObject({
      files: [{ before: '"""Mine."""\n' }]
    });
    folder.put('n.ipynb', SUM_TEXT.replace('total = 0', 'total = 9'));
    expect(await ask()).toContain('total = 9');
    folder.put('n.ipynb', '{');
    expect(JSON.parse(await ask())).toMatchObject({
      refusals: [{ code: 'bad-input' }]
    });
    const ended = new Promise(resolve => child.on('close', resolve));
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = open();
    let complaints = '';
    child.stderr.on('data', data => (complaints += String(data)));
    child.stdin.on('error', () => undefined);
    child.stdout.destroy();
    child.stdin.end(request.repeat(50));
    const code = await new Promise(resolve => child.on('close', resolve));
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
  });
});
