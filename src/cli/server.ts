import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fail, ok, type Result } from '../core/result';

/** A Jupyter server that answers. */
export type Server = {
  /** Ends with a slash. */
  readonly url: string;
  readonly token: string;
  /** Ends a server that was started here; one that was pointed to stays. */
  stop(): Promise<void>;
};

/** Milliseconds until a server that does not answer is given up. */
const PATIENCE = 60_000;

/** Programs that start a server, in the order in which they are tried: those of the active environment, then, in a
 *  checkout of this package, the one that its own tests use. */
const PROGRAMS: readonly (readonly [string, readonly string[]])[] = [
  ['jupyter-server', []],
  ['python3', ['-m', 'jupyter_server']],
  ['python', ['-m', 'jupyter_server']],
  [join(__dirname, '../.venv/bin/python'), ['-m', 'jupyter_server']]
];

/** Starts a server for this user alone, on a free port of this machine. Fails with a sentence. */
export async function startServer(
  root: string,
  programs = PROGRAMS,
  signal?: AbortSignal
): Promise<Result<Server, string>> {
  const port = await freePort();
  const token = randomBytes(24).toString('hex');
  const said: string[] = [];
  for (const [program, first] of programs) {
    if (signal?.aborted) {
      break;
    }
    const child = launch(program, [...first, ...options(root, port)], token);
    const ended = endOf(child, said);
    const url = `http://127.0.0.1:${port}/`;
    if (await answers(url, token, ended, signal)) {
      return ok({ url, token, stop: () => stop(child, ended.promise) });
    }
    await stop(child, ended.promise);
  }
  const last = said.join('').trim().split('\n').pop() ?? '';
  return fail(
    `No Jupyter server could be started${last ? ` (${last})` : ''}. ` +
      'Install it with “pip install jupyter_server ipykernel”, or name a running one with --server and JUPYTER_TOKEN.'
  );
}

function options(root: string, port: number): string[] {
  return [
    '--no-browser',
    '--allow-root',
    '--ServerApp.ip=127.0.0.1',
    `--ServerApp.port=${port}`,
    '--ServerApp.port_retries=0',
    `--ServerApp.root_dir=${root}`,
    // Where this program is killed outright, what it left behind ends by itself.
    '--MappingKernelManager.cull_idle_timeout=120',
    '--MappingKernelManager.cull_interval=60',
    '--ServerApp.shutdown_no_activity_timeout=300'
  ];
}

/** The token goes through the environment: other users can read a command line. */
function launch(
  program: string,
  args: readonly string[],
  token: string
): ChildProcess {
  return spawn(program, args, {
    env: { ...process.env, JUPYTER_TOKEN: token },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32'
  });
}

type End = { over: boolean; readonly promise: Promise<void> };

function endOf(child: ChildProcess, said: string[]): End {
  child.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString());
    said.splice(0, said.length - 50);
  });
  const end: { over: boolean; promise: Promise<void> } = {
    over: false,
    promise: Promise.resolve()
  };
  end.promise = new Promise(resolve => {
    const finish = (): void => {
      end.over = true;
      resolve();
    };
    child.once('error', finish);
    child.once('exit', finish);
  });
  return end;
}

async function answers(
  url: string,
  token: string,
  end: End,
  signal?: AbortSignal
): Promise<boolean> {
  const deadline = Date.now() + PATIENCE;
  while (!end.over && !signal?.aborted && Date.now() < deadline) {
    try {
      const headers = { Authorization: `token ${token}` };
      const { ok: fine } = await fetch(`${url}api/kernelspecs`, { headers });
      if (fine) {
        return true;
      }
    } catch {
      // It does not listen yet.
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return false;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined) {
    return;
  }
  child.kill('SIGTERM');
  const killed = setTimeout(() => killGroup(child), 10_000);
  await ended;
  clearTimeout(killed);
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === 'object' && address ? address.port : 0)
      );
    });
  });
}
