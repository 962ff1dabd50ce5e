import type { Caution } from '../../checks/cautions';
import type { RunCost } from '../../checks/desk';
import type {
  FailedFrame,
  IRecording,
  Recordable,
  RecordStep,
  ShownFailure,
  ShownTests
} from '../../checks/recording/desk';
import type { RecordedCase, WrittenTests } from '../../core/recording';

export type RecordState =
  | { readonly kind: 'none' }
  /** Nothing runs before the person says so. `bytes`: of a project that is large to copy. */
  | {
      readonly kind: 'asking';
      readonly functions: readonly Recordable[];
      readonly chosen: readonly Recordable[];
      readonly cautions: readonly Caution[];
      readonly bytes: number | null;
      readonly cost: RunCost | null;
    }
  /** The same, of a traceback: which function of it. */
  | {
      readonly kind: 'choosing';
      readonly failure: ShownFailure;
      readonly frame: FailedFrame | null;
      readonly cautions: readonly Caution[];
      readonly bytes: number | null;
      readonly cost: RunCost | null;
    }
  | { readonly kind: 'running'; readonly step: RecordStep | null }
  /** `composed`: the files of the chosen cases, `null` while they are made. */
  | {
      readonly kind: 'ready';
      readonly recording: IRecording;
      readonly chosen: readonly string[];
      readonly composed: ShownTests | null;
      /** What did not work, to be read before the next try. */
      readonly problem: string | null;
      readonly busy: boolean;
    }
  | {
      readonly kind: 'written';
      readonly recording: IRecording;
      readonly tests: readonly string[];
      readonly written: WrittenTests;
      readonly problem: string | null;
    }
  | { readonly kind: 'failed'; readonly text: string };

export type Asked = Extract<RecordState, { kind: 'asking' | 'choosing' }>;

/** Which functions are wanted; all that the notebook uses unless said otherwise. */
export type RecordWish = {
  readonly module?: string;
  readonly names?: readonly string[];
  /** Position of a cell that uses them. */
  readonly cell?: number;
};

/** Whether the wish is for this one. */
export function isWanted(one: Recordable, wish: RecordWish): boolean {
  const { module, names, cell } = wish;
  return (
    (module === undefined || one.module === module) &&
    (names === undefined || names.includes(one.name)) &&
    (cell === undefined || one.cells.includes(cell))
  );
}

/** The list with it, or without it where it was there. */
export function toggled<T>(list: readonly T[], one: T): readonly T[] {
  return list.includes(one)
    ? list.filter(other => other !== one)
    : [...list, one];
}

/** `pkg/steps.py` is `pkg.steps`, or `steps` for who looks in its folder. */
export function isModule(file: string, module: string): boolean {
  const way = `/${file.replace(/(\/__init__)?\.py$/, '')}`;
  return way.endsWith(`/${module.replace(/\./g, '/')}`);
}

/** It can be written, and replaces nothing. */
export function isWhole({ problem, old, isThere }: RecordedCase): boolean {
  return problem === null && old === null && !isThere;
}

/** A case is chosen before anybody says so where it passes too, and notices something. */
export function isOffered(one: RecordedCase): boolean {
  const { mutants, fails } = one;
  const isBlind =
    mutants !== null && mutants.tried > 0 && mutants.noticed === 0;
  return isWhole(one) && fails === null && !isBlind;
}
