import type { MaskChoice, TestDraft, WrittenTests } from '../../core/recording';
import type { Caution } from '../cautions';
import type { CheckOptions, RunCost } from '../desk';

/** A function of one of the project's modules that cells of the notebook use. */
export type Recordable = {
  /** As the notebook imports it. */
  readonly module: string;
  readonly name: string;
  /** Positions of the cells that use it. */
  readonly cells: readonly number[];
};

/** A function of the project that a traceback passes. */
export type FailedFrame = {
  /** Path of its module, relative to the root. */
  readonly file: string;
  /** The line that the traceback shows. */
  readonly line: number;
  readonly name: string;
  /** A test can call it by its name: no method, and not inside another function. */
  readonly canCall: boolean;
};

/** A failure that a cell shows. */
export type ShownFailure = {
  /** Position of the cell. */
  readonly cell: number;
  readonly error: { readonly type: string; readonly message: string };
  /** The innermost first. */
  readonly frames: readonly FailedFrame[];
};

/** What came of recording. */
export type RecordOutcome =
  | { readonly kind: 'recorded'; readonly recording: IRecording }
  /** The project is larger than what is copied without a word; nothing was run. */
  | { readonly kind: 'large'; readonly bytes: number }
  | { readonly kind: 'cancelled' }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly text: string };

/** `run`: cells of the notebook run; `replay`: functions are called again; `mutants`: tests are tried. */
export type RecordStep =
  | {
      readonly step: 'run';
      /** Cells that have begun, of how many. */
      readonly cell: number;
      readonly cells: number;
    }
  | { readonly step: 'replay' | 'mutants' };

export type RecordOptions = Pick<CheckOptions, 'signal' | 'large'> & {
  readonly onStep: (step: RecordStep) => void;
};

/** A file of the chosen cases as rows to read. */
export type ShownFile = {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
  readonly lines: readonly {
    readonly kind: 'added' | 'removed' | 'same' | 'gap' | 'cell';
    readonly text: string;
  }[];
};

/** What would be written; `stamp` is a word for the exact contents. */
export type ShownTests = {
  readonly files: readonly ShownFile[];
  readonly stamp: string;
};

/** Calls that were recorded, until they are let go of. Failures reject with a sentence. */
export interface IRecording {
  /** The tests that can be made. */
  readonly draft: TestDraft;
  /** Position of the first cell that failed, and by what: what came after it was not recorded. */
  readonly broken: { readonly cell: number; readonly why: string } | null;
  /** It is the one call behind a traceback. */
  readonly isFailure: boolean;
  /** Makes the tests anew with other columns masked. */
  mask(
    masks: MaskChoice,
    options: Omit<RecordOptions, 'large'>
  ): Promise<TestDraft>;
  /** The files that these cases make; nothing is written. */
  compose(cases: readonly string[]): Promise<ShownTests>;
  /** Runs the tests as a fresh clone would and writes the files, all or none. Rejects where a file is no longer as
   *  composed, where an editor holds changes of one, and where a test fails. */
  write(cases: readonly string[], composed: ShownTests): Promise<WrittenTests>;
  /** Takes the files back while they are as they were written. */
  takeBack(): Promise<readonly string[]>;
  /** Lets go of what was recorded. */
  close(): Promise<void>;
}

/** What the panel asks of a notebook to make tests of its calls. */
export interface IRecordDesk {
  /** What running the notebook does beyond the copy; runs nothing. */
  cautions(): Promise<readonly Caution[]>;
  /** What the last run of the notebook took; `null` where that is not known. */
  cost(): Promise<RunCost | null>;
  /** Functions of the project's modules that the notebook uses; runs nothing. */
  functions(): Promise<readonly Recordable[]>;
  /** Runs the notebook in a kernel of its own and in a copy of the project, and records calls of these functions. */
  record(
    functions: readonly Recordable[],
    options: RecordOptions
  ): Promise<RecordOutcome>;
  /** The failure that a cell shows, `null` where it shows none; runs nothing. */
  failure(cell: number): Promise<ShownFailure | null>;
  /** Runs the notebook like that up to the cell, which has to fail in the same way, and records the call of that
   *  function which the exception came through. */
  recordFailure(
    failure: ShownFailure,
    frame: FailedFrame,
    options: RecordOptions
  ): Promise<RecordOutcome>;
}
