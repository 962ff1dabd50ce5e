import { dotted } from '../paths';
import type { PyNode } from '../tree';
import { bare, child } from '../tree';
import type { State } from './state';
import { isFull, isSplat } from './values';
import type { Walker } from './walker';

/** What `for` goes through has at least one element, as far as the text proves it. */
export function neverEmpty(
  walker: Walker,
  iterables: readonly PyNode[],
  state: State
): boolean {
  const several = iterables.filter(one => !isSplat(one)).length > 1;
  return several || isFull(walker.knowledge.value(iterables[0], state));
}

const COMPARISONS: {
  readonly [operator: string]: (a: number, b: number) => boolean;
} = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '!=': (a, b) => a !== b,
  '==': (a, b) => a === b
};

/** A comparison of two numbers that is true in that state, as far as the text proves it. */
export function holds(
  walker: Walker,
  condition: PyNode | undefined,
  state: State
): boolean {
  const node = condition === undefined ? undefined : bare(condition);
  if (node?.type !== 'comparison_operator' || node.kids.length !== 3) {
    return false;
  }
  const [left, operator, right] = node.kids;
  const [a, b] = [left, right].map(kid => walker.knowledge.value(kid, state));
  return (
    a?.kind === 'number' &&
    b?.kind === 'number' &&
    COMPARISONS[operator.type]?.(a.value, b.value) === true
  );
}

/** A condition that is written as true: `while` of it never ends by it. */
export function alwaysTrue(
  condition: PyNode | undefined,
  source: string
): boolean {
  const node = condition === undefined ? undefined : bare(condition);
  return (
    node?.type === 'true' ||
    (node?.type === 'integer' &&
      /^[1-9]/.test(source.slice(node.start, node.end)))
  );
}

const EXITS = new Set(['exit', 'quit', 'sys.exit', 'os._exit', 'os.abort']);

/** A call that does not return. */
export function exits(node: PyNode, source: string): boolean {
  const call = bare(node);
  const callee =
    call.type === 'call' ? dotted(child(call, 'function'), source) : null;
  return callee !== null && EXITS.has(callee);
}

/** Makers of context managers that may swallow an exception of their body. */
export const SUPPRESSORS =
  /(^|\.)(suppress|raises|(Async)?ExitStack|Output|assertRaises(Regex)?|assert_raises(_regex)?)$/;

/** A context manager that may swallow an exception of its body. */
export function maySuppress(
  walker: Walker,
  value: PyNode | undefined
): boolean {
  const node = value === undefined ? undefined : bare(value);
  const callee = node?.type === 'call' ? child(node, 'function') : node;
  const path = dotted(callee, walker.source);
  return (
    path !== null && (SUPPRESSORS.test(path) || walker.knowledge.swallows(path))
  );
}
