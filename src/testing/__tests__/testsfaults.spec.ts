import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Proxy } from '../proxy';
import { TestsStage } from '../testsdesk';

const proxy = new Proxy();
let stage: TestsStage;

beforeAll(async () => {
  stage = await TestsStage.open({ through: url => proxy.open(url) });
}, 120_000);
afterAll(async () => {
  await stage.close();
  proxy.close();
});

const SLOW = `import os, time
def test_2():
    with open("pid", "w") as file: file.write(str(os.getpid()))
    time.sleep(60)
`;

beforeEach(() =>
  stage.fill({
    'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    'lib.py': 'X = 1\n',
    'test_a.py': 'import lib\ndef test_1(): assert lib.X == 1\n',
    'test_b.py': SLOW
  })
);
afterEach(() => stage.desk.dispose());

const pause = (seconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, seconds * 1000));
const pids = (): Set<number> =>
  new Set(stage.helpers.map(({ hello }) => hello.pid));
const kill = (): void => {
  process.kill(stage.helpers[stage.helpers.length - 1].hello.pid, 'SIGKILL');
};

function lives(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z/.test(readFileSync(stat, 'utf8'));
}

it('a helper that is killed in a run: that is said, its tests end, what has ended stays, and the next run works', async () => {
  await stage.show();
  const run = stage.desk.run(null);
  const file = join(stage.root, 'p', 'pid');
  await stage.until(() => stage.states[1] === 'test_2 running');
  await stage.until(() => existsSync(file) && readFileSync(file).length > 0);
  const pid = Number(readFileSync(file, 'utf8'));
  kill();
  await run;
  expect(stage.desk.view.problem).toMatchObject({ code: 'lost' });
  expect(stage.states).toEqual(['test_1 passed', 'test_2 not run']);
  await stage.until(() => !lives(pid));
  await stage.desk.run(['test_a.py']);
  expect(stage.desk.view.problem).toBeNull();
  expect(pids().size).toBe(2);
}, 120_000);

it('a helper that is killed while tests are looked for: that is said, and nothing is lost', async () => {
  stage.write('test_c.py', 'import time\ntime.sleep(60)\ndef test_3(): 0\n');
  await stage.show();
  const found = stage.desk.discover();
  await stage.until(() => stage.desk.view.phase === 'discovering');
  await pause(1);
  kill();
  await found;
  expect(stage.desk.view).toMatchObject({
    ...{ phase: 'idle', problem: { code: 'lost' } },
    counts: { all: 3 }
  });
}, 120_000);

it('a helper that is killed at rest is started again in silence, and goes on to watch', async () => {
  await stage.show();
  await stage.desk.run(['test_a.py']);
  kill();
  await stage.until(() => pids().size === 2);
  expect(stage.desk.view.problem).toBeNull();
  expect(stage.states).toEqual(['test_1 passed', 'test_2 not run']);
  stage.write('lib.py', 'X = 2\n');
  await stage.until(() => stage.states[0] === 'test_1 passed*');
}, 120_000);

it('a connection that drops in a run and comes back: the run is heard to its end', async () => {
  stage.write('test_b.py', 'import time\ndef test_2(): time.sleep(4)\n');
  await stage.show();
  const run = stage.desk.run(null);
  await stage.until(() => stage.states[1] === 'test_2 running');
  proxy.cut();
  await pause(6);
  proxy.mend();
  await run;
  expect(stage.states).toEqual(['test_1 passed', 'test_2 passed']);
  expect(stage.desk.view.problem).toBeNull();
  // Of however many asked for it at once, one connection stays.
  expect(stage.helpers.filter(({ client }) => !client.isLost)).toHaveLength(1);

  // At rest: what was edited while nobody could look is seen afterwards.
  proxy.cut();
  stage.write('lib.py', 'X = 2\n');
  await pause(1);
  proxy.mend();
  await stage.until(() => stage.states[0] === 'test_1 passed*');
  expect(stage.desk.view.problem).toBeNull();
  expect(pids().size).toBe(1);
}, 120_000);

it('a helper that the server culls at rest is started again in silence; one that is culled in a run is told', async () => {
  const culled = 'AsyncMappingKernelManager.cull';
  const own = await TestsStage.open({
    args: [
      `--${culled}_idle_timeout=3`,
      `--${culled}_interval=1`,
      `--${culled}_connected=True`
    ]
  });
  own.fill({
    'test_a.py': 'def test_1(): pass\n',
    'test_b.py': 'import time\ndef test_2(): time.sleep(60)\n'
  });
  await own.show();
  await own.desk.run(['test_a.py']);
  await own.until(() => own.helpers.length === 2);
  expect(own.desk.view.problem).toBeNull();
  expect(own.states).toEqual(['test_1 passed', 'test_2 not run']);
  await own.desk.run(['test_b.py']);
  expect(own.desk.view.problem).toMatchObject({ code: 'lost' });
  own.desk.dispose();
  await own.close();
}, 120_000);
