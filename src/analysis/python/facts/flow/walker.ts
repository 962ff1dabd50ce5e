import type { Known } from '../../../facts';
import type { Occurrence } from '../../types';
import type { Names } from '../names';
import type { PyNode } from '../tree';
import { Knowledge } from './knowledge';
import { Latent } from './latent';
import { BOUND, PRIOR, State, UNBOUND, join, merge, sequence } from './state';

/** Runs a statement from a state; `null`: it never ends normally. */
export type StatementRule = (
  walker: Walker,
  node: PyNode,
  state: State
) => State | null;

/** Evaluates an expression. May change the state it is given; what counts is the one it returns. */
export type ExpressionRule = (
  walker: Walker,
  node: PyNode,
  state: State
) => State;

export type Rules = {
  readonly statements: ReadonlyMap<string, StatementRule>;
  readonly expressions: ReadonlyMap<string, ExpressionRule>;
};

/** What stands around the code that runs, innermost last. */
export type Frame =
  | { readonly kind: 'loop'; breaks: State | null; continues: State | null }
  /** Runs when the code is left, in whatever way. */
  | { readonly kind: 'cleanup'; readonly run: (state: State) => State | null }
  /** Jumps out of a piece that is walked on its own are kept until its beginning is known. */
  | { readonly kind: 'detached'; readonly jumps: [Jump, State][] }
  /** Notes what happens to names while code runs that may stop anywhere. */
  | { readonly kind: 'events'; readonly seen: Map<string, number> }
  /** An exception does not get past it. */
  | { readonly kind: 'catch-all' };

export type Jump = 'break' | 'continue';

const NO_READS: ReadonlySet<number> = new Set();

/**
 * Runs code without its values: which names are read before they are bound, and which are bound
 * at the end. A name of the notebook is known by itself; one that a class body binds for itself
 * by the index of the class's scope, a dot and the name.
 */
export class Walker {
  /** Names whose value from before the walked piece may be read. */
  exposed = new Set<string>();
  readonly frames: Frame[] = [];
  /** Every name bound so far, in the order of its first binding. */
  readonly everBound = new Set<string>();
  /** So many of `everBound` may be bound when an exception ends the statement. */
  boundAtRaise = 0;
  /** Exceptions met so far that may end the statement. */
  raises = 0;
  /** Calls met so far: any of them may run a function body that was defined before. */
  calls = 0;
  private inClasses: Set<number> | null = null;
  /** The same as long as the beginning of the walked piece is not known, by key. */
  private openReads: Map<string, number[]> | null = null;
  /** Bodies that any call may run. */
  readonly latent = new Latent();
  /** Bodies of methods of the class that is being made: out of reach until the class mentions one. */
  pending: Latent | null = null;
  /** The walked code is never reached: jumps out of it do not count. */
  dead = false;
  /** Values that the text says. */
  readonly knowledge: Knowledge;

  constructor(
    readonly names: Names,
    readonly source: string,
    /** Names in strings that are looked up where the string stands, by the string's offset. */
    readonly strings: ReadonlyMap<number, readonly string[]>,
    private readonly rules: Rules,
    around: Omit<Known, 'values'> & { readonly asked: Set<string> }
  ) {
    this.knowledge = new Knowledge(source, around, (start, access) => {
      const occurrence = names.find(start, access);
      return occurrence === undefined ? null : this.keyOf(occurrence);
    });
  }

  /** Class-body reads that may find the notebook's name, by offset. */
  get classReads(): ReadonlySet<number> {
    return this.inClasses ?? NO_READS;
  }

  private noteClassRead(offset: number): void {
    this.inClasses ??= new Set<number>();
    this.inClasses.add(offset);
  }

  statement(node: PyNode, state: State): State | null {
    const rule = this.rules.statements.get(node.type);
    return rule === undefined
      ? this.expression(node, state)
      : rule(this, node, state);
  }

  /** Runs statements one after another. Code that is never reached counts as far as its reads go. */
  block(node: PyNode | undefined, state: State): State | null {
    let now: State | null = state;
    for (const kid of node?.kids ?? []) {
      const next = this.statement(kid, state);
      state = next ?? state.clone();
      if (next === null && now !== null) {
        now = null;
        const { dead } = this;
        this.dead = true;
        this.rest(node, kid, state);
        this.dead = dead;
        break;
      }
    }
    return now === null ? null : state;
  }

  private rest(node: PyNode | undefined, after: PyNode, state: State): void {
    let now: State = state;
    for (const kid of node?.kids ?? []) {
      if (kid.start > after.start) {
        now = this.statement(kid, now) ?? now;
      }
    }
  }

  expression(node: PyNode, state: State): State {
    const rule = this.rules.expressions.get(node.type);
    return rule === undefined
      ? this.all(node.kids, state)
      : rule(this, node, state);
  }

  /** Evaluates one after another. */
  all(nodes: readonly (PyNode | undefined)[], state: State): State {
    let now = state;
    for (const node of nodes) {
      if (node !== undefined) {
        now = this.expression(node, now);
      }
    }
    return now;
  }

  /** Evaluates what may be skipped. */
  maybe(nodes: readonly (PyNode | undefined)[], state: State): State {
    return merge(state, this.all(nodes, state.clone()));
  }

  /** Under which name the state knows a variable; `null` for locals of functions. */
  keyOf(occurrence: Occurrence): string | null {
    if (occurrence.global) {
      return occurrence.name;
    }
    return this.names.isClassLocal(occurrence)
      ? `${occurrence.scope}.${occurrence.name}`
      : null;
  }

  /** The identifier at that offset is read (or deleted), if the scope table says so. */
  readAt(
    offset: number,
    state: State,
    access: 'read' | 'delete' = 'read'
  ): void {
    const occurrence = this.names.find(offset, access);
    if (occurrence !== undefined) {
      this.readOccurrence(occurrence, state);
    }
  }

  private readOccurrence(occurrence: Occurrence, state: State): void {
    const key = this.keyOf(occurrence);
    // `del` in a class body looks nowhere else.
    const inClass = !occurrence.global && occurrence.access === 'delete';
    if (key === null || inClass || occurrence.annotation === 'postponed') {
      return;
    }
    if (!occurrence.global) {
      this.release();
      this.classRead(key, occurrence.span.start, state.get(key));
    }
    this.read(key, state, true);
  }

  private classRead(key: string, offset: number, value: number): void {
    if (value & UNBOUND) {
      this.noteClassRead(offset);
    } else if (value & PRIOR) {
      this.openReads ??= new Map<string, number[]>();
      const open = this.openReads.get(key) ?? [];
      open.push(offset);
      this.openReads.set(key, open);
    }
  }

  /** `certain`: on this way the name is read in any case. */
  read(key: string, state: State, certain: boolean): void {
    const value = state.get(key);
    const outer = notebookName(key);
    if (outer !== null && value & UNBOUND) {
      this.openReads?.get(key)?.forEach(at => this.noteClassRead(at));
      this.openReads?.delete(key);
      this.read(outer, state, certain && value === UNBOUND);
    }
    if (value & PRIOR) {
      this.exposed.add(key);
      if (certain && value === PRIOR) {
        state.read.add(key);
      }
    }
  }

  /** The identifier at that offset is bound. */
  bindAt(offset: number, state: State): void {
    const occurrence = this.names.find(offset, 'bind');
    const key = occurrence === undefined ? null : this.keyOf(occurrence);
    if (key !== null) {
      this.set(key, BOUND, state);
    }
  }

  unbindAt(offset: number, state: State): void {
    const occurrence =
      this.names.find(offset, 'delete') ?? this.names.find(offset, 'bind');
    const key = occurrence === undefined ? null : this.keyOf(occurrence);
    if (key !== null) {
      this.set(key, UNBOUND, state);
    }
  }

  private set(key: string, value: number, state: State): void {
    state.values.set(key, value);
    state.forget(key);
    this.note(key, value);
  }

  private note(key: string, value: number): void {
    if (value & BOUND) {
      this.everBound.add(key);
    }
    for (const frame of this.frames) {
      if (frame.kind === 'events') {
        frame.seen.set(key, (frame.seen.get(key) ?? 0) | value);
      }
    }
  }

  /** Foreign code runs: it may call every function that was made so far. */
  call(state: State): void {
    this.calls += 1;
    for (const name of this.latent.reads) {
      this.read(name, state, false);
    }
    for (const [name, value] of this.latent.writes) {
      state.values.set(name, state.get(name) | value);
      state.forget(name);
      this.note(name, value);
    }
  }

  /** Methods that were made so far come into reach. */
  release(): void {
    if (this.pending !== null) {
      this.latent.add(this.pending);
    }
  }

  /** Runs the body of the class whose definition begins at that offset. */
  inClass(start: number, body: PyNode | undefined, state: State): State {
    const scope = this.names.scopeAt(start, 'class', -1);
    const outer = this.pending;
    for (const name of this.names.localsOf(scope)) {
      state.values.set(`${scope}.${name}`, UNBOUND);
    }
    this.pending = new Latent();
    const done = this.block(body, state) ?? state;
    (outer ?? this.latent).add(this.pending);
    this.pending = outer;
    return done;
  }

  /** `break` or `continue`: through everything that cleans up, to its loop. */
  jump(jump: Jump, from: State): void {
    let state: State | null = from;
    for (let at = this.frames.length - 1; at >= 0 && !this.dead; at -= 1) {
      const frame = this.frames[at];
      if (frame.kind === 'cleanup') {
        state = frame.run(state);
      } else if (frame.kind === 'detached') {
        frame.jumps.push([jump, state]);
        return;
      } else if (frame.kind === 'loop') {
        if (jump === 'break') {
          frame.breaks = join(frame.breaks, state);
        } else {
          frame.continues = join(frame.continues, state);
        }
        return;
      }
      if (state === null) {
        return;
      }
    }
  }

  /** An exception is raised, or the program ends. */
  raise(): null {
    if (!this.dead && !this.frames.some(one => one.kind === 'catch-all')) {
      this.boundAtRaise = this.everBound.size;
      this.raises += 1;
    }
    return null;
  }

  /** Walks a piece from a beginning of its own. */
  apart<T>(run: () => T): {
    readonly result: T;
    readonly exposed: Set<string>;
  } {
    const outer = this.exposed;
    this.exposed = new Set();
    try {
      const result = run();
      return { result, exposed: this.exposed };
    } finally {
      this.exposed = outer;
    }
  }

  within<T>(frame: Frame, run: () => T): T {
    this.frames.push(frame);
    try {
      return run();
    } finally {
      this.frames.pop();
    }
  }

  /** The piece that was walked apart begins at `state`: what it may read is read here. */
  expose(exposed: ReadonlySet<string>, state: State): void {
    for (const key of exposed) {
      this.read(key, state, false);
    }
  }

  /** State after a piece that was walked apart. `begin`: the first of the states it begins with. */
  after(values: State, piece: State, begin: State = values): State {
    const read = new State(begin.values, new Set(begin.read));
    for (const key of piece.read) {
      this.read(key, read, true);
    }
    return new State(sequence(values, piece), read.read, piece.known);
  }
}

/** The notebook's name behind a name that a class body binds for itself, else `null`. */
export function notebookName(key: string): string | null {
  const dot = key.indexOf('.');
  return dot < 0 ? null : key.slice(dot + 1);
}
