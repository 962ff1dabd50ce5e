import { BOUND, UNBOUND } from './state';
import type { Walker } from './walker';

/** What function bodies, lambdas and generators that were made so far will do when something runs them. */
export class Latent {
  readonly reads = new Set<string>();
  /** `BOUND`, `UNBOUND` or both. */
  readonly writes = new Map<string, number>();

  /** The text in `[start, end)` is code that runs later. */
  defer({ names, strings }: Walker, start: number, end: number): void {
    for (const [offset, inside] of strings) {
      if (offset >= start && offset < end) {
        inside.forEach(name => this.reads.add(name));
      }
    }
    for (const occurrence of names.between(start, end)) {
      const { name, access } = occurrence;
      if (!occurrence.global || occurrence.annotation === 'postponed') {
        continue;
      }
      if (access === 'read' || access === 'delete') {
        this.reads.add(name);
      }
      if (access === 'bind' || access === 'delete') {
        this.write(name, access === 'bind' ? BOUND : UNBOUND);
      }
    }
  }

  add(other: Latent): void {
    other.reads.forEach(name => this.reads.add(name));
    other.writes.forEach((value, name) => this.write(name, value));
  }

  private write(name: string, value: number): void {
    this.writes.set(name, (this.writes.get(name) ?? 0) | value);
  }
}
