import { randomBytes } from 'node:crypto';
import type { Run, RunCell } from '../core/run';
import { fail, ok, type Result } from '../core/result';
import { HostError } from '../host/errors';
import { startHelper, type Helper } from '../host/helper';
import {
  copyProject,
  largeProject,
  reaching,
  rehearse
} from '../host/rehearse';
import { readNotebook } from '../lift/nbformat/read';
import { kernelFor, reachKernels, type Reached } from './kernels';
import type { Session } from './session';
import { versionOf, type Place, type Version } from './versions';

/** What was typed for `check` and `verify`. */
export type CheckOptions = {
  /** One notebook, or two that are compared; `PATH` or `PATH@COMMIT`. */
  readonly notebooks: readonly string[];
  /** Kernels in the order of the notebooks. */
  readonly kernels: readonly (string | undefined)[];
  readonly server?: string;
  /** Seconds that a cell may take. */
  readonly limit: number;
  /** A project of any size is copied. */
  readonly large: boolean;
  /** Ends the runs; what was started for them is taken down. */
  readonly signal?: AbortSignal;
};

type RunOptions = {
  /** Code that says how far above the project the notebook reaches, where that is not the notebook's alone. */
  readonly code?: readonly RunCell[];
  readonly modules?: readonly string[];
  readonly comparable?: boolean;
  readonly inPlace?: boolean;
};

const STOPPED = 'Stopped before it could be told.';

/** A server, its kernels and a helper, for as long as notebooks are run. Failures are {@link HostError}s. */
export class Stage {
  private constructor(
    private readonly _reached: Reached,
    private readonly _options: CheckOptions,
    private readonly _helper: Helper
  ) {}

  private readonly _measured = new Set<string>();

  /** Has the stage for `work`, and takes all down that was started for it. Fails with a sentence. */
  static async with<T>(
    { project }: Place,
    options: CheckOptions,
    work: (stage: Stage) => Promise<T>
  ): Promise<Result<T, string>> {
    const { server, signal } = options;
    const reached = await reachKernels(project.folder, server, signal);
    if (!reached.ok) {
      return signal?.aborted ? fail(STOPPED) : reached;
    }
    try {
      return ok(await Stage._run(reached.value, options, work));
    } catch (error) {
      if (error instanceof HostError) {
        return fail(signal?.aborted ? STOPPED : error.message);
      }
      throw error;
    } finally {
      await reached.value.close();
    }
  }

  private static async _run<T>(
    reached: Reached,
    options: CheckOptions,
    work: (stage: Stage) => Promise<T>
  ): Promise<T> {
    const [asked] = options.kernels;
    const kernel = valueOf(
      kernelFor(reached.specs, 'python', 'python3', asked)
    );
    const helper = await startHelper(reached.sessions, {
      kernel,
      folder: '',
      name: `Lift helper ${randomBytes(6).toString('hex')}`
    });
    try {
      return await work(new Stage(reached, options, helper));
    } finally {
      await helper.shutdown();
    }
  }

  /** Runs the version from top to bottom in a scratch copy; `side` says whose kernel. */
  async run(
    { project }: Place,
    { file, runs }: Version,
    side: 0 | 1,
    { code = runs, ...more }: RunOptions = {}
  ): Promise<Run> {
    const reached = await reaching(
      this._helper.client,
      project,
      code.map(({ source }) => source)
    );
    await this._measure(reached.above?.folder ?? project.folder);
    const { limit, kernels, signal } = this._options;
    const { kernelspec } = file.metadata as { kernelspec?: { name?: unknown } };
    const named =
      typeof kernelspec?.name === 'string' ? kernelspec.name : undefined;
    return rehearse(this._reached.kernels, this._helper.client, reached, runs, {
      kernel: valueOf(
        kernelFor(this._reached.specs, 'python', named, kernels[side])
      ),
      limit: limit * 1000,
      observe: true,
      ...(signal ? { signal } : {}),
      ...more
    });
  }

  /** Reads a notebook as it was at its commit. */
  async readAt(
    session: Session,
    { project, path }: Place
  ): Promise<Version | null> {
    const { client } = this._helper;
    const copy = await copyProject(client, project, this._options.signal);
    try {
      const text = await client.ask<string>('read', {
        path: `${copy.folder}/${path}`
      });
      const file = readNotebook(text, path);
      if (!file.ok) {
        throw new HostError(
          'unreadable',
          `“${path}” cannot be read at ${project.commit ?? 'that place'}.`
        );
      }
      return versionOf(session, file.value);
    } finally {
      await copy.remove();
    }
  }

  private async _measure(folder: string): Promise<void> {
    if (this._options.large || this._measured.has(folder)) {
      return;
    }
    this._measured.add(folder);
    const { client } = this._helper;
    const bytes = await largeProject(client, folder, this._options.signal);
    if (bytes !== null) {
      const size = Math.round(bytes / 1_000_000);
      throw new HostError(
        'too-large',
        `Nothing was run: the project “${folder}” holds ${size} MB, and each run takes a copy of it. Say --large to copy it all the same.`
      );
    }
  }
}

function valueOf(result: Result<string, string>): string {
  if (!result.ok) {
    throw new HostError('no-kernel', result.error);
  }
  return result.value;
}
