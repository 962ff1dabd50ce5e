import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kernel } from '@jupyterlab/services';
import { jupyter } from '../server';
import {
  editedModules,
  resyncKernel,
  type ResyncRequest
} from '../../jupyter/resync/client';

const root = mkdtempSync(join(tmpdir(), 'lift-sync-'));
let server: Awaited<ReturnType<typeof jupyter>>;
let kernel: Kernel.IKernelConnection;
let time = Date.now() / 1000;

const REQUEST: ResyncRequest = {
  folder: '',
  saved: [],
  bindings: [['prices', 'clean', 'clean', true]],
  patches: [],
  force: false
};

function write(name: string, text: string): void {
  const path = join(root, name);
  writeFileSync(path, text);
  time += 2;
  utimesSync(path, time, time);
}

async function run(code: string): Promise<{ text: string; count: number }> {
  const future = kernel.requestExecute({
    code,
    user_expressions: { said: 'said' }
  });
  const { content } = await future.done;
  if (content.status !== 'ok') {
    throw new Error(JSON.stringify(content));
  }
  const said = content.user_expressions.said as {
    data?: Record<string, string>;
  };
  return {
    text: said.data?.['text/plain'] ?? '',
    count: content.execution_count ?? 0
  };
}

beforeAll(async () => {
  write('prices.py', 'def clean(rows):\n    return rows\n');
  server = await jupyter(root);
  const session = await server.sessions.startNew({
    path: 'report.ipynb',
    name: 'report.ipynb',
    type: 'notebook',
    kernel: { name: 'python3' }
  });
  kernel = session.kernel as Kernel.IKernelConnection;
  await kernel.info;
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

it('brings a real kernel in step, and runs no cell', async () => {
  const first = await run(
    'from prices import clean\nrows = clean([1])\nsaid = clean(["é"])'
  );
  expect(await editedModules(kernel, '', [])).toEqual([]);
  write('prices.py', 'def clean(rows):\n    return [*rows, "new"]\n');
  expect(await editedModules(kernel, '', [])).toEqual([
    { name: 'prices', path: 'prices.py' }
  ]);

  const answer = await resyncKernel(kernel, REQUEST);

  expect(answer).toMatchObject({
    kind: 'done',
    modules: ['prices'],
    changed: [['prices', ['clean']]],
    rebound: ['clean'],
    whole: true
  });
  const second = await run('said = clean([])');
  expect(second).toEqual({ text: "['new']", count: first.count + 1 });
  expect(await editedModules(kernel, '', [])).toEqual([]);
});

it('says what Python says of a file that does not run', async () => {
  write('prices.py', 'def clean(rows):\n    return [\n# “é”\n');
  expect(await resyncKernel(kernel, REQUEST)).toMatchObject({
    kind: 'failed',
    error: 'SyntaxError',
    place: ['prices.py', 2]
  });
  expect((await run('said = clean([])')).text).toBe("['new']");
});

it('answers nothing when the kernel is restarted meanwhile', async () => {
  write(
    'prices.py',
    'import time\ntime.sleep(30)\ndef clean(rows):\n    return 3\n'
  );
  const answer = resyncKernel(kernel, { ...REQUEST, force: true });
  await new Promise(resolve => setTimeout(resolve, 300));
  await kernel.restart();
  expect(await answer).toBeNull();
});
