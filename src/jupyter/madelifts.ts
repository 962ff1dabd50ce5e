import type { NotebookPanel } from '@jupyterlab/notebook';
import type { YNotebook } from '@jupyter/ydoc';
import type { CheckResult } from '../checks/verdict';
import { hash } from '../core/hash';
import { fail, ok, type Result } from '../core/result';
import type { ScratchProject } from '../host/rehearse';
import type { FileReceipt } from '../lift/receipt';
import { CellReader } from './cells';
import { type LiftedVersions, liftedVersions } from './liftedversions';
import { localPath } from './opendocs';
import type { Project } from './project';
import type { LiftRecord } from './receipts';
import { editedSince } from './restore';
import type { DeskServices } from './services';
import { swapState } from './swapstate';

/** A lift that was made, ready to be compared with the notebook without it. */
export type Made = {
  readonly versions: LiftedVersions;
  /** Modules as they were before the lift, as far as they are as it left them. */
  readonly filesBefore: NonNullable<ScratchProject['files']>;
  /** What is not as the lift left it, in a sentence; empty where all is. */
  readonly note: string;
};

/** Proves lifts of one notebook that were made before, from what their receipts hold. */
export class MadeLifts {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: Pick<DeskServices, 'receipts' | 'trans'>,
    private readonly _project: Project
  ) {}

  /** The notebook with and without the lift, or why that can no longer be told. */
  async versions(record: LiftRecord): Promise<Result<Made, string>> {
    const refusal = this._refusal(record);
    if (refusal !== null) {
      return fail(refusal);
    }
    const files = this._project.files(record.root);
    const filesBefore: { path: string; text: string }[] = [];
    const changed: string[] = [];
    for (const file of record.receipt.files) {
      const state = await files.read(file.path);
      const { trans } = this._services;
      if (state.kind !== 'file') {
        return fail(
          trans.__('Nothing was run: %1 cannot be read any more.', file.path)
        );
      }
      if (hash(state.text) === file.hashAfter) {
        const { path, before } = file;
        filesBefore.push(...(before === null ? [] : [{ path, text: before }]));
      } else if (replaces(file, record.receipt.names)) {
        return fail(
          trans.__(
            'Nothing was run: %1 was changed since the lift, which had changed what stood there. How it was before can no longer be told apart.',
            file.path
          )
        );
      } else {
        changed.push(file.path);
      }
    }
    const versions = liftedVersions(this._notebook, record, this._snapshot());
    return ok({ versions, filesBefore, note: this._note(changed) });
  }

  /** What came of it is shown on the receipt from now on. */
  remember({ receipt }: LiftRecord, { verdict, sentence }: CheckResult): void {
    if (verdict === 'equal' || verdict === 'differs') {
      const equal = verdict === 'equal';
      this._services.receipts.update(receipt.id, {
        proved: equal,
        disproved: equal ? null : sentence
      });
    }
  }

  private _refusal(record: LiftRecord): string | null {
    const { trans } = this._services;
    const { root } = this._project.place;
    if (record.state !== 'applied') {
      return trans.__('Nothing was run: this lift was taken back.');
    }
    if (record.root !== root) {
      return trans.__(
        'Nothing was run: the lift was made when %1 was the project. Choose it again.',
        record.root || '/'
      );
    }
    if (swapState(this._notebook, record.swap) !== 'applied') {
      return trans.__(
        'Nothing was run: the cells of this lift are no longer all in the notebook.'
      );
    }
    return editedSince(this._notebook, record).length > 0
      ? trans.__(
          'Nothing was run: the lifted cells were edited since, so that a difference could be yours. Undo the edits, or run the cells.'
        )
      : null;
  }

  private _note(changed: readonly string[]): string {
    return changed.length === 0
      ? ''
      : this._services.trans.__(
          '%1 was changed since the lift: it was run as it is now.',
          changed.join(', ')
        );
  }

  private _snapshot() {
    const path = localPath(this._panel.context.path);
    return this._reader.read(this._panel, path);
  }

  private get _notebook(): YNotebook {
    return this._panel.context.model.sharedModel as YNotebook;
  }

  private readonly _reader = new CellReader();
}

/** The result with the cells called as the notebook has them now, and what was run instead of what the lift wrote. */
export function asNow(
  { verdict, sentence, cells }: CheckResult,
  now: LiftedVersions['now'],
  note: string
): CheckResult {
  const renamed = (text: string): string =>
    text.replace(
      /\bcell (\d+)\b/g,
      (_, at: string) => `cell ${now(Number(at))}`
    );
  return {
    verdict,
    sentence: [renamed(sentence), note].filter(Boolean).join(' '),
    cells: cells.map(cell => ({
      ...cell,
      index: now(cell.index),
      cause: cell.cause && {
        ...cell.cause,
        message: renamed(cell.cause.message)
      }
    }))
  };
}

/** The module had one of the names before: the lift gave it another meaning, for other code too. */
function replaces(
  { before, after }: FileReceipt,
  names: readonly string[]
): boolean {
  const lines = (text: string, name: string): readonly string[] =>
    text.match(
      new RegExp(`^(async +)?(def|class) +${name}\\b|^${name}\\b *[:=]`, 'gm')
    ) ?? [];
  return (
    before !== null &&
    names.some(
      name => lines(before, name).length > 0 && lines(after, name).length > 0
    )
  );
}
