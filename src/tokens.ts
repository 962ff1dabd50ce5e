import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ITestRunner } from './checks/tests/runner';
import type { ILiftLanguage } from './lift/language';

/** A language whose cells can be lifted. */
export type LanguageEntry = {
  readonly id: string;
  /** Names that notebooks give the language (`language_info.name`), lower case. */
  readonly names: readonly string[];
  /** Loads its parser, once, when the first notebook needs it. */
  readonly load: () => Promise<ILiftLanguage>;
};

/** The languages that notebooks can be lifted in; other packages add theirs. */
export interface ILanguages {
  /** Adds a language; a later one takes precedence over an earlier one of the same name. */
  add(language: LanguageEntry): IDisposable;
  /** The language of a notebook, `null` when none is known by this name. */
  find(name: string): LanguageEntry | null;
  /** Loads it, once; `null` when none is known by this name. A failed loading is tried again. */
  load(name: string): Promise<ILiftLanguage | null>;
}

export const ILanguages = new Token<ILanguages>(
  'jupyterlab-lift:ILanguages',
  'The languages whose notebook cells can be lifted into modules.'
);

/** A test to be debugged. */
export type DebugTestRequest = {
  /** As the runner calls it. */
  readonly id: string;
  /** Project root, relative to the server's. */
  readonly root: string;
  /** Name of a kernelspec. */
  readonly environment: string;
  /** Further words for the runner's command line. */
  readonly arguments: readonly string[];
};

/** How the debugging of a test ended. */
export type DebugEnd =
  /** `outcome`: passed, failed, skipped; `unread`: its file cannot be imported; `missing`: the package that `message`
   *  names is not installed; `not-run`: it was not found. */
  | {
      readonly kind: 'ended';
      readonly outcome: string;
      readonly message: string;
    }
  /** Somebody ended it, or the kernel died. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'not-started'; readonly text: string }
  /** The kernel has no debugger. */
  | { readonly kind: 'no-debugger' }
  /** The kernel does not see the files of the server. */
  | { readonly kind: 'elsewhere' };

/** Stops in tests with JupyterLab's debugger; absent where that is switched off. */
export interface ITestDebugger {
  /** Runs a test in a kernel of its own; resolves when it has ended. */
  debug(asked: DebugTestRequest): Promise<DebugEnd>;
  /** Ends the test that is being debugged. */
  stop(): Promise<void>;
}

export const ITestDebugger = new Token<ITestDebugger>(
  'jupyterlab-lift:ITestDebugger',
  'Runs a test so that it stops at breakpoints.'
);

/** A test runner, loaded when the panel of tests is first shown. */
export type TestRunnerEntry = {
  readonly id: string;
  readonly load: () => Promise<ITestRunner>;
};

/** What runs tests; other packages add theirs. */
export interface ITestRunners {
  /** Adds a runner; it replaces one of the same id. */
  add(runner: TestRunnerEntry): IDisposable;
  /** Loads all, in the order in which they were added. */
  load(): Promise<readonly ITestRunner[]>;
}

export const ITestRunners = new Token<ITestRunners>(
  'jupyterlab-lift:ITestRunners',
  'The programs that find and run the tests of a project.'
);
