import type { NotebookIndex } from './index-notebook';
import type { ILiftLanguage } from './language';
import type { Meanings } from './meaning';
import type { Choice, ProjectFacts } from './types';

/** What every step of planning looks at; nothing in it changes while a plan is made. */
export type Context = {
  readonly index: NotebookIndex;
  readonly meanings: Meanings;
  readonly language: ILiftLanguage;
  readonly choice: Choice;
  readonly project: ProjectFacts;
  readonly selected: ReadonlySet<number>;
};
