import {
  KernelManager,
  ServerConnection,
  SessionManager
} from '@jupyterlab/services';
import { resolve } from 'node:path';
import { startServer } from '../cli/server';

/** A real server over a folder, with managers as JupyterLab has them. */
export async function jupyter(root: string) {
  const python = resolve(__dirname, '../../.venv/bin/python');
  const started = await startServer(root, [[python, ['-m', 'jupyter_server']]]);
  if (!started.ok) {
    throw new Error(started.error);
  }
  const { url, token, stop } = started.value;
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
      sessions.dispose();
      kernels.dispose();
      await stop();
    }
  };
}
