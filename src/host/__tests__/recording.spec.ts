import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { jupyter } from '../../testing/server';
import type { HostError } from '../errors';
import { startHelper, type Helper } from '../helper';
import { recordCalls, type Recorded } from '../recording';

const PYTEST = resolve(__dirname, '../../../.venv/bin/pytest');
const MODULE = `import pandas as pd


def add_rates(trips, per=60):
    """Adds the rate per hour."""
    trips["rate"] = trips["distance"] / trips["minutes"] * per
    return trips


def load(path):
    return pd.read_csv(path)


def slow(trips, limit):
    return trips[trips["rate"] < limit].groupby("name")["rate"].mean()
`;
const CELLS = [
  'import pandas as pd\nfrom steps import add_rates, load, slow',
  "trips = load('../raw/trips.csv')",
  'trips = add_rates(trips)\ntrips.head()',
  'slow(trips, limit=12)'
];
const rows = Array.from(
  { length: 300 },
  (_, at) =>
    `person ${at % 7},r${at % 7}@mail.com,${at % 11}.5,${1 + (at % 13)}`
);

const root = mkdtempSync(join(tmpdir(), 'lift-record-'));
const project = join(root, 'project');
const git = (args: string[], options: ExecFileSyncOptions = {}): string =>
  String(
    execFileSync(
      'git',
      ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args],
      { cwd: project, encoding: 'utf8', ...options }
    )
  );
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const read = (path: string): string =>
  readFileSync(join(project, path), 'utf8');

let server: Awaited<ReturnType<typeof jupyter>>;
let helper: Helper;
let recorded: Recorded;

beforeAll(async () => {
  put('notebooks/steps.py', MODULE);
  put('raw/trips.csv', `name,contact,distance,minutes\n${rows.join('\n')}\n`);
  put('.gitignore', 'data/\n__pycache__/\n');
  put('pyproject.toml', '[project]\nname = "bikes"\nversion = "1"\n');
  git(['init', '-q']);
  git(['add', '-A']);
  git(['commit', '-qm', 'Begin']);
  server = await jupyter(root);
  helper = await startHelper(server.sessions, {
    kernel: 'python3',
    folder: 'project'
  });
  recorded = await recordCalls(
    server.kernels,
    helper.client,
    { folder: helper.hello.folder, notebookFolder: 'notebooks' },
    CELLS.map((source, index) => ({ index, source, mayRaise: false })),
    {
      functions: ['steps:add_rates', 'steps:load', 'steps:slow'],
      notebook: 'notebooks/work.ipynb'
    },
    { kernel: 'python3', limit: 60_000 }
  );
}, 180_000);
afterAll(async () => {
  await recorded?.close();
  await helper.shutdown();
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

it('makes tests that pass with plain pytest in a fresh clone, and fail once the function is broken', async () => {
  expect(recorded.run.cells.map(({ end }) => end)).toEqual(
    CELLS.map(() => 'ok')
  );
  const { cases, refused } = await recorded.draft(null);
  expect(refused).toEqual([]);
  expect(cases.map(({ test, problem }) => [test, problem])).toEqual([
    ['test_load', null],
    ['test_add_rates', null],
    ['test_slow', null]
  ]);
  expect(cases[1]).toMatchObject({
    cell: 3,
    rows: [200, 300],
    masked: ['contact', 'name'],
    file: 'tests/test_steps.py'
  });
  expect(cases[1].mutants).toMatchObject({ missed: [] });

  const ids = cases.map(({ id }) => id);
  const { files, stamp } = await recorded.compose(ids);
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'tests/test_steps.py',
      'tests/data/steps/load_trips.csv',
      'pyproject.toml',
      '.gitignore'
    ])
  );
  expect(existsSync(join(project, 'tests'))).toBe(false);
  const written = await recorded.write(ids, stamp);
  expect(written).toEqual({ written: paths, passed: 3, failed: 0 });
  expect(read('.gitignore')).toContain('!/tests/data/');
  expect(read('tests/data/steps/add_rates_trips.csv')).not.toMatch(
    /person 3|@mail/
  );

  git(['add', '-A']);
  git(['commit', '-qm', 'Test']);
  const clone = join(root, 'clone');
  git(['clone', '-q', project, clone], { cwd: root });
  const pytest = (): string => {
    try {
      return String(
        execFileSync(PYTEST, ['-q'], { cwd: clone, encoding: 'utf8' })
      );
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };
  expect(pytest()).toContain('3 passed');
  const broken = MODULE.replace('per=60', 'per=61');
  writeFileSync(join(clone, 'notebooks/steps.py'), broken);
  expect(pytest()).toMatch(/1 failed, 2 passed/);
}, 240_000);

it('records the inner call that makes a cell fail', async () => {
  const cells = [...CELLS.slice(0, 2), 'slow(trips, limit=12)'];
  const failing = await recordCalls(
    server.kernels,
    helper.client,
    { folder: helper.hello.folder, notebookFolder: 'notebooks' },
    cells.map((source, index) => ({ index, source, mayRaise: false })),
    { function: 'notebooks/steps.py:slow', notebook: 'notebooks/work.ipynb' },
    { kernel: 'python3', limit: 60_000 }
  );
  try {
    expect(failing.run.cells.map(({ end }) => end)).toEqual([
      'ok',
      'ok',
      'error'
    ]);
    const { cases } = await failing.draft(null);
    expect(cases).toMatchObject([
      { test: 'test_slow_fails', fails: "KeyError: 'rate'", problem: null }
    ]);
    const { stamp } = await failing.compose([cases[0].id]);
    const { passed, failed } = await failing.write([cases[0].id], stamp);
    expect([passed, failed]).toEqual([0, 1]);
    expect(read('tests/test_steps.py')).toContain('it fails with KeyError');
    await failing.takeBack();
  } finally {
    await failing.close();
  }
}, 120_000);

it('takes back what it wrote, and nothing once somebody has changed it', async () => {
  const before = read('tests/test_steps.py');
  put('tests/test_steps.py', `${before}# mine\n`);
  await expect(recorded.takeBack()).rejects.toMatchObject({
    code: 'stale'
  } satisfies Partial<HostError>);
  put('tests/test_steps.py', before);
  await recorded.takeBack();
  expect(git(['status', '--short'])).toMatch(/ D tests\/test_steps.py/);
  expect(existsSync(join(project, 'tests'))).toBe(false);
  expect(read('pyproject.toml')).not.toContain('pytest');
});
