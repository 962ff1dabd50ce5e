import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jupyter } from '../../testing/server';
import type { HostError } from '../errors';
import type { Helper } from '../helper';
import { startHelper } from '../helper';
import { recordCalls } from '../recording';
import { rehearse } from '../rehearse';

const root = mkdtempSync(join(tmpdir(), 'lift-faults-'));
const project = join(root, 'p');
const at = (name: string): string => join(root, name);

/** Kernels that end, or do not answer, at one moment of a helper's start. */
const KERNELS = {
  'ends-at-once': 'import os; os._exit(1)',
  'never-answers': 'import time; time.sleep(600)',
  // Ends when it is first given the agent, and does as it should when it is started again.
  'ends-loading': `
import os, sys
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
MARK = ${JSON.stringify(at('loaded'))}
class Kernel(IPythonKernel):
    async def do_execute(self, code, *args, **kwargs):
        if "jupyterlab_lift_agent" in code and not os.path.exists(MARK):
            open(MARK, "w").close()
            os.kill(os.getpid(), 9)
        return await super().do_execute(code, *args, **kwargs)
IPKernelApp.launch_instance(kernel_class=Kernel, argv=sys.argv[1:])
`
};

let server: Awaited<ReturnType<typeof jupyter>>;

beforeAll(async () => {
  mkdirSync(project);
  for (const [name, code] of Object.entries(KERNELS)) {
    const folder = at(`data/kernels/${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'kernel.json'),
      JSON.stringify({
        argv: ['python', '-c', code, '-f', '{connection_file}'],
        display_name: name,
        language: 'python'
      })
    );
  }
  process.env.JUPYTER_PATH = at('data');
  server = await jupyter(root);
  delete process.env.JUPYTER_PATH;
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

const start = (kernel = 'python3', patience?: number): Promise<Helper> =>
  startHelper(server.sessions, { kernel, folder: 'p' }, patience);
const failure = (work: Promise<unknown>): Promise<HostError> =>
  work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: HostError) => error
  );
const copies = (): string[] =>
  readdirSync(tmpdir()).filter(name => name.startsWith('lift-scratch-'));

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error('It does not come to hold.');
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

it.each(['ends-at-once', 'never-answers'])(
  'a kernel that %s is a sentence within the time limit',
  async kernel => {
    const { code, message } = await failure(start(kernel, 8000));
    expect([code, message]).toEqual([
      'not-started',
      expect.stringContaining(`“${kernel}”`)
    ]);
    // It would be found, and waited for, the next time.
    await until(async () => {
      await server.sessions.refreshRunning();
      return [...server.sessions.running()].length === 0;
    });
  },
  30_000
);

it('a kernel that ends while the agent is loaded is a sentence, and the next start works', async () => {
  const { code, message } = await failure(start('ends-loading', 30_000));
  expect([code, message]).toEqual([
    'not-started',
    expect.stringMatching(/“ends-loading” ended.*Try again/)
  ]);
  expect(existsSync(at('loaded'))).toBe(true);
  const helper = await start('ends-loading');
  expect(await helper.client.ask('names', { folder: '.' })).toEqual([]);
  await helper.shutdown();
}, 60_000);

it('each environment of a project has a helper of its own, at the same time', async () => {
  const [one, other] = [await start(), await start('ends-loading')];
  expect(one.hello.pid).not.toBe(other.hello.pid);
  await Promise.all([one.shutdown(), other.shutdown()]);
}, 60_000);

const CELLS = [
  `import os, time\nopen(${JSON.stringify(at('pid'))}, "w").write(str(os.getpid()))`,
  'time.sleep(60)'
].map((source, index) => ({ index, source, mayRaise: false }));

const RUN = { kernel: 'python3', limit: 60_000, observe: true };

it.each(['a check', 'a recording'])(
  'a helper that is killed in %s stops it, and leaves no kernel and no copy',
  async kind => {
    rmSync(at('pid'), { force: true });
    const before = copies();
    const helper = await start();
    const { client, hello } = helper;
    const place = { folder: hello.folder, notebookFolder: '' };
    const what = { functions: ['m:f'], notebook: 'n.ipynb' };
    const work =
      kind === 'a check'
        ? rehearse(server.kernels, client, place, CELLS, RUN)
        : recordCalls(server.kernels, client, place, CELLS, what, RUN);
    const failed = failure(work);
    await until(
      () => existsSync(at('pid')) && !!readFileSync(at('pid'), 'utf8')
    );
    process.kill(hello.pid, 'SIGKILL');
    const { code, message } = await failed;
    expect([code, message]).toEqual([
      'lost',
      expect.stringMatching(/stopped.*not changed.*start it again/)
    ]);
    const kernel = Number(readFileSync(at('pid'), 'utf8'));
    await until(() => !existsSync(`/proc/${kernel}`));
    await until(() => copies().every(name => before.includes(name)));
    helper.release();
  },
  60_000
);
