import type { PyNode } from '../tree';
import { bare, child, kidOf, parts } from '../tree';
import { maySuppress } from './constants';
import { dotted } from '../paths';
import { State, join } from './state';
import { bindTarget } from './targets';
import type { Frame, StatementRule, Walker } from './walker';

const tryStatement: StatementRule = (walker, node, state) => {
  const clause = kidOf(node, 'finally_clause');
  return clause === undefined
    ? guarded(walker, node, state)
    : cleanedUp(walker, clause, state, () => guarded(walker, node, state));
};

/** `try … except … else`, without `finally`. */
function guarded(walker: Walker, node: PyNode, state: State): State | null {
  const handlers = node.kids.filter(kid => kid.type === 'except_clause');
  const start = state.clone();
  const catches = handlers.some(one => catchesAll(one, walker.source));
  const body = (): State | null => walker.block(child(node, 'body'), state);
  const { seen, result } = noting(walker, () =>
    catches ? walker.within({ kind: 'catch-all' }, body) : body()
  );
  const stopped = anywhere(start, seen);
  const otherwise = kidOf(node, 'else_clause');
  let out =
    result === null || otherwise === undefined
      ? result
      : walker.block(child(otherwise, 'body'), result);
  for (const handler of handlers) {
    out = join(out, handle(walker, handler, stopped.clone()));
  }
  return out;
}

/** Runs code that may stop anywhere, and tells what may have happened to names by then. */
function noting<T>(
  walker: Walker,
  run: () => T
): { readonly seen: Map<string, number>; readonly result: T } {
  const seen = new Map<string, number>();
  const result = walker.within({ kind: 'events', seen }, run);
  return { seen, result };
}

/** The state in which an exception may leave code that began at `start`. */
function anywhere(start: State, seen: ReadonlyMap<string, number>): State {
  const values = new Map(start.values);
  for (const [name, value] of seen) {
    values.set(name, start.get(name) | value);
  }
  return new State(values, new Set(start.read));
}

/** `except … as e`: `e` is unbound at the end, however the handler is left. */
function handle(walker: Walker, handler: PyNode, state: State): State | null {
  const types = handler.kids.filter(kid => kid.field === 'value');
  const alias = aliasOf(handler);
  let now = state;
  for (const type of types) {
    now = walker.all(
      type.type === 'as_pattern' ? type.kids.slice(0, 1) : [type],
      now
    );
  }
  const body = kidOf(handler, 'block');
  if (alias === undefined) {
    return walker.block(body, now);
  }
  walker.bindAt(alias.start, now);
  const forget = (at: State): State => {
    const left = at.clone();
    walker.unbindAt(alias.start, left);
    return left;
  };
  const cleanup: Frame = { kind: 'cleanup', run: forget };
  const end = walker.within(cleanup, () => walker.block(body, now));
  return end === null ? null : forget(end);
}

/** The name after `as`. */
export function aliasOf(handler: PyNode): PyNode | undefined {
  const pattern = kidOf(handler, 'as_pattern');
  const target = pattern === undefined ? handler : pattern;
  const alias = child(target, 'alias');
  return alias?.type === 'as_pattern_target' ? alias.kids[0] : alias;
}

const BROAD = new Set(['Exception', 'BaseException']);

function catchesAll(handler: PyNode, source: string): boolean {
  const value = child(handler, 'value');
  if (value === undefined) {
    return true;
  }
  const type = value.type === 'as_pattern' ? value.kids[0] : value;
  return BROAD.has(dotted(bare(type), source) ?? '');
}

/**
 * `finally` is walked first and on its own: it runs after the normal end, after an exception
 * from anywhere, and on the way of every jump.
 */
function cleanedUp(
  walker: Walker,
  clause: PyNode,
  state: State,
  run: () => State | null
): State | null {
  const start = state.clone();
  const detached = { kind: 'detached' as const, jumps: [] as Jumps };
  const { calls, raises } = walker;
  const { result: piece, exposed } = walker.apart(() =>
    walker.within(detached, () =>
      walker.block(kidOf(clause, 'block'), new State())
    )
  );
  const calling = walker.calls > calls;
  const raising = walker.raises > raises;
  const then = (at: State): State | null =>
    piece === null ? null : walker.after(at, piece);
  const { seen, result } = noting(walker, () =>
    walker.within({ kind: 'cleanup', run: then }, run)
  );
  const stopped = anywhere(start, seen);
  walker.expose(exposed, stopped);
  if (calling) {
    walker.call(stopped);
  }
  for (const [jump, from] of detached.jumps) {
    walker.jump(jump, walker.after(stopped, from));
  }
  if (raising) {
    walker.raise();
  }
  const end = result === null ? null : then(result);
  if (end !== null && calling) {
    walker.call(end);
  }
  return end;
}

type Jumps = Extract<Frame, { kind: 'detached' }>['jumps'];

const withStatement: StatementRule = (walker, node, state) => {
  const clause = kidOf(node, 'with_clause');
  const items = clause === undefined ? [] : parts(clause);
  return enter(walker, items, child(node, 'body'), state);
};

/** Enters one manager after the other; each may swallow what the later ones and the body raise. */
function enter(
  walker: Walker,
  items: readonly PyNode[],
  body: PyNode | undefined,
  state: State
): State | null {
  const [item, ...rest] = items;
  if (item === undefined) {
    return walker.block(body, state);
  }
  const value = child(item, 'value');
  const pattern = value?.type === 'as_pattern' ? value : undefined;
  const manager = pattern === undefined ? value : pattern.kids[0];
  const entered = walker.all([manager], state);
  walker.call(entered);
  // A manager that may swallow exceptions is bound to one name, which cannot fail.
  const ready = bindTarget(walker, pattern && child(pattern, 'alias'), entered);
  const run = (): State | null => enter(walker, rest, body, ready);
  if (!maySuppress(walker, manager)) {
    return leave(walker, run());
  }
  const start = ready.clone();
  const { seen, result } = noting(walker, run);
  return leave(walker, join(result, anywhere(start, seen)));
}

/** Leaving calls the manager once more. */
function leave(walker: Walker, state: State | null): State | null {
  if (state !== null) {
    walker.call(state);
  }
  return state;
}

export const TRIES: readonly (readonly [string, StatementRule])[] = [
  ['try_statement', tryStatement],
  ['with_statement', withStatement]
];
