import type { Known, KnownValue } from '../../../facts';
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
  readonly exposed: readonly string[];
  readonly exposedAlways: readonly string[];
  readonly mayBind: readonly string[];
  readonly mustBind: readonly string[];
  readonly mayUnbind: readonly string[];
  readonly mustUnbind: readonly string[];
  /** Offsets of names in class bodies that the class may find in the notebook. */
  readonly classReads: ReadonlySet<number>;
  /** It calls something, so functions made earlier may run. */
  readonly calls: boolean;
  /** Names and builtins whose values were asked for. */
  readonly asked: ReadonlySet<string>;
  /** Values that are known at the end, those from before included. */
  readonly known: ReadonlyMap<string, KnownValue>;
};

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
  return {
    exposed,
    exposedAlways: exposed.filter(name => end?.read.has(name)),
    mayBind: [
      ...new Set([...valued(value => (value & BOUND) > 0), ...atRaise])
    ],
    mustBind: valued(value => value === BOUND),
    mayUnbind: valued(value => (value & UNBOUND) > 0),
    mustUnbind: valued(value => value === UNBOUND),
    classReads: walker.classReads,
    calls: walker.calls > 0,
    asked: walker.knowledge.asked,
    known: end?.known ?? new Map()
  };
}
