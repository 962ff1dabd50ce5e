import type { Kernel } from '@jupyterlab/services';
import AGAIN from './agent/again.py';

/** Milliseconds between questions whether the kernel answers again. */
const PATIENCE = 500;

/** Runs that are compared draw the same from generators that nobody seeds. */
export const SEEDED =
  'exec("import random\\nrandom.seed(0)\\ntry:\\n    import numpy\\n    numpy.random.seed(0)\\nexcept Exception:\\n    pass", {})';

/**
 * Has a fresh kernel begin again with a fixed hash seed, so that sets of text have one order in all runs that are
 * compared. Resolves when it answers on all channels, or when `gone` does. A kernel that cannot do that stays as it is.
 */
export async function withFixedHashes(
  kernel: Kernel.IKernelConnection,
  gone: Promise<unknown>
): Promise<void> {
  const futures: { dispose(): void }[] = [];
  const run = (code: string): Promise<unknown> => {
    const future = kernel.requestExecute(
      { code, silent: true, store_history: false },
      false
    );
    futures.push(future);
    return future.done;
  };
  // It is answered only where the kernel stays as it is.
  run(`exec(${JSON.stringify(AGAIN)}, {})`).catch(() => undefined);
  // A question may go down with the process that it reached, or its answer before the server listens anew.
  let timer: ReturnType<typeof setInterval> | undefined;
  const answer = new Promise<void>(resolve => {
    const ask = (): void => {
      run('').then(
        () => resolve(),
        () => undefined
      );
    };
    timer = setInterval(ask, PATIENCE);
    ask();
  });
  await Promise.race([answer, gone]).finally(() => clearInterval(timer));
  futures.forEach(future => future.dispose());
}
