import type { NotebookPanel } from '@jupyterlab/notebook';
import { apply, type ApplyFailure } from '../lift/apply';
import type { ApplyOutcome, ApplyStep, Draft } from '../lift/desk';
import type { ILiftLanguage } from '../lift/language';
import { type Receipt, receiptOf } from '../lift/receipt';
import type { ProjectFacts } from '../lift/types';
import { doneAlready } from './applied';
import type { CellReader } from './cells';
import { type ModuleSync, syncKernel } from './kernel';
import { type CellMark, NotebookPort } from './notebook';
import { localPath } from './opendocs';
import type { Project } from './project';
import { toView } from './receiptview';
import { say } from './say';
import { selectCells } from './selection';
import type { DeskServices } from './services';

/** What a draft was planned with. */
type Basis = { readonly facts: ProjectFacts; readonly language: ILiftLanguage };

/** Carries out the plans of one notebook. */
export class Lifting {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project,
    private readonly _reader: CellReader
  ) {}

  remember(draft: Draft, basis: Basis): void {
    this._bases.set(draft, basis);
  }

  /** Writes the modules, then the notebook; asks the kernel to follow; remembers the receipt. */
  async apply(
    draft: Draft,
    proved: boolean,
    onStep: (step: ApplyStep) => void
  ): Promise<ApplyOutcome> {
    const { receipts, trans } = this._services;
    if (!draft.result.ok) {
      return { kind: 'failed', text: draft.result.refusals[0]?.message ?? '' };
    }
    const path = localPath(this._panel.context.path);
    const port = new NotebookPort(this._panel, this._reader, path);
    const notebook = {
      snapshot: () => port.snapshot(),
      apply: (changes: Parameters<NotebookPort['apply']>[0]) => {
        onStep('notebook');
        return port.apply(changes);
      }
    };
    onStep('module');
    const { plan } = draft.result;
    const { snapshot } = draft;
    const { root } = this._project.place;
    const begun = receiptOf(plan, snapshot, plan.cells, Date.now());
    receipts.begin({ receipt: begun, root });
    const ports = { files: this._project.files(), notebook, keep: KEEP };
    const result = await apply(plan, ports, { snapshot });
    if (result.ok || !CHANGED.includes(result.error.code)) {
      receipts.end(begun.id);
    }
    if (!result.ok) {
      return outcomeOf(result.error, trans);
    }
    const receipt = result.value;
    const swap = port.swap ?? { removed: [], inserted: [] };
    const again = doneAlready(draft);
    const hasKernel = Boolean(this._panel.sessionContext.session?.kernel);
    const rerun = again.length > 0 && hasKernel;
    const notes = rerun
      ? [
          trans._n(
            'The kernel has already been through %2, which changes what it is given: running the new cell now would do it twice.',
            'The kernel has already been through %2, which change what they are given: running the new cells now would do it twice.',
            again.length,
            again.map(({ name }) => name).join(', ')
          )
        ]
      : [];
    receipts.add({
      receipt,
      root,
      module: draft.choice.to,
      swap,
      state: 'applied',
      notes,
      rerun,
      proved,
      hidden: plan.displays.flatMap(({ cell, kept }) => (kept ? [] : [cell])),
      run: []
    });
    this._project.remember({ module: draft.choice.to });
    this._select(receipt, swap.inserted);
    onStep('kernel');
    await this._sync(receipt, this._bases.get(draft));
    const record = receipts.get(receipt.id);
    return record
      ? { kind: 'done', receipt: toView(record) }
      : {
          kind: 'failed',
          text: trans.__('The lift was made, but its receipt is gone.')
        };
  }

  /**
   * The cells that stand for the selected ones, so that one Shift Enter runs them all; the first
   * call is active. Cells that were changed along with them are left out: they do other things too.
   */
  private _select({ cells }: Receipt, inserted: readonly CellMark[]): void {
    const { content } = this._panel;
    const order = new Map(
      content.widgets.map((cell, at) => [cell.model.sharedModel.getId(), at])
    );
    const placesOf = (marks: readonly CellMark[]) =>
      marks.flatMap(({ id }) => order.get(id) ?? []).sort((a, b) => a - b);
    const replaced = new Set(
      cells.flatMap(({ action, index }) => (action === 'replaced' ? index : []))
    );
    const calls = inserted.filter(({ cell }) => replaced.has(cell));
    const first = Math.min(...calls.map(({ cell }) => cell));
    const places = placesOf(calls.length > 0 ? calls : inserted);
    const active = placesOf(calls.filter(({ cell }) => cell === first)).pop();
    selectCells(
      content,
      calls.length > 0 ? places : places.slice(0, 1),
      active
    );
  }

  private async _sync(
    receipt: Receipt,
    basis: Basis | undefined
  ): Promise<void> {
    const { trans, receipts, syncKernel: mayAsk } = this._services;
    const kernel = this._panel.sessionContext.session?.kernel;
    if (
      !kernel ||
      !basis?.facts.importName.ok ||
      basis.language.id !== 'python' ||
      !mayAsk()
    ) {
      return;
    }
    const module = basis.facts.importName.name;
    const { module: before } = basis.facts;
    const stateful =
      before !== null &&
      basis.language
        .analyzeModule(before)
        .statements.some(({ definition }) => definition?.holdsState === true);
    let answer: ReadonlyMap<string, ModuleSync> | null = null;
    try {
      answer = await syncKernel(kernel, {
        modules: [module],
        stateful: stateful ? [module] : []
      });
    } catch (error) {
      console.warn('The kernel could not be asked to reload', error);
    }
    if (answer?.get(module) === 'stale') {
      const record = receipts.get(receipt.id);
      const note = trans.__(
        'The kernel has an older %1 that holds state: restart it before you run the new cell.',
        module
      );
      receipts.update(receipt.id, { notes: [...(record?.notes ?? []), note] });
    }
  }

  private readonly _bases = new WeakMap<Draft, Basis>();
}

/** What the lift began with holds the previous texts already, and is kept until it ends. */
const KEEP = { keep: () => Promise.resolve() };

/** Failures after which something is not as it was. */
const CHANGED: readonly ApplyFailure['code'][] = [
  'put-back-failed',
  'notebook-unsure'
];

function outcomeOf(
  failure: ApplyFailure,
  trans: DeskServices['trans']
): ApplyOutcome {
  const { what, remedy } = say(failure, trans);
  if (failure.code === 'stale-preview') {
    return { kind: 'stale', text: what };
  }
  const untouched = CHANGED.includes(failure.code)
    ? []
    : [trans.__('Nothing was changed.')];
  return { kind: 'failed', text: [what, ...untouched, remedy].join(' ') };
}
