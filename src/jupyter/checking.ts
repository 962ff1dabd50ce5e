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
import { verifyRuns } from '../checks/verify';
import type { Run, RunCell } from '../core/run';
import type { JsonObject, Snapshot } from '../core/snapshot';
import { rehearse, type ScratchProject } from '../host/rehearse';
import { SEEDED, type ScratchOptions } from '../host/scratch';
import { codeFacts, runCells, throughErrors } from '../lift/code-facts';
import type { Draft } from '../lift/desk';
import type { ILiftLanguage } from '../lift/language';
import { rewritten } from '../lift/rewritten';
import type { Analysis, Plan } from '../lift/types';
import type { Project } from './project';
import { failureText, kernelOf, openStage, type Stage } from './scratchstage';
import type { DeskServices } from './services';

/** Milliseconds that a cell may take. */
const LIMIT = 600_000;

type RunOptions = Pick<
  ScratchOptions,
  'signal' | 'observe' | 'onCell' | 'modules' | 'before'
> & { readonly files?: ScratchProject['files'] };

type Analysed = {
  readonly analysis: Analysis;
  readonly language: ILiftLanguage;
};

/** Runs one notebook in scratch kernels, beside the user's own, which is never touched. */
export class Checking implements ICheckDesk {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project,
    private readonly _analyse: (snapshot?: Snapshot) => Promise<Analysed>
  ) {}

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
    { signal, onProgress }: CheckOptions
  ): Promise<CheckOutcome> {
    const { snapshot, result } = draft;
    if (!result.ok) {
      return { kind: 'failed', text: result.refusals[0]?.message ?? '' };
    }
    const { plan } = result;
    const after = rewritten(plan, snapshot);
    const before = throughErrors(runCells(analysis));
    const files = plan.files.map(({ path, after: text }) => ({ path, text }));
    const modules = await this._modules(draft, analysis);
    const run = (turn: number, cells: readonly RunCell[], written = false) =>
      this._run(stage, cells, {
        signal,
        modules,
        files: written ? files : [],
        observe: true,
        before: SEEDED,
        onCell: cell =>
          onProgress({
            run: turn,
            runs: 3,
            cell: cell + 1,
            cells: cells.length
          })
      });
    const first = await run(1, before);
    const second = await run(2, before);
    const last = await run(3, after.cells, true);
    const shown = (one: Run): Run => withoutDropped(one, plan);
    const dropped = new Set(plan.dropped);
    const verdict = verifyRuns({
      old: codeFacts(analysis, language),
      groups: after.groups,
      first: shown(first),
      second: shown(second),
      new: last,
      modules,
      vanishing: name => dropped.has(name)
    });
    if (verdict.verdict === 'equal') {
      this._proved.add(draft);
    }
    return { kind: 'result', result: verdict };
  }

  /** The module's name in the notebook: what it defines is called after it. */
  private async _modules(draft: Draft, analysis: Analysis): Promise<string[]> {
    const facts = await this._project.facts(draft.choice, analysis);
    return 'importName' in facts && facts.importName.ok
      ? [facts.importName.name]
      : [];
  }

  private async _check(
    stage: Stage,
    analysis: Analysis,
    language: ILiftLanguage,
    { signal, onProgress }: CheckOptions
  ): Promise<CheckOutcome> {
    const cells = runCells(analysis);
    const run = (turn: number): Promise<Run> =>
      this._run(stage, cells, {
        signal,
        observe: false,
        onCell: cell =>
          onProgress({
            run: turn,
            runs: 2,
            cell: cell + 1,
            cells: cells.length
          })
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

  private readonly _proved = new WeakSet<Draft>();
}

/** The run without the displays that the lift leaves out because a person said so. */
function withoutDropped(run: Run, { displays }: Plan): Run {
  const gone = new Set(
    displays.filter(({ kept }) => !kept).map(({ cell }) => cell)
  );
  const cells = run.cells.map(cell =>
    gone.has(cell.index)
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
