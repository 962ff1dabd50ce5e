import type { KernelManager, SessionManager } from '@jupyterlab/services';
import { fail, ok, type Result } from '../core/result';
import { startServer, type Server } from './server';

/** A server's kernels, as JupyterLab's own client reaches them. */
export type Reached = {
  readonly kernels: KernelManager;
  readonly sessions: SessionManager;
  /** Name to language, lower case. */
  readonly specs: ReadonlyMap<string, string>;
  /** Lets go of them, and ends a server that was started for them. */
  close(): Promise<void>;
};

/** Starts a server over the folder, or takes the one at `url` with the token in JUPYTER_TOKEN. Fails with a sentence. */
export async function reachKernels(
  root: string,
  url: string | undefined,
  signal?: AbortSignal
): Promise<Result<Reached, string>> {
  const server =
    url === undefined
      ? await startServer(root, undefined, signal)
      : ok(pointedTo(url));
  if (!server.ok) {
    return server;
  }
  try {
    return ok(await connect(server.value));
  } catch (error) {
    await server.value.stop();
    const said = error instanceof Error ? error.message : String(error);
    return fail(
      `The Jupyter server at ${server.value.url} does not answer: ${said}`
    );
  }
}

function pointedTo(url: string): Server {
  return {
    url: url.endsWith('/') ? url : `${url}/`,
    token: process.env.JUPYTER_TOKEN ?? '',
    stop: () => Promise.resolve()
  };
}

async function connect({ url, token, stop }: Server): Promise<Reached> {
  silenceConnections();
  const services = await import('@jupyterlab/services');
  const serverSettings = services.ServerConnection.makeSettings({
    baseUrl: url,
    wsUrl: url.replace(/^http/, 'ws'),
    token,
    appendToken: true
  });
  const { kernelspecs } = await services.KernelSpecAPI.getSpecs(serverSettings);
  const kernels = new services.KernelManager({ serverSettings });
  const sessions = new services.SessionManager({
    serverSettings,
    kernelManager: kernels
  });
  await sessions.ready;
  return {
    kernels,
    sessions,
    specs: new Map(
      Object.values(kernelspecs).flatMap(spec =>
        spec ? [[spec.name, spec.language.toLowerCase()]] : []
      )
    ),
    close: async () => {
      sessions.dispose();
      kernels.dispose();
      await stop();
    }
  };
}

/** JupyterLab's client tells the console of each connection that it opens or loses. */
function silenceConnections(): void {
  console.debug = () => undefined;
  console.warn = () => undefined;
}

/** The kernel for a notebook: the one asked for, else the one that it names, else the only one of its language.
 *  Fails with a sentence. */
export function kernelFor(
  specs: ReadonlyMap<string, string>,
  language: string,
  named: string | undefined,
  asked: string | undefined
): Result<string, string> {
  const name = asked ?? named;
  if (name !== undefined && specs.has(name)) {
    return ok(name);
  }
  const fitting = [...specs].flatMap(([one, of]) =>
    of === language ? [one] : []
  );
  const listed = [...specs.keys()].join(', ') || 'none';
  if (asked !== undefined) {
    return fail(`The server has no kernel “${asked}” (it has: ${listed}).`);
  }
  return fitting.length === 1
    ? ok(fitting[0])
    : fail(
        `The server has no kernel “${named ?? language}” for the notebook (it has: ${listed}); choose one with --kernel.`
      );
}
