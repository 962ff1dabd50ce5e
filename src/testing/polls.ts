import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';

/** Disposes a manager of JupyterLab's services; its polls would leave a timer behind, which keeps Node running. */
export async function disposeQuietly(manager: IDisposable): Promise<void> {
  const polls = Object.values(manager).filter(one => one instanceof Poll);
  await Promise.all(polls.map(poll => poll.stop()));
  manager.dispose();
}
