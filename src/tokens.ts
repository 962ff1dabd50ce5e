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
