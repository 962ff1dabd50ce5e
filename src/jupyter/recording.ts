import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Caution } from '../checks/cautions';
import { cautionsOf } from '../checks/cautions';
import type { RunCost } from '../checks/desk';
import type {
  IRecordDesk,
  Recordable,
  RecordOptions,
  RecordOutcome
} from '../checks/recording/desk';
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
    try {
      const { analysis } = await this._analyse();
      const { modules } = await this._project.surroundings();
      const unsaved = this._unsaved(functions, modules);
      if (unsaved !== undefined) {
        return { kind: 'failed', text: saveFirst(unsaved, this._trans) };
      }
      const stage = await openStage(
        this._panel,
        this._services,
        this._project.place,
        analysis.snapshot,
        options
      );
      return typeof stage === 'number'
        ? { kind: 'large', bytes: stage }
        : await this._record(stage, runCells(analysis), functions, options);
    } catch (error) {
      const text = failureText(error, this._trans);
      return text === null ? { kind: 'cancelled' } : { kind: 'failed', text };
    }
  }

  /** Lets go of what was recorded: the notebook is closed. */
  dispose(): void {
    this._open.forEach(calls => void calls.close());
  }

  private async _record(
    stage: Stage,
    cells: readonly RunCell[],
    functions: readonly Recordable[],
    { signal, onStep }: RecordOptions
  ): Promise<RecordOutcome> {
    const path = localPath(this._panel.context.path);
    const notebook = relative(this._project.place.root, path) ?? path;
    const names = functions.map(({ module, name }) => `${module}:${name}`);
    const recorded = await recordCalls(
      this._services.kernels,
      stage.client,
      stage.project,
      cells,
      { functions: names, notebook },
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
    const calls = new RecordedCalls(stage, recorded, {
      files: this._project.files(),
      trans: this._trans
    });
    this._open.add(calls);
    calls.onClosed = () => this._open.delete(calls);
    try {
      await calls.mask(null, { signal, onStep });
    } catch (error) {
      await calls.close();
      throw error;
    }
    return { kind: 'recorded', recording: calls };
  }

  /** A module that an editor holds changes of: the run would take what is saved. */
  private _unsaved(
    functions: readonly Recordable[],
    modules: readonly string[]
  ): string | undefined {
    const files = this._project.files();
    return functions
      .flatMap(({ module }) => pathsOf(module, modules))
      .find(path => files.isDirty(path));
  }

  private readonly _open = new Set<RecordedCalls>();

  private get _trans(): TranslationBundle {
    return this._services.trans;
  }
}

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
