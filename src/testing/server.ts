import {
  KernelManager,
  ServerConnection,
  SessionManager
} from '@jupyterlab/services';
import { resolve } from 'node:path';
import { startServer } from '../cli/server';
import { disposeQuietly } from './polls';

type Options = {
  /** For the server's command line. */
  readonly args?: readonly string[];
  /** A way to the server: takes its address and gives that of the way. */
  readonly through?: (url: string) => Promise<string>;
};

/** A real server over a folder, with managers as JupyterLab has them. */
export async function jupyter(
  root: string,
  { args = [], through = async url => url }: Options = {}
) {
  const python = resolve(__dirname, '../../.venv/bin/python');
  const program = [python, ['-m', 'jupyter_server', ...args]] as const;
  const started = await startServer(root, [program]);
  if (!started.ok) {
    throw new Error(started.error);
  }
  const { token, stop } = started.value;
  const url = await through(started.value.url);
  const serverSettings = ServerConnection.makeSettings({
    baseUrl: url,
    wsUrl: url.replace('http', 'ws'),
    token
  });
  const kernels = new KernelManager({ serverSettings });
  const sessions = new SessionManager({
    serverSettings,
    kernelManager: kernels
  });
  await sessions.ready;
  return {
    url,
    token,
    kernels,
    sessions,
    stop: async () => {
      await sessions.shutdownAll();
      await kernels.shutdownAll();
      await disposeQuietly(sessions);
      await disposeQuietly(kernels);
      await stop();
    }
  };
}
