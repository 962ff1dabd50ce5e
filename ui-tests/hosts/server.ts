import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

/** What a server is like that serves the extension. */
export type Host = {
  /** A file of `environments/` without its `.txt`; `null` for `.venv`. */
  readonly environment: string | null;
  readonly app: 'lab' | 'notebook';
  /** What the server's addresses begin with: slashes at both ends, escaped as in an address. */
  readonly baseUrl?: string;
  /** The content-security policy that it sends. */
  readonly policy?: string;
};

/** A server that runs. */
export type Server = {
  readonly app: Host['app'];
  /** Its address, base URL included, with a slash at the end. */
  readonly url: string;
  /** The folder that it serves. */
  readonly root: string;
};

type Process = ChildProcessByStdio<null, null, Readable>;

/** Milliseconds within which a server answers, on a busy machine too. */
const START = 120_000;
/** Milliseconds that a server has to end its kernels. */
const STOP = 20_000;
const HERE = resolve(__dirname, '../..');
const MODULES = { lab: 'jupyterlab', notebook: 'notebook' };
const VERSIONS = `
import platform
from importlib.metadata import distributions
names = "jupyterlab jupyterlab_lift notebook jupyter-collaboration jupyter_server ipykernel".split()
found = {d.metadata["Name"].lower().replace("-", "_"): d.version for d in distributions()}
held = [f"{n} {found[k]}" for n in names if (k := n.replace("-", "_")) in found]
print(", ".join([f"Python {platform.python_version()}", *held]))
`;

/** Runs a server for as long as `use` takes, on an empty folder, with nobody's settings. */
export async function serve(
  host: Host,
  use: (server: Server) => Promise<void>
): Promise<void> {
  const bin = join(await environment(host.environment), 'bin');
  const { stdout } = await run(join(bin, 'python'), ['-c', VERSIONS]);
  console.warn(`${host.environment ?? '.venv'}: ${stdout.trim()}`);
  const home = mkdtempSync(join(tmpdir(), 'lift-host-'));
  const root = join(home, 'root');
  const port = await freePort();
  mkdirSync(root);
  const config = join(home, 'config.json');
  writeFileSync(config, JSON.stringify(configuration(host, root, port)));
  const server = spawn(
    join(bin, 'python'),
    ['-m', MODULES[host.app], '--no-browser', `--config=${config}`],
    {
      cwd: root,
      env: surroundings(bin, home),
      stdio: ['ignore', 'ignore', 'pipe']
    }
  );
  try {
    const url = `http://localhost:${port}${host.baseUrl ?? '/'}`;
    await answers(`${url}api`, server);
    await use({ app: host.app, url, root });
  } finally {
    await end(server);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const run = promisify(execFile);

/** The folder of a virtual environment, which is made when it is not there. */
async function environment(name: string | null): Promise<string> {
  if (name === null) {
    return join(HERE, '.venv');
  }
  const { stdout } = await run('bash', ['scripts/host.sh', name], {
    cwd: HERE
  });
  return stdout.trim();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function configuration(host: Host, root: string, port: number) {
  const { baseUrl, policy } = host;
  return {
    ServerApp: {
      port,
      port_retries: 0,
      root_dir: root,
      allow_root: true,
      ...(baseUrl ? { base_url: baseUrl } : {}),
      ...(policy
        ? {
            tornado_settings: {
              headers: { 'Content-Security-Policy': policy }
            }
          }
        : {})
    },
    // Reached from this machine alone, for as long as the test takes.
    IdentityProvider: { token: '' },
    LabApp: { news_url: null, extension_manager: 'readonly' }
  };
}

/** The environment that a server sees: Node is not in it. */
function surroundings(bin: string, home: string): NodeJS.ProcessEnv {
  return {
    PATH: bin,
    HOME: home,
    LANG: 'C.UTF-8',
    JUPYTER_PREFER_ENV_PATH: '1',
    // Whatever else of Jupyter the machine has is not looked at.
    JUPYTER_CONFIG_DIR: join(home, 'config'),
    JUPYTER_DATA_DIR: join(home, 'data'),
    JUPYTER_RUNTIME_DIR: join(home, 'runtime')
  };
}

/** Waits until the server answers. @throws Error with what it printed when it does not. */
async function answers(url: string, server: Process): Promise<void> {
  let log = '';
  server.stderr.on('data', (data: Buffer) => {
    log += data.toString();
  });
  const until = Date.now() + START;
  while (server.exitCode === null && Date.now() < until) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`The server does not answer:\n${log}`);
}

/** Ends a server; one that waits for its pages is not waited for. */
async function end(server: Process): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    const late = setTimeout(() => server.kill('SIGKILL'), STOP);
    await ended;
    clearTimeout(late);
  }
}
