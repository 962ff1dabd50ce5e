import type { PyNode } from '../tree';
import { child, kidOf } from '../tree';
import { alwaysTrue, neverEmpty } from './constants';
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
  const round = walkRound(walker, node, begin => ({
    over: begin.clone(),
    start: bindTarget(walker, child(node, 'left'), begin)
  }));
  return finish(walker, node, entry, {
    round,
    always: neverEmpty(sources, walker.source),
    endless: false
  });
};

const whileLoop: StatementRule = (walker, node, state) => {
  const condition = child(node, 'condition');
  const round = walkRound(walker, node, begin => {
    const { yes, no } = branch(walker, condition, begin);
    return { over: no, start: yes };
  });
  return finish(walker, node, state, {
    round,
    always: false,
    endless: alwaysTrue(condition, walker.source)
  });
};

/** Walks the body once, from a beginning of its own; a second round could add nothing to it. */
function walkRound(
  walker: Walker,
  node: PyNode,
  open: (begin: State) => { readonly over: State; readonly start: State }
): Round {
  const { calls, raises } = walker;
  const loop = { kind: 'loop' as const, breaks: null, continues: null } as {
    kind: 'loop';
    breaks: State | null;
    continues: State | null;
  };
  const { result, exposed } = walker.apart(() => {
    const { over, start } = open(new State());
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

type Loop = {
  readonly round: Round;
  /** There is at least one round. */
  readonly always: boolean;
  /** It ends by `break` only. */
  readonly endless: boolean;
};

function finish(
  walker: Walker,
  node: PyNode,
  entry: State,
  { round, always, endless }: Loop
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
    : normalEnd(walker, { head, over, entry, again, always });
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
  }
): State | null {
  if (at.always) {
    return at.again;
  }
  return walker.after(at.head, at.over, at.entry);
}

export const LOOPS: readonly (readonly [string, StatementRule])[] = [
  ['for_statement', forLoop],
  ['while_statement', whileLoop]
];
