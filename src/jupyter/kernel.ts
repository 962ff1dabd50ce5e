import type { Kernel } from '@jupyterlab/services';
import SOURCE from './sync.py';

/** What the kernel did with a module that was written. */
export type ModuleSync =
  /** It was not imported yet. */
  | 'fresh'
  | 'reloaded'
  /** It holds state that a reload would lose, or could not be reloaded: restart. */
  | 'stale';

export type SyncRequest = {
  /** Dotted names of the modules that were written. */
  readonly modules: readonly string[];
  /** Those whose definitions hold state (mutable defaults, class attributes, caches). */
  readonly stateful: readonly string[];
};

/** Milliseconds after which a kernel that runs something else is no longer waited for. */
const PATIENCE = 3000;

/**
 * Brings a Python kernel in step with written modules by one silent request: autoreload is turned on
 * in mode 2, stateless modules that were imported are reloaded. No cell is run, no name is bound, no
 * count goes up. Resolves to `null` when the kernel gives no answer in time; the request then waits in
 * its queue, before any cell that is run later.
 */
export async function syncKernel(
  kernel: Pick<Kernel.IKernelConnection, 'requestExecute'>,
  { modules, stateful }: SyncRequest
): Promise<ReadonlyMap<string, ModuleSync> | null> {
  const future = kernel.requestExecute({
    code: '',
    silent: true,
    store_history: false,
    allow_stdin: false,
    stop_on_error: false,
    user_expressions: { lift: expression(modules, stateful) }
  });
  const late = new Promise<null>(resolve =>
    setTimeout(() => resolve(null), PATIENCE)
  );
  const reply = await Promise.race([future.done, late]);
  if (!reply || reply.content.status !== 'ok') {
    return null;
  }
  return readAnswer(reply.content.user_expressions.lift);
}

/** An expression, so that nothing is bound in the notebook: the source runs in a namespace of its own. */
function expression(
  modules: readonly string[],
  stateful: readonly string[]
): string {
  const source = JSON.stringify(SOURCE);
  const names = JSON.stringify([modules, stateful]);
  return `(lambda space: (__import__("builtins").exec(${source}, space), space["sync"](*${names}))[1])({"__name__": "jupyterlab_lift"})`;
}

/** `'a.b=fresh c=reloaded'`, quoted as Python shows a string. */
function readAnswer(answer: unknown): ReadonlyMap<string, ModuleSync> | null {
  const data = (answer as { data?: { 'text/plain'?: unknown } } | undefined)
    ?.data;
  const text = data?.['text/plain'];
  if (typeof text !== 'string') {
    return null;
  }
  const pairs = text.replace(/^'|'$/g, '').split(' ').filter(Boolean);
  return new Map(pairs.map(pair => pair.split('=') as [string, ModuleSync]));
}
