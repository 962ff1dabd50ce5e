import { type AskableKernel, askKernel } from './ask';
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
  const answer = await askKernel<{ readonly [name: string]: ModuleSync }>(
    kernel,
    { source: SOURCE, patience: PATIENCE },
    'sync',
    [modules, stateful]
  );
  return answer && new Map(Object.entries(answer));
}

/**
 * Folders below the project root in which the kernel looks for modules, in its order; none when it
 * does not answer at once. `folder` is where it was started: the notebook's, relative to the root.
 */
export async function searchPathOf(
  kernel: AskableKernel,
  folder: string
): Promise<readonly string[]> {
  const asked = { source: SOURCE, patience: IMPATIENCE };
  const [start = '', ...entries] = (await searchPath(kernel, asked)) ?? [];
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
  const found = await searchPath(kernel, { source: SOURCE });
  return found?.[0] ?? null;
}

/** The folder that the kernel started in, and then those in which it looks for modules. */
function searchPath(
  kernel: AskableKernel,
  asked: { readonly source: string; readonly patience?: number }
): Promise<readonly string[] | null> {
  return askKernel(kernel, asked, 'search_path', []);
}
