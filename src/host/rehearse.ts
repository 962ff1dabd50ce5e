import { normalise } from '../core/path';
import type { CellRun, EndState, Run, RunCell } from '../core/run';
import type { HostClient } from './client';
import { HostError } from './errors';
import type { Kernels, ScratchOptions } from './scratch';
import { runScratch } from './scratch';

/** A project as a scratch copy is made of it. */
export type ScratchProject = {
  /** Its root, as the helper sees it. */
  readonly folder: string;
  /** A folder above the root that is copied with it, and where in that the root lies. */
  readonly above?: { readonly folder: string; readonly below: string };
  /** The notebook's folder, relative to the root. */
  readonly notebookFolder: string;
  /** Files that git knows as they were in this commit. */
  readonly commit?: string;
  /** Files that are written into the copy before anything runs; paths relative to the root. */
  readonly files?: readonly { readonly path: string; readonly text: string }[];
};

/** A scratch copy, until it is removed. */
export type ScratchCopy = {
  /** What was copied, as kernels see it. */
  readonly folder: string;
  /** The project's root in it. */
  readonly root: string;
  /** The notebook's folder in it. */
  readonly notebookFolder: string;
  remove(): Promise<void>;
};

/** Bytes of a project that are copied without being asked. */
const MOST_BYTES = 500_000_000;

/** The size of what a copy would hold where that is more than is copied without a word; else `null`. */
export async function largeProject(
  client: HostClient,
  folder: string,
  signal?: AbortSignal
): Promise<number | null> {
  const { bytes } = await client.ask<{ bytes: number }>(
    'measure',
    { folder },
    { limit: null, ...(signal ? { signal } : {}) }
  );
  return bytes > MOST_BYTES ? bytes : null;
}

/** The project with as much above it as the texts of the code, or modules that they name, climb to with `../`. */
export async function reaching(
  client: HostClient,
  project: ScratchProject,
  texts: readonly string[]
): Promise<ScratchProject> {
  const { folder, notebookFolder } = project;
  const above = await client.ask<{ folder: string; below: string }>(
    'reach',
    { folder, below: notebookFolder, texts },
    { limit: null }
  );
  return { ...project, above };
}

/** Copies a project to run in; what runs there finds `../data` and writes nothing into the project. */
export async function copyProject(
  client: HostClient,
  {
    folder: project,
    above,
    notebookFolder,
    commit,
    files = []
  }: ScratchProject,
  signal?: AbortSignal
): Promise<ScratchCopy> {
  const { folder, below } = above ?? { folder: project, below: '' };
  const asked = { limit: null, ...(signal ? { signal } : {}) };
  const copy = commit
    ? await client.ask<string>('copy-at', { folder, commit, project }, asked)
    : await client.ask<string>('copy', { folder }, asked);
  const root = within(copy, below);
  const remove = async (): Promise<void> => {
    await client
      .ask('remove', { folder: copy }, { limit: null })
      .catch(() => undefined);
  };
  try {
    await Promise.all(
      files.map(({ path, text }) =>
        client.ask('put', { path: `${root}/${path}`, text })
      )
    );
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    folder: copy,
    root,
    notebookFolder: within(root, notebookFolder),
    remove
  };
}

/** A folder of the kernel's machine, and a way into it. */
function within(folder: string, way: string): string {
  return [folder, normalise(way)].filter(Boolean).join('/');
}

async function withFiles(
  client: HostClient,
  { folder }: ScratchCopy,
  run: Run
): Promise<Run> {
  if (run.state === null) {
    return run;
  }
  const files = await client.ask<EndState['files']>(
    'written',
    { folder },
    { limit: null }
  );
  return { ...run, state: { ...run.state, files } };
}

/** Stops the work where the helper is lost: nobody could tell what became of its copy. */
export async function whileHeard<T>(
  client: HostClient,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const own = new AbortController();
  const stop = (): void => own.abort();
  signal?.addEventListener('abort', stop);
  void client.lost.then(stop);
  if (signal?.aborted) {
    stop();
  }
  try {
    return await work(own.signal);
  } catch (error) {
    throw client.isLost && !signal?.aborted ? stopped() : error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function stopped(): HostError {
  return new HostError(
    'lost',
    'The helper ended or its connection dropped, so the run was stopped. Your notebook and its project were not changed; start it again.'
  );
}

/** The run as if the folder had not been copied. */
function named(run: Run, copy: string, folder: string): Run {
  const [from, to] = [copy, folder].map(path =>
    JSON.stringify(path).slice(1, -1)
  );
  const outputs = (cell: CellRun): CellRun['outputs'] =>
    JSON.parse(
      JSON.stringify(cell.outputs).split(from).join(to)
    ) as CellRun['outputs'];
  return {
    ...run,
    cells: run.cells.map(cell => ({ ...cell, outputs: outputs(cell) }))
  };
}

/** `inPlace`: what cells show names the project's own folder instead of its copy's. */
export type RehearseOptions = Omit<ScratchOptions, 'folder' | 'project'> & {
  readonly inPlace?: boolean;
};

/** Runs cells in a scratch copy of the project, in a kernel of their own; both are gone afterwards. */
export async function rehearse(
  kernels: Kernels,
  client: HostClient,
  project: ScratchProject,
  cells: readonly RunCell[],
  { inPlace = false, ...options }: RehearseOptions
): Promise<Run> {
  const copy = await copyProject(client, project, options.signal);
  try {
    const { notebookFolder: folder } = copy;
    await client.ask('mark', { folder: copy.folder }, { limit: null });
    const run = await whileHeard(client, options.signal, signal =>
      runScratch(kernels, cells, {
        ...options,
        ...{ folder, project: copy.folder, signal }
      })
    );
    const copied = project.above?.folder ?? project.folder;
    return await withFiles(
      client,
      copy,
      inPlace ? named(run, copy.folder, copied) : run
    );
  } finally {
    await copy.remove();
  }
}
