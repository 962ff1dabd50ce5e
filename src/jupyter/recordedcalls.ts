import type { TranslationBundle } from '@jupyterlab/translation';
import type {
  IRecording,
  RecordOptions,
  RecordStep,
  ShownTests
} from '../checks/recording/desk';
import type { MaskChoice, TestDraft, WrittenTests } from '../core/recording';
import type { Run } from '../core/run';
import type { JsonObject } from '../core/snapshot';
import { HostError } from '../host/errors';
import type { Recorded } from '../host/recording';
import { filePreview } from '../lift/preview';
import type { ContentsFiles } from './files';
import type { Stage } from './scratchstage';

/** Recorded calls of a notebook: keeps the helper until it is closed. */
export class RecordedCalls implements IRecording {
  constructor(
    private readonly _stage: Pick<Stage, 'release'>,
    private readonly _recorded: Recorded,
    private readonly _with: {
      readonly files: ContentsFiles;
      readonly trans: TranslationBundle;
    },
    readonly isFailure: boolean
  ) {}

  get draft(): TestDraft {
    return this._draft;
  }

  get broken(): IRecording['broken'] {
    return brokenCell(this._recorded.run);
  }

  async mask(
    masks: MaskChoice | null,
    { signal, onStep }: Omit<RecordOptions, 'large'>
  ): Promise<TestDraft> {
    this._draft = await this._recorded.draft(masks, {
      signal,
      onStep: step => onStep(step as unknown as RecordStep)
    });
    return this._draft;
  }

  async compose(cases: readonly string[]): Promise<ShownTests> {
    const { files, stamp } = await this._recorded.compose(cases).catch(fail);
    return {
      stamp,
      files: files.map(({ path, before, after }) =>
        filePreview({ path, before, after: after ?? '' })
      )
    };
  }

  async write(
    cases: readonly string[],
    { files, stamp }: ShownTests
  ): Promise<WrittenTests> {
    const { files: disk, trans } = this._with;
    const dirty = files.find(({ path }) => disk.isDirty(path));
    if (dirty) {
      throw new Error(
        trans.__(
          'Nothing was written: an editor holds changes of %1. Save or close it first.',
          dirty.path
        )
      );
    }
    const written = await this._recorded.write(cases, stamp).catch(fail);
    await Promise.all(written.written.map(path => disk.refresh(path)));
    return written;
  }

  async takeBack(): Promise<readonly string[]> {
    const paths = await this._recorded.takeBack().catch(fail);
    await Promise.all(paths.map(path => this._with.files.refresh(path)));
    return paths;
  }

  async close(): Promise<void> {
    if (!this._isClosed) {
      this._isClosed = true;
      this.onClosed();
      await this._recorded.close();
      this._stage.release();
    }
  }

  /** Called when it is let go of. */
  onClosed: () => void = () => undefined;

  private _isClosed = false;

  private _draft: TestDraft = { cases: [], refused: [] };
}

/** Sentences of pytest go with ours. */
function fail(error: unknown): never {
  if (error instanceof HostError && typeof error.data.text === 'string') {
    throw new Error(`${error.message}\n${error.data.text}`);
  }
  throw error;
}

function brokenCell({ cells }: Run): IRecording['broken'] {
  const failed = cells.find(({ end }) => /timeout|died/.test(end));
  const last = cells.findIndex(({ end }) => end === 'not-run') - 1;
  const broken = failed ?? cells[last];
  if (!broken) {
    return null;
  }
  const error = broken.outputs.find(one => one.output_type === 'error') as
    JsonObject | undefined;
  const why = error ? `${error.ename}: ${error.evalue}` : broken.end;
  return { cell: broken.index, why };
}
