import type { KnownValue } from '../../../facts';

/**
 * What is known of each name at one point of a piece of code, relative to where the piece
 * begins. A name's value is one or more of: the one from before, one bound here, none (unbound
 * here). A name that is not in `values` has the value from before.
 */
export const PRIOR = 1;
export const BOUND = 2;
export const UNBOUND = 4;

const NOTHING: ReadonlyMap<string, KnownValue> = new Map();

export class State {
  constructor(
    readonly values: Map<string, number> = new Map(),
    /** Names whose earlier value has been read on every way to this point. */
    readonly read: Set<string> = new Set(),
    /** Values of names, where the text says them. May be shared with other states. */
    private said: ReadonlyMap<string, KnownValue> = NOTHING
  ) {}

  /** Values of names, where the text says them. */
  get known(): ReadonlyMap<string, KnownValue> {
    return this.said;
  }

  get(name: string): number {
    return this.values.get(name) ?? PRIOR;
  }

  /** The text says what the value of the name is from here on. */
  learn(name: string, value: KnownValue): void {
    this.said = new Map(this.said).set(name, value);
  }

  /** The name has another value than the text said. */
  forget(name: string): void {
    if (this.said.has(name)) {
      const left = new Map(this.said);
      left.delete(name);
      this.said = left;
    }
  }

  clone(): State {
    return new State(new Map(this.values), new Set(this.read), this.said);
  }
}

/** A point that two ways lead to; `null` is a way that is never taken. */
export function join(a: State | null, b: State | null): State | null {
  if (a === null || b === null || a === b) {
    return a ?? b;
  }
  return merge(a, b);
}

/** The same for two ways that may both be taken. */
export function merge(a: State, b: State): State {
  const values = new Map(a.values);
  for (const [name, value] of a.values) {
    values.set(name, value | b.get(name));
  }
  for (const [name, value] of b.values) {
    values.set(name, value | a.get(name));
  }
  const read = new Set<string>();
  for (const name of a.read) {
    if (b.read.has(name)) {
      read.add(name);
    }
  }
  return new State(values, read, common(a.known, b.known));
}

function common(
  a: ReadonlyMap<string, KnownValue>,
  b: ReadonlyMap<string, KnownValue>
): ReadonlyMap<string, KnownValue> {
  if (a === b) {
    return a;
  }
  const known = new Map<string, KnownValue>();
  for (const [name, value] of a) {
    if (b.get(name) === value) {
      known.set(name, value);
    }
  }
  return known;
}

/** Values after `then` has run from `first`; `then` is relative to its own beginning. */
export function sequence(first: State, then: State): Map<string, number> {
  const values = new Map(first.values);
  for (const [name, value] of then.values) {
    const kept = value & PRIOR ? first.get(name) : 0;
    values.set(name, kept | (value & ~PRIOR));
  }
  return values;
}
