import type { FileReferences } from '../../core/references';
import { HostError } from '../../host/errors';
import type { StartHelper } from '../../jupyter/testhelper';
import { loadReferences } from '../references';
import { TestsStage } from '../testsdesk';

let stage: TestsStage;
let read: (text: string) => FileReferences;

beforeAll(async () => {
  read = await loadReferences();
  stage = await TestsStage.open();
}, 120_000);
afterAll(() => stage.close());

beforeEach(() =>
  stage.fill({
    'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    'lib.py': 'X = 1\n',
    'test_a.py': 'import lib\ndef test_1(): assert lib.X == 1\n',
    'test_b.py': 'import time\ndef test_2(): time.sleep(60)\n'
  })
);
afterEach(() => stage.desk.dispose());

const shown = (start: StartHelper = stage.start): Promise<void> =>
  stage.show({ start, read });

it('reads the tests of the project without a helper, and runs nothing', async () => {
  await shown();
  expect(stage.states).toEqual(['test_1 not run', 'test_2 not run']);
  expect(stage.helpers).toEqual([]);
  expect(stage.desk.view).toMatchObject({ root: 'p', environment: 'python3' });
});

const imports = (module: string, symbol: string | null) => ({
  notebook: 'p/n.ipynb',
  imports: [{ module, symbol, label: symbol ?? module }]
});

it('tells the tests of a function, and runs those of the notebook in front and those that may be', async () => {
  stage.write('work.py', 'import lib\ndef clean(x): return x\n');
  stage.write('test_c.py', 'import work\ndef test_3(): work.clean(1)\n');
  stage.write('test_d.py', 'import runpy\ndef test_4(): pass\n');
  await shown();
  const [group, none] = await stage.desk.groups('p/n.ipynb', [
    ...imports('work', 'clean').imports,
    ...imports('pandas', null).imports
  ]);
  expect([...group!.functions]).toEqual(['test_c.py::test_3']);
  expect(none).toBeNull();
  expect(stage.desk.badge(group!)).toMatchObject({ state: 'not run', all: 1 });
  expect(stage.helpers).toEqual([]);

  stage.front = imports('pandas', null);
  await stage.desk.runTouching();
  expect(stage.desk.view.problem?.code).toBe('no-modules');
  stage.front = imports('work', 'clean');
  await stage.desk.runTouching();
  expect(stage.states).toEqual([
    'test_1 not run',
    'test_2 not run',
    'test_3 passed',
    'test_4 passed'
  ]);
  expect(stage.desk.view).toMatchObject({ open: ['test_d.py'], problem: null });
  expect(stage.desk.badge(group!)).toMatchObject({
    state: 'passed',
    isStale: false
  });
  stage.write('work.py', 'def clean(x): return 2 * x\n');
  await stage.until(() => stage.desk.badge(group!).isStale);
}, 30_000);

it('says so when the document in front is another one, and of a run that was cut short that the list is not whole', async () => {
  await shown();
  let said = 0;
  stage.desk.changed.connect(() => said++);
  expect(stage.desk.view.hasNotebook).toBe(true);
  await stage.desk.follow('p/lib.py', null);
  expect(said).toBeGreaterThan(0);
  expect(stage.desk.view.hasNotebook).toBe(false);

  stage.write('conftest.py', 'import time\ntime.sleep(60)\n');
  const run = stage.desk.run(null);
  await stage.until(() => stage.desk.view.phase === 'running');
  stage.desk.stop();
  await run;
  expect(stage.desk.view).toMatchObject({ isKnown: false, problem: null });
  expect(stage.states).toEqual(['test_1 not run', 'test_2 not run']);
}, 30_000);

it('runs, and notices a file that is edited behind its back and put back', async () => {
  await shown();
  await stage.desk.run(['test_a.py']);
  expect(stage.states).toEqual(['test_1 passed', 'test_2 not run']);
  stage.write('lib.py', 'X = 2\n');
  await stage.until(() => stage.states[0] === 'test_1 passed*');
  stage.write('lib.py', 'X = 1\n');
  await stage.until(() => stage.states[0] === 'test_1 passed');
  await stage.desk.setActive(false);
  stage.write('lib.py', 'X = 2\n');
  stage.desk.setRunsOnSave(true);
  await stage.until(() => stage.states[0] === 'test_1 failed');
}, 30_000);

it('stops, and two presses make one run', async () => {
  await shown();
  const runs = [stage.desk.run(null), stage.desk.run(null)];
  await stage.until(() => stage.states[1] === 'test_2 running');
  stage.desk.stop();
  await Promise.all(runs);
  expect(stage.desk.view).toMatchObject({ phase: 'idle', problem: null });
  expect(stage.states).toEqual(['test_1 passed', 'test_2 not run']);
}, 30_000);

it('shows the run of a page that was reloaded to its end, and what ended before', async () => {
  stage.write('test_b.py', 'import time\ndef test_2(): time.sleep(6)\n');
  await shown();
  const gone = stage.desk;
  void gone.run(null);
  await stage.until(() => stage.states[1] === 'test_2 running');
  const { pid } = stage.helpers[0].hello;
  // The page is gone without a word.
  await shown();
  expect(stage.desk).not.toBe(gone);
  await stage.until(() => stage.states[0] === 'test_1 passed');
  expect(stage.desk.view.phase).toBe('running');
  await stage.until(() => stage.states[1] === 'test_2 passed');
  await stage.until(() => stage.desk.view.phase === 'idle');
  expect(stage.helpers.every(({ hello }) => hello.pid === pid)).toBe(true);
  await shown();
  await stage.until(() => stage.desk.view.counts.passed === 2);
  gone.dispose();
}, 60_000);

it('keeps the run of another page apart, and says that there is one', async () => {
  await shown();
  const other = stage.desk;
  const run = other.run(null);
  await stage.until(() => stage.states[1] === 'test_2 running');
  await stage.show({ page: 'two' });
  await stage.until(() => stage.desk.view.hasOthers);
  expect(stage.states).toEqual(['test_1 not run', 'test_2 not run']);
  await stage.desk.run(['test_a.py']);
  expect(stage.states).toEqual(['test_1 passed', 'test_2 not run']);
  other.stop();
  await run;
  await stage.until(() => !stage.desk.view.hasOthers);
  other.dispose();
}, 60_000);

it('is nobody’s green where the files can no longer be watched', async () => {
  let isBroken = false;
  await shown((sessions, place) =>
    isBroken
      ? Promise.reject(new HostError('not-started', 'No.'))
      : stage.start(sessions, place)
  );
  await stage.desk.run(['test_a.py']);
  isBroken = true;
  process.kill(stage.helpers[0].hello.pid, 'SIGKILL');
  await stage.until(() => stage.states[0] === 'test_1 passed*');
}, 30_000);

it.each([
  ['is late', new HostError('not-started', 'Not within 60 seconds.')],
  ['breaks', new Error('broken')]
])('says why the helper does not start: it %s', async (_, error) => {
  await shown(() => Promise.reject(error));
  await stage.desk.run(null);
  const { phase, problem } = stage.desk.view;
  expect(problem).toEqual({ code: 'not-started', text: error.message });
  expect(phase).toBe('idle');
});

it('runs nothing where the helper sees other files', async () => {
  await shown(sessions =>
    stage.start(sessions, { kernel: 'python3', folder: '' })
  );
  await stage.desk.run(null);
  expect(stage.desk.view.problem).toMatchObject({ code: 'other-folder' });
  expect(stage.states).toEqual(['test_1 not run', 'test_2 not run']);
}, 60_000);
