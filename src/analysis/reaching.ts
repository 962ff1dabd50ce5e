import type { Statement } from './facts';

/** What a sequence of statements takes from before it, and leaves behind. */
export type Reach = {
  /** Names whose value from before may be read, at once or by functions that the statements make. */
  readonly reads: readonly string[];
  /** Names that are or may be bound at the end. */
  readonly bound: readonly string[];
};

/** A name may still have its value from before, one bound here, or none. */
const PRIOR = 1;
const BOUND = 2;
const UNBOUND = 4;

/** Composes the flows of statements that run one after another. */
export function reaching(statements: readonly Statement[]): Reach {
  const values = new Map<string, number>();
  const reads = new Set<string>();
  const latent = new Set<string>();
  const of = (name: string): number => values.get(name) ?? PRIOR;
  const read = (name: string): void => {
    if (of(name) & PRIOR) {
      reads.add(name);
    }
  };
  for (const { flow } of statements) {
    flow.exposed.forEach(read);
    if (flow.calls) {
      latent.forEach(read);
    }
    const may = [
      ...flow.mayBind.map(name => [name, BOUND] as const),
      ...flow.mayUnbind.map(name => [name, UNBOUND] as const)
    ];
    may.forEach(([name, value]) => values.set(name, of(name) | value));
    flow.mustBind.forEach(name => values.set(name, BOUND));
    flow.mustUnbind.forEach(name => values.set(name, UNBOUND));
    flow.deferred.forEach(name => latent.add(name));
  }
  // Functions that are left may run when the statements are done.
  latent.forEach(read);
  const bound = [...values].filter(([, value]) => value & BOUND);
  return { reads: [...reads], bound: bound.map(([name]) => name) };
}
