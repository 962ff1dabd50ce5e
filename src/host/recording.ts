import type {
  ComposedTests,
  MaskChoice,
  TestDraft,
  WrittenTests
} from '../core/recording';
import type { Run, RunCell } from '../core/run';
import type { HostClient } from './client';
import { calling, loading } from './loader';
import type { JsonObject } from './protocol';
import { RECORDER } from './recorder';
import {
  copyProject,
  type ScratchCopy,
  type ScratchProject,
  whileHeard
} from './rehearse';
import type { Kernels, ScratchOptions } from './scratch';
import { runScratch } from './scratch';

/** What is recorded, and where it comes from. */
export type RecordWhat = {
  /** Path of the notebook, for the tests to name. */
  readonly notebook: string;
} & (
  | {
      /** `module:function`, as the notebook imports them. */
      readonly functions: readonly string[];
    }
  | {
      /** `folder/module.py:function`, below the root: its call that makes the last of the cells fail. */
      readonly function: string;
    }
);

type Asked = {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: JsonObject) => void;
};

/** Runs cells in a scratch copy and records calls; the copy stays until `close`. Rejects with a `HostError`. */
export async function recordCalls(
  kernels: Kernels,
  client: HostClient,
  project: ScratchProject,
  cells: readonly RunCell[],
  what: RecordWhat,
  options: Omit<ScratchOptions, 'folder' | 'project' | 'before' | 'observe'>
): Promise<Recorded> {
  const copy = await copyProject(client, project, options.signal);
  try {
    const into = `${copy.folder.replace(/[/\\][^/\\]*$/, '')}/lift-record`;
    const ran = cells.filter(({ source }) => source.trim() !== '');
    const begin =
      'function' in what
        ? calling(RECORDER, 'failing', 'begin', [
            what.function,
            into,
            copy.root,
            ran.length
          ])
        : calling(RECORDER, 'recorder', 'begin', [
            what.functions,
            into,
            copy.root
          ]);
    const run = await whileHeard(client, options.signal, signal =>
      runScratch(kernels, cells, {
        ...options,
        ...{ folder: copy.notebookFolder, project: copy.folder },
        ...{ observe: false, signal },
        before: `${loading(RECORDER)}\n${begin}`
      })
    );
    const drafted = {
      copy: copy.folder,
      folder: project.folder,
      notebook: what.notebook,
      cells: ran.map(({ index }) => index + 1),
      tools: RECORDER.sources
    };
    return new Recorded(client, copy, run, drafted);
  } catch (error) {
    await copy.remove();
    throw error;
  }
}

/** Recorded calls: the tests that can be made of them, written when a person says so. */
export class Recorded {
  constructor(
    private readonly _client: HostClient,
    private readonly _copy: ScratchCopy,
    /** How the notebook ran. */
    readonly run: Run,
    private readonly _what: JsonObject
  ) {}

  /** Calls the functions again, in fresh processes, and tries the tests. */
  draft(masks: MaskChoice | null, asked: Asked = {}): Promise<TestDraft> {
    const { signal, onStep } = asked;
    return this._client.ask<TestDraft>(
      'draft-tests',
      { ...this._what, masks, mutants: true },
      {
        limit: null,
        onEvents: events => events.forEach(event => onStep?.(event)),
        ...(signal ? { signal } : {})
      }
    );
  }

  compose(cases: readonly string[]): Promise<ComposedTests> {
    const { folder: copy } = this._copy;
    return this._client.ask('compose-tests', { copy, cases });
  }

  write(cases: readonly string[], stamp: string): Promise<WrittenTests> {
    const { folder: copy } = this._copy;
    const asked = { limit: null };
    return this._client.ask('write-tests', { copy, cases, stamp }, asked);
  }

  takeBack(): Promise<readonly string[]> {
    return this._client.ask('take-tests-back', { copy: this._copy.folder });
  }

  close(): Promise<void> {
    return this._copy.remove();
  }
}
