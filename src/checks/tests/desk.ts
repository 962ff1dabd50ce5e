import type { ISignal } from '@lumino/signaling';
import type { TestCounts } from './counts';
import type { TestBadge, TestGroup } from './badge';
import type { RowsAsked, TestRow } from './rows';
import type { Place, TestResult, TestState } from './types';

export type TestsPhase =
  /** The files are being read. */
  | 'reading'
  | 'idle'
  /** The helper is being started. */
  | 'starting'
  | 'discovering'
  | 'running'
  | 'stopping';

/** Why there is no result, or not the whole of it. */
export type TestsProblem =
  | { readonly code: 'no-pytest'; readonly command: string }
  /** Nobody can run Python here. */
  | { readonly code: 'no-kernel' }
  /** The helper sees another folder than the file browser. */
  | { readonly code: 'other-folder'; readonly folder: string }
  /** A test was ended by force. */
  | { readonly code: 'killed' }
  /** The runner found no test. */
  | { readonly code: 'nothing' }
  /** The notebook in front imports no module of the project, or none that a test imports. */
  | { readonly code: 'no-modules' | 'none-touches' }
  | {
      readonly code:
        /** The helper, its connection. */
        | 'not-started'
        | 'lost'
        /** The runner did not like how it was called, or its own configuration. */
        | 'usage'
        /** The runner broke down. */
        | 'internal'
        /** The files could not be read. */
        | 'unreadable';
      readonly text: string;
    };

export type TestEnvironment = { readonly name: string; readonly label: string };

/** All of the panel but the tree. */
export type TestsView = {
  readonly phase: TestsPhase;
  /** Project root, relative to the server's, and the folders that may be chosen. */
  readonly root: string;
  readonly roots: readonly string[];
  /** The kernelspec in which tests run; `''` where there is none. */
  readonly environment: string;
  readonly environments: readonly TestEnvironment[];
  readonly counts: TestCounts;
  /** Tests that have ended in this run, of how many; `null` where that is not known. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly problem: TestsProblem | null;
  /** What is added to the command line. */
  readonly arguments: string;
  /** Tests run when a file that they depend on is saved. */
  readonly runsOnSave: boolean;
  /** A notebook is in front, whose tests can be told from the others. */
  readonly hasNotebook: boolean;
  /** Test files of the last run for a notebook that are in it because nobody can tell what they import. */
  readonly open: readonly string[];
  /** Only these tests are shown; `null` for all. */
  readonly only: TestGroup | null;
  /** Another page runs tests of this project now. */
  readonly hasOthers: boolean;
  /** There was a run or a discovery. */
  readonly isKnown: boolean;
};

/** What is shown of one test, or of a file without. */
export type TestDetail = {
  readonly id: string;
  readonly state: TestState | 'not collected';
  readonly isStale: boolean;
  readonly place: Place;
  readonly result: TestResult;
};

/** A project's tests as the panel sees them. */
export interface ITestsDesk {
  /** Emitted when the view or the rows may be others. */
  readonly changed: ISignal<ITestsDesk, void>;
  readonly view: TestsView;
  rows(asked: RowsAsked): readonly TestRow[];
  detail(id: string): TestDetail | null;
  /** Files, classes, functions or tests; `null` for all. Nothing happens while something runs. */
  run(ids: readonly string[] | null): Promise<void>;
  runFailed(): Promise<void>;
  /** Those that import a module that the notebook in front imports, and those that may. */
  runTouching(): Promise<void>;
  discover(): Promise<void>;
  stop(): void;
  /** Somebody looks (the panel, or a notebook's badges): files are read, and results held against them. */
  setActive(active: boolean, who?: string): Promise<void>;
  setOnly(group: TestGroup | null): void;
  badge(group: TestGroup): TestBadge;
  setRoot(root: string): void;
  setEnvironment(name: string): void;
  setArguments(text: string): void;
  setRunsOnSave(on: boolean): void;
  /** Whether a place can be opened: it lies in the project. */
  canOpen(place: Place): boolean;
  open(place: Place): Promise<void>;
}
