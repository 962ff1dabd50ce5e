import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Caution } from '../checks/cautions';
import { cautionsOf } from '../checks/cautions';
import type { RunCost } from '../checks/desk';
import type {
  FailedFrame,
  IRecordDesk,
  Recordable,
  RecordOptions,
  RecordOutcome,
  ShownFailure
} from '../checks/recording/desk';
import { shownFailure } from '../checks/recording/traceback';
import { relative } from '../core/path';
import type { RunCell } from '../core/run';
import type { Snapshot } from '../core/snapshot';
import { recordCalls } from '../host/recording';
import { codeFacts, runCells } from '../lift/code-facts';
import { importedUses } from '../lift/imported-uses';
import type { ILiftLanguage } from '../lift/language';
import type { Analysis } from '../lift/types';
import { localPath } from './opendocs';
import type { Project } from './project';
import { otherFailure } from './otherfailure';
import { RecordedCalls } from './recordedcalls';
import { failureText, kernelOf, openStage, type Stage } from './scratchstage';
import type { DeskServices } from './services';

/** Milliseconds that a cell may take. */
const LIMIT = 600_000;

/** Records calls of one notebook in a scratch kernel, beside the user's own, which is never touched. */
export class Recording implements IRecordDesk {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project,
    private readonly _analyse: (
      snapshot?: Snapshot
    ) => Promise<{ analysis: Analysis; language: ILiftLanguage }>
  ) {}

  async cautions(): Promise<readonly Caution[]> {
    const { analysis, language } = await this._analyse();
    return cautionsOf(codeFacts(analysis, language));
  }

  cost(): Promise<RunCost | null> {
    return this._project.cost();
  }

  async functions(): Promise<readonly Recordable[]> {
    const [{ analysis }, { modules }] = await Promise.all([
      this._analyse(),
      this._project.surroundings()
    ]);
    return importedUses(analysis).filter(
      ({ module, name }) =>
        // Classes and constants are told by their names; what else is no function, the run says.
        !/^[A-Z]/.test(name) && pathsOf(module, modules).length > 0
    );
  }

  async record(
    functions: readonly Recordable[],
    options: RecordOptions
  ): Promise<RecordOutcome> {
    const { modules } = await this._project.surroundings();
    const files = functions.flatMap(({ module }) => pathsOf(module, modules));
    const names = functions.map(({ module, name }) => `${module}:${name}`);
    return this._run(files, { functions: names }, null, options);
  }

  async failure(cell: number): Promise<ShownFailure | null> {
    const [{ analysis }, { root, modules }] = await Promise.all([
      this._analyse(),
      this._project.surroundings()
    ]);
    return shownFailure(analysis.snapshot.cells[cell], root, modules);
  }

  recordFailure(
    failure: ShownFailure,
    { file, name }: FailedFrame,
    options: RecordOptions
  ): Promise<RecordOutcome> {
    const what = { function: `${file}:${name}` };
    return this._run([file], what, failure, options);
  }

  /** Lets go of what was recorded: the notebook is closed. */
  dispose(): void {
    this._open.forEach(calls => void calls.close());
  }

  /** `files`: modules that have to be saved, since the run takes what is. */
  private async _run(
    files: readonly string[],
    what: Wanted,
    failure: ShownFailure | null,
    options: RecordOptions
  ): Promise<RecordOutcome> {
    try {
      const { analysis } = await this._analyse();
      const disk = this._project.files();
      const unsaved = files.find(path => disk.isDirty(path));
      if (unsaved !== undefined) {
        return { kind: 'failed', text: saveFirst(unsaved, this._trans) };
      }
      const cells = runCells(analysis).filter(
        ({ index }) => failure === null || index <= failure.cell
      );
      const stage = await openStage(
        this._panel,
        this._services,
        this._project.place,
        analysis.snapshot,
        options
      );
      return typeof stage === 'number'
        ? { kind: 'large', bytes: stage }
        : await this._record(stage, cells, { what, failure }, options);
    } catch (error) {
      const text = failureText(error, this._trans);
      return text === null ? { kind: 'cancelled' } : { kind: 'failed', text };
    }
  }

  private async _record(
    stage: Stage,
    cells: readonly RunCell[],
    { what, failure }: { what: Wanted; failure: ShownFailure | null },
    { signal, onStep }: RecordOptions
  ): Promise<RecordOutcome> {
    const path = localPath(this._panel.context.path);
    const notebook = relative(this._project.place.root, path) ?? path;
    const recorded = await recordCalls(
      this._services.kernels,
      stage.client,
      stage.project,
      cells,
      { ...what, notebook },
      {
        kernel: kernelOf(this._panel),
        limit: LIMIT,
        signal,
        onCell: cell =>
          onStep({ step: 'run', cell: cell + 1, cells: cells.length })
      }
    ).catch((error: unknown) => {
      stage.release();
      throw error;
    });
    const calls = new RecordedCalls(
      stage,
      recorded,
      { files: this._project.files(), trans: this._trans },
      failure !== null
    );
    this._open.add(calls);
    calls.onClosed = () => this._open.delete(calls);
    try {
      const other =
        failure &&
        otherFailure(recorded.run, failure, stage.project, this._trans);
      if (other) {
        await calls.close();
        return { kind: 'failed', text: other };
      }
      await calls.mask(null, { signal, onStep });
    } catch (error) {
      await calls.close();
      throw error;
    }
    return { kind: 'recorded', recording: calls };
  }

  private readonly _open = new Set<RecordedCalls>();

  private get _trans(): TranslationBundle {
    return this._services.trans;
  }
}

type Wanted =
  { readonly functions: readonly string[] } | { readonly function: string };

function saveFirst(path: string, trans: TranslationBundle): string {
  return trans.__(
    'Nothing was run: an editor holds changes of %1. Save them first.',
    path
  );
}

/** Files of the project that may be the module. */
function pathsOf(module: string, modules: readonly string[]): string[] {
  const way = module.replace(/\./g, '/');
  return modules.filter(path =>
    [`/${way}.py`, `/${way}/__init__.py`].some(end => `/${path}`.endsWith(end))
  );
}
