import type { Flow, KnownValue } from '../../../facts';
import type { Learning } from '../known';
import type { Names } from '../names';
import type { PyNode } from '../tree';
import { DEFINITIONS } from './definitions';
import { EXPRESSIONS } from './expressions';
import { LOOPS } from './loops';
import { MATCHES } from './matches';
import { BOUND, State, UNBOUND } from './state';
import { STATEMENTS } from './statements';
import { TRIES } from './tries';
import type { Rules } from './walker';
import { Walker, notebookName } from './walker';

const RULES: Rules = {
  statements: new Map([
    ...STATEMENTS,
    ...LOOPS,
    ...TRIES,
    ...MATCHES,
    ...DEFINITIONS
  ]),
  expressions: EXPRESSIONS
};

/** What a statement does to notebook names, by definite assignment. */
export type NameFlow = {
  readonly flow: Walked;
  /** Offsets of names in class bodies that the class may find in the notebook. */
  readonly classReads: ReadonlySet<number>;
  /** Values that are known at the end, those from before included. */
  readonly known: ReadonlyMap<string, KnownValue>;
};

/** What walking the statement says of its flow. */
type Walked = Pick<
  Flow,
  | 'exposed'
  | 'exposedAlways'
  | 'mayBind'
  | 'mustBind'
  | 'mayUnbind'
  | 'mustUnbind'
  | 'calls'
>;

/**
 * Follows one top-level statement through every way that it may take. Names and builtins whose
 * values were asked for are added to `around.asked`.
 */
export function nameFlow(
  statement: PyNode,
  names: Names,
  source: string,
  strings: ReadonlyMap<number, readonly string[]>,
  around: Learning
): NameFlow {
  const walker = new Walker(names, source, strings, RULES, around);
  const start = new State(undefined, undefined, around.values);
  const end = walker.statement(statement, start);
  return {
    flow: flowOf(walker, end),
    classReads: walker.classReads,
    known: end?.known ?? new Map()
  };
}

function flowOf(walker: Walker, end: State | null): Walked {
  const exposed = [...walker.exposed].filter(isNotebookName);
  const flow = {
    exposed,
    exposedAlways: exposed.filter(name => end?.read.has(name)),
    mayBind: [] as string[],
    mustBind: [] as string[],
    mayUnbind: [] as string[],
    mustUnbind: [] as string[],
    calls: walker.calls > 0
  };
  end?.values.forEach((value, name) => {
    if (isNotebookName(name)) {
      sort(flow, name, value);
    }
  });
  if (walker.boundAtRaise > 0) {
    const atRaise = [...walker.everBound].slice(0, walker.boundAtRaise);
    flow.mayBind = [
      ...new Set([...flow.mayBind, ...atRaise.filter(isNotebookName)])
    ];
  }
  return flow;
}

/** Puts a name into the lists that its value at the end belongs to. */
function sort(
  to: Record<'mayBind' | 'mustBind' | 'mayUnbind' | 'mustUnbind', string[]>,
  name: string,
  value: number
): void {
  if (value & BOUND) {
    to.mayBind.push(name);
  }
  if (value === BOUND) {
    to.mustBind.push(name);
  }
  if (value & UNBOUND) {
    to.mayUnbind.push(name);
  }
  if (value === UNBOUND) {
    to.mustUnbind.push(name);
  }
}

/** Not one that a class body binds for itself. */
function isNotebookName(key: string): boolean {
  return notebookName(key) === null;
}
