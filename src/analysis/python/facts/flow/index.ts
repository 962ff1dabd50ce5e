import type { Flow, Known, KnownValue } from '../../../facts';
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
  /** Names and builtins whose values were asked for. */
  readonly asked: ReadonlySet<string>;
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

/** Follows one top-level statement through every way that it may take. */
export function nameFlow(
  statement: PyNode,
  names: Names,
  source: string,
  strings: ReadonlyMap<number, readonly string[]>,
  around: Known
): NameFlow {
  const walker = new Walker(names, source, strings, RULES, around);
  const start = new State(undefined, undefined, new Map(around.values));
  const end = walker.statement(statement, start);
  const entries = [...(end?.values ?? [])].filter(
    ([key]) => notebookName(key) === null
  );
  const valued = (test: (value: number) => boolean): string[] =>
    entries.filter(([, value]) => test(value)).map(([name]) => name);
  const atRaise = [...walker.everBound]
    .slice(0, walker.boundAtRaise)
    .filter(key => notebookName(key) === null);
  const exposed = [...walker.exposed].filter(key => notebookName(key) === null);
  const flow: Walked = {
    exposed,
    exposedAlways: exposed.filter(name => end?.read.has(name)),
    mayBind: [
      ...new Set([...valued(value => (value & BOUND) > 0), ...atRaise])
    ],
    mustBind: valued(value => value === BOUND),
    mayUnbind: valued(value => (value & UNBOUND) > 0),
    mustUnbind: valued(value => value === UNBOUND),
    calls: walker.calls > 0
  };
  return {
    flow,
    classReads: walker.classReads,
    asked: walker.knowledge.asked,
    known: end?.known ?? new Map()
  };
}
