import { ContentsManager, KernelSpecManager } from '@jupyterlab/services';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pytestRunner } from '../../checks/tests/pytest';
import type { FileReferences } from '../../core/references';
import { HostError } from '../../host/errors';
import { findHelper, type Helper, startHelper } from '../../host/helper';
import type { FindHelper, StartHelper } from '../../jupyter/testhelper';
import type { TestServices } from '../../jupyter/testservices';
import { TestsDesk } from '../../jupyter/tests';
import { loadReferences } from '../references';
import { jupyter } from '../server';

const root = mkdtempSync(join(tmpdir(), 'lift-desk-'));
const write = (path: string, text: string) =>
  writeFileSync(join(root, 'p', path), text);

let server: Awaited<ReturnType<typeof jupyter>>;
let contents: ContentsManager;
let specs: KernelSpecManager;
let desk: TestsDesk;
let helpers: Helper[];
let read: (text: string) => FileReferences;
/** What the notebook in front imports. */
let front: Awaited<ReturnType<TestServices['imports']>>;

beforeAll(async () => {
  mkdirSync(join(root, 'p'));
  read = await loadReferences();
  server = await jupyter(root);
  const { serverSettings } = server.sessions;
  contents = new ContentsManager({ serverSettings });
  specs = new KernelSpecManager({ serverSettings });
}, 120_000);

afterAll(async () => {
  contents.dispose();
  specs.dispose();
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

beforeEach(() => {
  readdirSync(join(root, 'p')).forEach(name =>
    rmSync(join(root, 'p', name), { recursive: true })
  );
  write('pyproject.toml', '[tool.pytest.ini_options]\npythonpath = ["."]\n');
  write('lib.py', 'X = 1\n');
  write('test_a.py', 'import lib\ndef test_1(): assert lib.X == 1\n');
  write('test_b.py', 'import time\ndef test_2(): time.sleep(60)\n');
  helpers = [];
  front = null;
});

afterEach(() => desk.dispose());

const real: StartHelper = async (sessions, place) => {
  const helper = await startHelper(sessions, place);
  helpers.push(helper);
  return helper;
};

const find: FindHelper = async (sessions, place) => {
  const helper = await findHelper(sessions, place);
  helpers.push(...(helper === null ? [] : [helper]));
  return helper;
};

async function open(start: StartHelper = real, page = 'one'): Promise<void> {
  desk = new TestsDesk({
    ...{ contents, specs, sessions: server.sessions, startHelper: start },
    ...{ findHelper: find, page },
    docManager: { openOrReveal: () => undefined },
    runners: [{ ...pytestRunner, references: async text => read(text) }],
    state: null,
    imports: () => Promise.resolve(front),
    limit: () => null
  });
  await desk.follow('p/n.ipynb', 'python3');
  await desk.setActive(true);
  await until(() => desk.view.phase === 'idle' && desk.view.counts.all > 0);
}

async function until(holds: () => boolean, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > deadline) {
      throw new Error(`It does not come to hold: ${JSON.stringify(desk.view)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const states = () =>
  desk
    .rows({ filter: '', toggled: new Set() })
    .filter(({ kind }) => kind === 'test')
    .map(
      ({ label, state, isStale }) => `${label} ${state}${isStale ? '*' : ''}`
    );

it('reads the tests of the project without a helper, and runs nothing', async () => {
  await open();
  expect(states()).toEqual(['test_1 not run', 'test_2 not run']);
  expect(helpers).toEqual([]);
  expect(desk.view).toMatchObject({ root: 'p', environment: 'python3' });
});

const imports = (module: string, symbol: string | null) => ({
  notebook: 'p/n.ipynb',
  imports: [{ module, symbol, label: symbol ?? module }]
});

it('tells the tests of a function, and runs those of the notebook in front and those that may be', async () => {
  write('work.py', 'import lib\ndef clean(x): return x\n');
  write('test_c.py', 'import work\ndef test_3(): work.clean(1)\n');
  write('test_d.py', 'import runpy\ndef test_4(): pass\n');
  await open();
  const [group, none] = await desk.groups('p/n.ipynb', [
    ...imports('work', 'clean').imports,
    ...imports('pandas', null).imports
  ]);
  expect([...group!.functions]).toEqual(['test_c.py::test_3']);
  expect(none).toBeNull();
  expect(desk.badge(group!)).toMatchObject({ state: 'not run', all: 1 });
  expect(helpers).toEqual([]);

  front = imports('pandas', null);
  await desk.runTouching();
  expect(desk.view.problem?.code).toBe('no-modules');
  front = imports('work', 'clean');
  await desk.runTouching();
  expect(states()).toEqual([
    'test_1 not run',
    'test_2 not run',
    'test_3 passed',
    'test_4 passed'
  ]);
  expect(desk.view).toMatchObject({ open: ['test_d.py'], problem: null });
  expect(desk.badge(group!)).toMatchObject({ state: 'passed', isStale: false });
  write('work.py', 'def clean(x): return 2 * x\n');
  await until(() => desk.badge(group!).isStale);
}, 30_000);

it('runs, and notices a file that is edited behind its back and put back', async () => {
  await open();
  await desk.run(['test_a.py']);
  expect(states()).toEqual(['test_1 passed', 'test_2 not run']);
  write('lib.py', 'X = 2\n');
  await until(() => states()[0] === 'test_1 passed*');
  write('lib.py', 'X = 1\n');
  await until(() => states()[0] === 'test_1 passed');
  await desk.setActive(false);
  write('lib.py', 'X = 2\n');
  desk.setRunsOnSave(true);
  await until(() => states()[0] === 'test_1 failed');
}, 30_000);

it('stops, and two presses make one run', async () => {
  await open();
  const runs = [desk.run(null), desk.run(null)];
  await until(() => states()[1] === 'test_2 running');
  desk.stop();
  await Promise.all(runs);
  expect(desk.view).toMatchObject({ phase: 'idle', problem: null });
  expect(states()).toEqual(['test_1 passed', 'test_2 not run']);
}, 30_000);

it('says that the helper was lost, keeps what has ended, and runs again', async () => {
  await open();
  const run = desk.run(null);
  await until(() => states()[1] === 'test_2 running');
  process.kill(helpers[0].hello.pid, 'SIGKILL');
  await run;
  expect(desk.view.problem).toMatchObject({ code: 'lost' });
  expect(states()).toEqual(['test_1 passed', 'test_2 not run']);
  await desk.run(['test_a.py']);
  expect(desk.view.problem).toBeNull();
  expect(helpers.length).toBeGreaterThan(1);
}, 120_000);

it('shows the run of a page that was reloaded to its end, and what ended before', async () => {
  write('test_b.py', 'import time\ndef test_2(): time.sleep(6)\n');
  await open();
  const gone = desk;
  void gone.run(null);
  await until(() => states()[1] === 'test_2 running');
  const { pid } = helpers[0].hello;
  // The page is gone without a word.
  await open();
  expect(desk).not.toBe(gone);
  await until(() => states()[0] === 'test_1 passed');
  expect(desk.view.phase).toBe('running');
  await until(() => states()[1] === 'test_2 passed');
  await until(() => desk.view.phase === 'idle');
  expect(helpers.every(({ hello }) => hello.pid === pid)).toBe(true);
  await open();
  await until(() => desk.view.counts.passed === 2);
  gone.dispose();
}, 60_000);

it('keeps the run of another page apart, and says that there is one', async () => {
  await open();
  const other = desk;
  const run = other.run(null);
  await until(() => states()[1] === 'test_2 running');
  await open(real, 'two');
  await until(() => desk.view.hasOthers);
  expect(states()).toEqual(['test_1 not run', 'test_2 not run']);
  await desk.run(['test_a.py']);
  expect(states()).toEqual(['test_1 passed', 'test_2 not run']);
  other.stop();
  await run;
  await until(() => !desk.view.hasOthers);
  other.dispose();
}, 60_000);

it('goes on with a run when the connection comes back', async () => {
  write('test_b.py', 'import time\ndef test_2(): time.sleep(4)\n');
  await open();
  const run = desk.run(null);
  await until(() => states()[1] === 'test_2 running');
  // What a dropped websocket does.
  (helpers[0].client as unknown as { _channel: { onLost(why: string): void } })[
    '_channel'
  ].onLost('dropped');
  await run;
  expect(states()).toEqual(['test_1 passed', 'test_2 passed']);
  expect(desk.view.problem).toBeNull();
  expect(helpers.length).toBeGreaterThan(1);
  expect(new Set(helpers.map(({ hello }) => hello.pid)).size).toBe(1);
  // Of however many asked for it at once, one connection stays.
  expect(helpers.filter(({ client }) => !client.isLost)).toHaveLength(1);
}, 60_000);

it('is nobody’s green where the files can no longer be watched', async () => {
  let isBroken = false;
  await open((sessions, place) =>
    isBroken
      ? Promise.reject(new HostError('not-started', 'No.'))
      : real(sessions, place)
  );
  await desk.run(['test_a.py']);
  isBroken = true;
  process.kill(helpers[0].hello.pid, 'SIGKILL');
  await until(() => states()[0] === 'test_1 passed*');
}, 30_000);

it.each([
  ['is late', new HostError('not-started', 'Not within 60 seconds.')],
  ['breaks', new Error('broken')]
])('says why the helper does not start: it %s', async (_, error) => {
  await open(() => Promise.reject(error));
  await desk.run(null);
  const { phase, problem } = desk.view;
  expect(problem).toEqual({ code: 'not-started', text: error.message });
  expect(phase).toBe('idle');
});

it('runs nothing where the helper sees other files', async () => {
  await open(sessions => real(sessions, { kernel: 'python3', folder: '' }));
  await desk.run(null);
  expect(desk.view.problem).toMatchObject({ code: 'other-folder' });
  expect(states()).toEqual(['test_1 not run', 'test_2 not run']);
}, 60_000);
