import type { Kernel } from '@jupyterlab/services';

/** Milliseconds that a connection is given to come up again. */
const PATIENCE = 5000;

/**
 * Resolves once the connection is up or given up. One that is being taken up again must not be disposed:
 * JupyterLab's own promise of it would be rejected, and nobody listens.
 */
export function settled(kernel: Kernel.IKernelConnection): Promise<void> {
  if (kernel.isDisposed || kernel.connectionStatus !== 'connecting') {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const finish = (): void => {
      clearTimeout(timer);
      kernel.connectionStatusChanged.disconnect(finish);
      resolve();
    };
    const timer = setTimeout(finish, PATIENCE);
    kernel.connectionStatusChanged.connect(finish);
  });
}
