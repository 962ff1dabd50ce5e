import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jupyter } from '../../testing/server';
import type { HostError } from '../errors';
import type { Helper } from '../helper';
import { startHelper } from '../helper';

const root = mkdtempSync(join(tmpdir(), 'lift-host-'));
mkdirSync(join(root, 'a b', 'sub'), { recursive: true });
writeFileSync(join(root, 'a b', 'é.txt'), 'hi');
writeFileSync(join(root, 'a b', '.hidden'), '');

let server: Awaited<ReturnType<typeof jupyter>>;
let helper: Helper;
const start = (): Promise<Helper> =>
  startHelper(server.sessions, { kernel: 'python3', folder: 'a b' });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: HostError) => error.code
  );

beforeAll(async () => {
  server = await jupyter(root);
  helper = await start();
}, 120_000);
afterAll(async () => {
  await helper.shutdown();
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

it('stands in the folder of the project and sees its files', async () => {
  const { folder } = helper.hello;
  expect(folder).toBe(join(root, 'a b'));
  expect(await helper.client.ask('names', { folder })).toEqual([
    'sub/',
    'é.txt'
  ]);
});

it('is found again, the same process, by a page that comes later', async () => {
  const again = await start();
  expect(again.hello.pid).toBe(helper.hello.pid);
  again.release();
  expect(await helper.client.ask('names', { folder: '.' })).toHaveLength(2);
});

it('answers each of many requests, an unknown one too', async () => {
  const asked = ['names', 'nonsense', 'names'].map(op =>
    codeOf(helper.client.ask(op, { folder: '.' }))
  );
  expect(await Promise.all(asked)).toEqual([
    'none',
    'unknown-operation',
    'none'
  ]);
});

it('tells failures of the system by their name', async () => {
  expect(await codeOf(helper.client.ask('names', { folder: 'gone' }))).toBe(
    'ENOENT'
  );
});

it('gives up in time, and where it is told to', async () => {
  const { client } = helper;
  const nap = { seconds: 30 };
  expect(await codeOf(client.ask('sleep', nap, { limit: 100 }))).toBe(
    'timeout'
  );
  const controller = new AbortController();
  const asked = codeOf(client.ask('sleep', nap, { signal: controller.signal }));
  setTimeout(() => controller.abort(), 50);
  expect(await asked).toBe('cancelled');
});

it('copies a project to run in and removes the copy, and nothing else', async () => {
  const { client, hello } = helper;
  const { folder } = hello;
  expect(await client.ask('measure', { folder })).toEqual({
    files: 2,
    bytes: 2
  });
  const copy = await client.ask<string>('copy', { folder });
  expect(await client.ask('names', { folder: copy })).toEqual([
    'sub/',
    'é.txt'
  ]);
  await client.ask('remove', { folder: copy });
  expect(await codeOf(client.ask('names', { folder: copy }))).toBe('ENOENT');
  expect(await codeOf(client.ask('remove', { folder }))).toBe('not-scratch');
});

it('fails what waits when it is killed, and starts again', async () => {
  const own = await startHelper(server.sessions, {
    kernel: 'python3',
    folder: ''
  });
  const asked = codeOf(own.client.ask('sleep', { seconds: 30 }));
  process.kill(own.hello.pid, 'SIGKILL');
  expect(await asked).toBe('lost');
  expect(own.client.isLost).toBe(true);
  own.release();
  const next = await startHelper(server.sessions, {
    kernel: 'python3',
    folder: ''
  });
  expect(next.hello.pid).not.toBe(own.hello.pid);
  expect(await next.client.ask('names', { folder: '.' })).toEqual(['a b/']);
  await next.shutdown();
}, 60_000);

it('ends itself, session and kernel, when no page is left', async () => {
  const place = { kernel: 'python3', folder: 'a b/sub' };
  const { hello, release } = await startHelper(server.sessions, place);
  const ofIt = () =>
    [...server.sessions.running()].find(({ path }) =>
      path.startsWith('a b/sub')
    );
  const kernel = server.kernels.connectTo({ model: ofIt()!.kernel! });
  const agent = "__import__('sys').modules['jupyterlab_lift_agent']";
  await kernel.requestExecute({ code: `${agent}.main.PATIENCE = 1` }).done;
  kernel.dispose();
  release();
  const deadline = Date.now() + 30_000;
  while (ofIt() && Date.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, 200));
    await server.sessions.refreshRunning();
  }
  expect(ofIt()).toBeUndefined();
  expect(() => process.kill(hello.pid, 0)).toThrow('ESRCH');
}, 60_000);

it('says within its time limit that a kernel does not start', async () => {
  const place = { kernel: 'no-such-kernel', folder: '' };
  await expect(startHelper(server.sessions, place)).rejects.toMatchObject({
    code: 'not-started'
  });
});
