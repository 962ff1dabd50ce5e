import type { KnownValue } from '../../../facts';
import type { PyNode } from '../tree';
import { child, kidOf, maskOf } from '../tree';
import { alwaysTrue, holds, neverEmpty } from './constants';
import { branch } from './expressions';
import { State, join, merge } from './state';
import { bindTarget } from './targets';
import type { StatementRule, Walker } from './walker';

/** What one round of a loop does, relative to its beginning. */
type Round = {
  /** The condition was false (or there was no next element). */
  readonly over: State;
  /** The round came to its end, or was continued. */
  readonly next: State | null;
  readonly broken: State | null;
  /** Names whose value from before the round may be read in it. */
  readonly exposed: ReadonlySet<string>;
};

const forLoop: StatementRule = (walker, node, state) => {
  const sources = node.kids.filter(kid => kid.field === 'right');
  const entry = walker.all(sources, state);
  walker.call(entry);
  const always = neverEmpty(walker, sources, entry);
  const last = always ? lastOf(walker, sources, entry) : null;
  const round = walkRound(walker, node, entry, begin => ({
    over: begin.clone(),
    start: bindTarget(walker, child(node, 'left'), begin)
  }));
  return finish(walker, node, entry, {
    round,
    always,
    endless: false,
    last:
      last === null || round.broken !== null || !holdsLoop(node)
        ? null
        : walkLast(walker, node, entry, last)
  });
};

/** The number that the target is in the last round. */
function lastOf(
  walker: Walker,
  [only, more]: readonly PyNode[],
  state: State
): KnownValue | null {
  const value = more === undefined ? walker.knowledge.value(only, state) : null;
  return value?.kind === 'elements' && value.last !== undefined
    ? { kind: 'number', value: value.last }
    : null;
}

const LOOP = maskOf('for_statement', 'while_statement');

/** Only loops inside ask for values. */
function holdsLoop(node: PyNode): boolean {
  return ((child(node, 'body') ?? node).holds & LOOP) !== 0;
}

/** What the last round does: more may be known of it than of the others. */
function walkLast(
  walker: Walker,
  node: PyNode,
  entry: State,
  last: KnownValue
): State | null {
  const target = child(node, 'left');
  const round = walkRound(walker, node, entry, begin => {
    const start = bindTarget(walker, target, begin);
    if (target?.type === 'identifier') {
      walker.knowledge.learn(target.start, last, start);
    }
    return { over: begin.clone(), start };
  });
  return round.next;
}

const whileLoop: StatementRule = (walker, node, state) => {
  const condition = child(node, 'condition');
  const round = walkRound(walker, node, state, begin => {
    const { yes, no } = branch(walker, condition, begin);
    return { over: no, start: yes };
  });
  return finish(walker, node, state, {
    round,
    always: holds(walker, condition, state),
    endless: alwaysTrue(condition, walker.source),
    last: null
  });
};

/** Walks the body once, from a beginning of its own; a second round could add nothing to it. */
function walkRound(
  walker: Walker,
  node: PyNode,
  entry: State,
  open: (begin: State) => { readonly over: State; readonly start: State }
): Round {
  const { calls, raises } = walker;
  const loop = { kind: 'loop' as const, breaks: null, continues: null } as {
    kind: 'loop';
    breaks: State | null;
    continues: State | null;
  };
  const begin = new State(undefined, undefined, steady(walker, node, entry));
  const { result, exposed } = walker.apart(() => {
    const { over, start } = open(begin);
    const end = walker.within(loop, () =>
      walker.block(child(node, 'body'), start)
    );
    const next = join(end, loop.continues);
    if (walker.calls > calls && next !== null) {
      // A call in the next round may run what was defined in this one.
      walker.release();
      walker.call(new State());
      walker.call(next);
    }
    return { over, next };
  });
  if (walker.raises > raises) {
    // In a later round, names are bound that were not in the first.
    walker.raise();
  }
  return { ...result, broken: loop.breaks, exposed };
}

/** Values that every round finds as the first does: nothing in the loop binds their names. */
function steady(
  walker: Walker,
  node: PyNode,
  { known }: State
): Map<string, KnownValue> {
  const left = new Map(known);
  if (left.size > 0) {
    walker.latent.writes.forEach((_, name) => left.delete(name));
    walker.names
      .between(node.start, node.end)
      .filter(one => one.access !== 'read')
      .forEach(one => left.delete(walker.keyOf(one) ?? ''));
  }
  return left;
}

type Loop = {
  readonly round: Round;
  /** There is at least one round. */
  readonly always: boolean;
  /** It ends by `break` only. */
  readonly endless: boolean;
  /** What the last round does, where more is known of it. */
  readonly last: State | null;
};

function finish(
  walker: Walker,
  node: PyNode,
  entry: State,
  { round, always, endless, last }: Loop
): State | null {
  const { over, next, broken, exposed } = round;
  const again = next === null ? null : walker.after(entry, next);
  // A round begins where the loop does, or where another round has ended.
  const head = join(entry.clone(), again) ?? entry;
  walker.expose(exposed, head);
  const left =
    broken === null ? null : afterBreak(walker, head, broken, entry, again);
  if (endless && left === null) {
    // Only an exception, or the user, ends it.
    walker.raise();
  }
  const ended = endless
    ? null
    : normalEnd(walker, { head, over, entry, again, always, last });
  const otherwise = kidOf(node, 'else_clause');
  const after =
    ended === null || otherwise === undefined
      ? ended
      : walker.block(child(otherwise, 'body'), ended);
  return join(after, left);
}

function afterBreak(
  walker: Walker,
  head: State,
  broken: State,
  entry: State,
  again: State | null
): State {
  const inFirst = walker.after(head, broken, entry);
  return again === null
    ? inFirst
    : new State(inFirst.values, merge(inFirst, again).read);
}

function normalEnd(
  walker: Walker,
  at: {
    readonly head: State;
    readonly over: State;
    readonly entry: State;
    readonly again: State | null;
    readonly always: boolean;
    readonly last: State | null;
  }
): State | null {
  if (at.last !== null) {
    return walker.after(at.head, at.last, at.entry);
  }
  if (at.always) {
    return at.again === null ? null : walker.after(at.again, at.over);
  }
  return walker.after(at.head, at.over, at.entry);
}

export const LOOPS: readonly (readonly [string, StatementRule])[] = [
  ['for_statement', forLoop],
  ['while_statement', whileLoop]
];
