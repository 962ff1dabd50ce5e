import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Caution } from '../checks/cautions';
import { cautionsOf } from '../checks/cautions';
import { judgeRuns } from '../checks/check';
import type {
  CheckOptions,
  CheckOutcome,
  ICheckDesk,
  RunCost
} from '../checks/desk';
import type { CheckResult } from '../checks/verdict';
import { verifyRuns } from '../checks/verify';
import type { Run, RunCell } from '../core/run';
import type { JsonObject, Snapshot } from '../core/snapshot';
import {
  rehearse,
  type RehearseOptions,
  type ScratchProject
} from '../host/rehearse';
import { codeFacts, runCells, throughErrors } from '../lift/code-facts';
import type { Draft } from '../lift/desk';
import type { ILiftLanguage } from '../lift/language';
import { type Rewritten, rewritten } from '../lift/rewritten';
import type { Analysis, Choice } from '../lift/types';
import { asNow, MadeLifts } from './madelifts';
import type { Project } from './project';
import type { LiftRecord } from './receipts';
import { failureText, kernelOf, openStage, type Stage } from './scratchstage';
import type { DeskServices } from './services';

/** Milliseconds that a cell may take. */
const LIMIT = 600_000;

type RunOptions = Pick<
  RehearseOptions,
  'signal' | 'observe' | 'onCell' | 'modules' | 'comparable' | 'inPlace'
> & { readonly files?: ScratchProject['files'] };

type Analysed = {
  readonly analysis: Analysis;
  readonly language: ILiftLanguage;
};

/** What is compared with the notebook without a lift. */
type Pair = {
  readonly after: Rewritten;
  /** Texts of modules in the one version and in the other, where they are not those of the project. */
  readonly filesBefore: NonNullable<ScratchProject['files']>;
  readonly filesAfter: NonNullable<ScratchProject['files']>;
  /** What the notebook calls them. */
  readonly modules: readonly string[];
  /** Names that the lift leaves unbound, and cells whose displays it leaves out. */
  readonly dropped: ReadonlySet<string>;
  readonly hidden: ReadonlySet<number>;
};

/** Runs one notebook in scratch kernels, beside the user's own, which is never touched. */
export class Checking implements ICheckDesk {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project,
    private readonly _analyse: (snapshot?: Snapshot) => Promise<Analysed>
  ) {
    this._made = new MadeLifts(_panel, _services, _project);
  }

  async cautions(): Promise<readonly Caution[]> {
    const { analysis, language } = await this._analyse();
    return cautionsOf(codeFacts(analysis, language));
  }

  cost(): Promise<RunCost | null> {
    return this._project.cost();
  }

  async check(options: CheckOptions): Promise<CheckOutcome> {
    try {
      const { analysis, language } = await this._analyse();
      await this._project.surroundings();
      return await this._withHelper(options, analysis, stage =>
        this._check(stage, analysis, language, options)
      );
    } catch (error) {
      return outcomeOf(error, this._services.trans);
    }
  }

  /** The notebook was run with and without the draft, and said the same. */
  isProved(draft: Draft): boolean {
    return this._proved.has(draft);
  }

  /** Runs the notebook twice as it is and once as the lift would leave it: do they say the same? */
  async verify(draft: Draft, options: CheckOptions): Promise<CheckOutcome> {
    try {
      const analysed = await this._analyse(draft.snapshot);
      return await this._withHelper(options, analysed.analysis, stage =>
        this._verify(stage, draft, analysed, options)
      );
    } catch (error) {
      return outcomeOf(error, this._services.trans);
    }
  }

  private async _verify(
    stage: Stage,
    draft: Draft,
    { analysis, language }: Analysed,
    options: CheckOptions
  ): Promise<CheckOutcome> {
    const { snapshot, result } = draft;
    if (!result.ok) {
      return { kind: 'failed', text: result.refusals[0]?.message ?? '' };
    }
    const { plan } = result;
    const gone = plan.displays.filter(({ kept }) => !kept);
    const verdict = await this._compare(
      stage,
      { analysis, language },
      {
        after: rewritten(plan, snapshot),
        filesBefore: [],
        filesAfter: plan.files.map(({ path, after }) => ({
          path,
          text: after
        })),
        modules: await this._modules(draft.choice, analysis),
        dropped: new Set(plan.dropped),
        hidden: new Set(gone.map(({ cell }) => cell))
      },
      options
    );
    if (verdict.verdict === 'equal') {
      this._proved.add(draft);
    }
    return { kind: 'result', result: verdict };
  }

  /** Runs the notebook twice as it would be without a lift that was made, and once as it is. */
  async verifyMade(
    record: LiftRecord,
    options: CheckOptions
  ): Promise<CheckOutcome> {
    const { trans } = this._services;
    try {
      await this._project.surroundings();
      const found = await this._made.versions(record);
      if (!found.ok) {
        return { kind: 'failed', text: found.error };
      }
      const { versions, filesBefore, note } = found.value;
      const analysed = await this._analyse(versions.before);
      const choice = { cells: [], to: record.module };
      const modules = await this._modules(choice, analysed.analysis);
      return await this._withHelper(options, analysed.analysis, async stage => {
        const pair: Pair = {
          after: versions.after,
          filesBefore,
          filesAfter: [],
          modules,
          dropped: new Set(record.receipt.dropped),
          hidden: versions.hidden
        };
        const verdict = await this._compare(stage, analysed, pair, options);
        const result = asNow(verdict, versions.now, note);
        this._made.remember(record, result);
        return { kind: 'result', result };
      });
    } catch (error) {
      return outcomeOf(error, trans);
    }
  }

  /** The old version twice, the new one once: do they say the same? */
  private async _compare(
    stage: Stage,
    { analysis, language }: Analysed,
    { after, filesBefore, filesAfter, modules, dropped, hidden }: Pair,
    options: CheckOptions
  ): Promise<CheckResult> {
    const before = throughErrors(runCells(analysis));
    const run = (turn: number, cells: readonly RunCell[]) =>
      this._run(stage, cells, {
        signal: options.signal,
        modules,
        observe: true,
        comparable: true,
        files: turn === 3 ? filesAfter : filesBefore,
        onCell: progressOf(options, [turn, 3], cells)
      });
    const first = withoutDisplays(await run(1, before), hidden);
    const second = withoutDisplays(await run(2, before), hidden);
    return verifyRuns({
      first,
      second,
      new: await run(3, after.cells),
      old: codeFacts(analysis, language),
      groups: after.groups,
      modules,
      vanishing: name => dropped.has(name)
    });
  }

  /** The module's name in the notebook: what it defines is called after it. */
  private async _modules(
    choice: Choice,
    analysis: Analysis
  ): Promise<string[]> {
    const facts = await this._project.facts(choice, analysis);
    return 'importName' in facts && facts.importName.ok
      ? [facts.importName.name]
      : [];
  }

  private async _check(
    stage: Stage,
    analysis: Analysis,
    language: ILiftLanguage,
    options: CheckOptions
  ): Promise<CheckOutcome> {
    const cells = runCells(analysis);
    const run = (turn: number): Promise<Run> =>
      this._run(stage, cells, {
        signal: options.signal,
        observe: false,
        inPlace: true,
        onCell: progressOf(options, [turn, 2], cells)
      });
    const first = await run(1);
    const second = await run(2);
    return {
      kind: 'result',
      result: await judgeRuns(codeFacts(analysis, language), first, second)
    };
  }

  private async _run(
    stage: Stage,
    cells: readonly RunCell[],
    { files = [], ...options }: RunOptions
  ): Promise<Run> {
    const { kernels } = this._services;
    const started = Date.now();
    const { client, project } = stage;
    const run = await rehearse(kernels, client, { ...project, files }, cells, {
      kernel: kernelOf(this._panel),
      limit: LIMIT,
      ...options
    });
    const seconds = (Date.now() - started) / 1000;
    this._project.remember({
      cost: { seconds, megabytes: run.megabytes ?? null }
    });
    return run;
  }

  /** A helper that sees the project's files, where the project is not too large to be copied. */
  private async _withHelper(
    options: CheckOptions,
    { snapshot }: Analysis,
    work: (stage: Stage) => Promise<CheckOutcome>
  ): Promise<CheckOutcome> {
    const { place } = this._project;
    const stage = await openStage(
      this._panel,
      this._services,
      place,
      snapshot,
      options
    );
    if (typeof stage === 'number') {
      return { kind: 'large', bytes: stage };
    }
    try {
      return await work(stage);
    } finally {
      stage.release();
    }
  }

  private readonly _made: MadeLifts;
  private readonly _proved = new WeakSet<Draft>();
}

/** Tells which cell of which run has begun. */
function progressOf(
  { onProgress }: CheckOptions,
  [run, runs]: readonly [number, number],
  cells: readonly RunCell[]
): (cell: number) => void {
  return cell => onProgress({ run, runs, cell: cell + 1, cells: cells.length });
}

/** The run without the displays that the lift leaves out because a person said so. */
function withoutDisplays(run: Run, hidden: ReadonlySet<number>): Run {
  const cells = run.cells.map(cell =>
    hidden.has(cell.index)
      ? { ...cell, outputs: cell.outputs.filter(one => !isDisplay(one)) }
      : cell
  );
  return { ...run, cells };
}

function isDisplay({ output_type: type }: JsonObject): boolean {
  return type === 'display_data' || type === 'execute_result';
}

function outcomeOf(error: unknown, trans: TranslationBundle): CheckOutcome {
  const text = failureText(error, trans);
  return text === null ? { kind: 'cancelled' } : { kind: 'failed', text };
}
