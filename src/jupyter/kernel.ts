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
/** The same while a preview waits for the answer. */
const IMPATIENCE = 700;

/** As long as a timer can wait. */
const FOREVER = 2 ** 31 - 1;

/** As much of a kernel as is needed to ask it something. */
type AskableKernel = Pick<Kernel.IKernelConnection, 'requestExecute'>;

/**
 * Brings a Python kernel in step with written modules by one silent request: autoreload is turned on
 * in mode 2, stateless modules that were imported are reloaded. No cell is run, no name is bound, no
 * count goes up. Resolves to `null` when the kernel gives no answer in time; the request then waits in
 * its queue, before any cell that is run later.
 */
export async function syncKernel(
  kernel: AskableKernel,
  { modules, stateful }: SyncRequest
): Promise<ReadonlyMap<string, ModuleSync> | null> {
  const answer = await ask(kernel, 'sync', [modules, stateful], PATIENCE);
  if (answer === null) {
    return null;
  }
  const pairs = answer.split(' ').filter(Boolean);
  return new Map(pairs.map(pair => pair.split('=') as [string, ModuleSync]));
}

/**
 * Folders below the project root in which the kernel looks for modules, in its order; none when it
 * does not answer at once. `folder` is where it was started: the notebook's, relative to the root.
 */
export async function searchPathOf(
  kernel: AskableKernel,
  folder: string
): Promise<readonly string[]> {
  const answer = await ask(kernel, 'search_path', [], IMPATIENCE).catch(
    () => null
  );
  const [start, ...entries] = (answer ?? '').split(' ').map(decodeURIComponent);
  if (!start.endsWith(folder)) {
    return [];
  }
  const root = start.slice(0, start.length - folder.length).replace(/\/$/, '');
  return entries.flatMap(entry =>
    entry === root
      ? ['']
      : entry.startsWith(`${root}/`)
        ? [entry.slice(root.length + 1)]
        : []
  );
}

/** The folder that a kernel was started in, as it sees it; waits as long as the kernel runs something else. */
export async function startFolderOf(
  kernel: AskableKernel
): Promise<string | null> {
  const answer = await ask(kernel, 'search_path', [], FOREVER);
  return answer === null ? null : decodeURIComponent(answer.split(' ')[0]);
}

/** Calls a function of `sync.py` in the kernel, silently; `null` when there is no answer in time. */
async function ask(
  kernel: AskableKernel,
  name: string,
  args: readonly unknown[],
  patience: number
): Promise<string | null> {
  const future = kernel.requestExecute({
    code: '',
    silent: true,
    store_history: false,
    allow_stdin: false,
    stop_on_error: false,
    user_expressions: { lift: expression(name, args) }
  });
  const late = new Promise<null>(resolve =>
    setTimeout(() => resolve(null), patience)
  );
  const reply = await Promise.race([future.done, late]);
  return reply?.content.status === 'ok'
    ? readAnswer(reply.content.user_expressions.lift)
    : null;
}

/** An expression, so that nothing is bound in the notebook: the source runs in a namespace of its own. */
function expression(name: string, args: readonly unknown[]): string {
  const run = `__import__("builtins").exec(${JSON.stringify(SOURCE)}, space)`;
  const call = `space[${JSON.stringify(name)}](*${JSON.stringify(args)})`;
  return `(lambda space: (${run}, ${call})[1])({"__name__": "jupyterlab_lift"})`;
}

/** A string without quotes in it, as Python shows it. */
function readAnswer(answer: unknown): string | null {
  const data = (answer as { data?: { 'text/plain'?: unknown } } | undefined)
    ?.data;
  const text = data?.['text/plain'];
  return typeof text === 'string' ? text.replace(/^'|'$/g, '') : null;
}
