import type { PyNode } from '../tree';
import { bare, child, parts } from '../tree';

/** Callables that go through an iterable before they return, by the last name of their path. */
const DRAINS = new Set(
  `all any bytearray bytes concat Counter deque dict extend frozenset fromiter fsum join
   list max mean median min prod set sorted stdev sum tuple update`
    .split(/\s+/)
    .filter(Boolean)
);

/** Lazy iterators: used up at once where what goes through them is. */
const LAZY = new Set(['enumerate', 'filter', 'map', 'reversed', 'zip']);

/** Callables that call their function arguments before they return. */
const CALLERS = new Set(
  `agg aggregate apply apply_along_axis apply_over_axes applymap assign combine
   combine_first filter fromfunction groupby map mask max merge_with min nlargest
   nsmallest pipe reduce rename rename_axis replace sort sort_index sort_values sorted
   sub subn transform where`
    .split(/\s+/)
    .filter(Boolean)
);

/** What is done with the value of an expression by what stands around it. */
export type Consumption = {
  /** An iterable is gone through before the statement goes on. */
  readonly drained: boolean;
  /** A function is called before the statement goes on, or never again. */
  readonly called: boolean;
};

export const KEPT: Consumption = { drained: false, called: false };
export const DRAINED: Consumption = { drained: true, called: false };
export const CALLED: Consumption = { drained: false, called: true };
const BOTH: Consumption = { drained: true, called: true };

/** One of the four, so that they can be compared by identity. */
function consumption(drained: boolean, called: boolean): Consumption {
  if (drained) {
    return called ? BOTH : DRAINED;
  }
  return called ? CALLED : KEPT;
}

/**
 * How a call uses up its arguments. `path` is its callee's. `around` says how the call's own
 * value is used up: `map` and its like pass that on.
 */
export function argumentsOf(
  call: PyNode,
  path: string | null,
  source: string,
  around: Consumption
): Consumption {
  if (path === null) {
    return joinedText(call, source) ? DRAINED : KEPT;
  }
  const name = path.slice(path.lastIndexOf('.') + 1);
  const isMethod = path.includes('.');
  if (LAZY.has(name) && !isMethod) {
    return consumption(around.drained, around.drained);
  }
  const calls =
    CALLERS.has(name) && (isMethod ? !LATE.test(path) : BARE_CALLERS.has(name));
  return consumption(DRAINS.has(name), calls);
}

/** A styler calls its functions when it is shown; `itertools` is lazy. */
const LATE = /(^|\.)(style|itertools)\b/;

/** A keyword's value is not what a call goes through. */
export function asKeyword(use: Consumption): Consumption {
  return use.called ? CALLED : KEPT;
}

const BARE_CALLERS = new Set([
  'max',
  'min',
  'nlargest',
  'nsmallest',
  'reduce',
  'sorted'
]);

/** `', '.join(…)`. */
function joinedText(call: PyNode, source: string): boolean {
  const callee = child(call, 'function');
  const name = callee === undefined ? undefined : child(callee, 'attribute');
  return name !== undefined && source.slice(name.start, name.end) === 'join';
}

/** `a, b = …` goes through the value. */
export function unpacks(target: PyNode | undefined): boolean {
  const node = target === undefined ? undefined : bare(target);
  return (
    node !== undefined &&
    /^(pattern_list|tuple_pattern|list_pattern|tuple|list)$/.test(node.type) &&
    parts(node).length > 0
  );
}
