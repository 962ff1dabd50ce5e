import type { ISignal } from '@lumino/signaling';
import type { Snapshot } from '../core/snapshot';
import type { NotebookMap } from './map';
import type { Preview } from './preview';
import type { Choice, PlanResult } from './types';

/** What the panel offers beside the plan. */
export type Surroundings = {
  /** Project root relative to the server's root; `''` when they are the same. */
  readonly root: string;
  /** Folders that may be chosen as the root, the nearest first. */
  readonly roots: readonly string[];
  /** Modules of the project, relative to the root, for completion. */
  readonly modules: readonly string[];
  /** The notebook has no autoreload yet. */
  readonly offerAutoreload: boolean;
};

/** A plan for a choice, with what it was made from and the rows that show it. */
export type Draft = {
  readonly choice: Choice;
  readonly snapshot: Snapshot;
  readonly result: PlanResult;
  /** `null` when the plan is refused. */
  readonly preview: Preview | null;
};

/** What the panel shows of a lift that was made. */
export type ReceiptView = {
  readonly id: string;
  /** Names of functions and definitions that moved. */
  readonly names: readonly string[];
  /** Modules, relative to the project root. */
  readonly paths: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly state: 'applied' | 'undone' | 'put-back';
  /** Sentences to read before going on, the most important one first. */
  readonly notes: readonly string[];
  /** The step changes its own input and the kernel has been through it: run from the top to here. */
  readonly rerun: boolean;
  /** The notebook was run with and without the lift, and said the same. */
  readonly proved: boolean;
  /** It was run with and without the lift, and did not say the same: a sentence. */
  readonly disproved: string | null;
};

/** Something that happened outside the panel and that the user should read. */
export type Announcement = {
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  /** What one click does about it. */
  readonly action?: {
    readonly label: string;
    /** What came of it. */
    readonly run: () => Promise<Announcement>;
  };
};

export type ApplyStep = 'module' | 'notebook' | 'kernel';

export type ApplyOutcome =
  | { readonly kind: 'done'; readonly receipt: ReceiptView }
  /** Something differs from the preview; nothing was changed. */
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string };

/** Where the user stands in the notebook. */
export type Selection = {
  /** Code cells that a lift would take, empty when nothing sensible is selected. */
  readonly cells: readonly number[];
  /** Several cells or a heading: the user means just these. */
  readonly explicit: boolean;
  /** The receipt whose call the active cell holds. */
  readonly receipt: ReceiptView | null;
};

/** Everything that the panel asks of the notebook it stands beside. */
export interface ILiftDesk {
  /** File name of the notebook. */
  readonly title: string;
  /** The document changed in a way that a plan may depend on. Emitted for every change: answer late. */
  readonly documentChanged: ISignal<unknown, void>;
  readonly selectionChanged: ISignal<unknown, void>;
  readonly announced: ISignal<unknown, Announcement>;
  /** What was found when the notebook was opened, for whoever listens later; `null` when there is none. */
  readonly news: Announcement | null;
  /** The news was read, and is not to be told again. */
  forgetNews(): void;
  selection(): Selection;
  /** The notebook as it is now; costs little when little changed. */
  snapshot(): Snapshot;
  surroundings(): Promise<Surroundings>;
  map(): Promise<NotebookMap>;
  /** The module that a lift goes to when nothing else is said, relative to the project root. */
  proposeFile(): Promise<string>;
  draft(choice: Choice): Promise<Draft>;
  apply(draft: Draft, onStep: (step: ApplyStep) => void): Promise<ApplyOutcome>;
  /** Undoes a lift, notebook and modules; what came of it is announced. */
  undo(receipt: string): Promise<void>;
  /** Turns a lifted call into cells again; what came of it is announced. */
  putBack(receipt: string): Promise<void>;
  rerun(receipt: string): Promise<void>;
  openFile(path: string): void;
  setRoot(root: string): Promise<void>;
  /** Marks the cells that would take part; `[]` takes the marks away. */
  mark(cells: readonly number[]): void;
  /** Selects cells and brings the first into view; the focus stays. */
  select(cells: readonly number[]): void;
  /** Gives the focus back to the notebook, in command mode. */
  focus(): void;
}
