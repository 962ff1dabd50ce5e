import { BOUND, UNBOUND } from './state';
import type { Walker } from './walker';

const NO_READS: ReadonlySet<string> = new Set();
const NO_WRITES: ReadonlyMap<string, number> = new Map();

/** What function bodies, lambdas and generators that were made so far will do when something runs them. */
export class Latent {
  private read: Set<string> | null = null;
  private written: Map<string, number> | null = null;

  get reads(): ReadonlySet<string> {
    return this.read ?? NO_READS;
  }

  /** `BOUND`, `UNBOUND` or both. */
  get writes(): ReadonlyMap<string, number> {
    return this.written ?? NO_WRITES;
  }

  /** The text in `[start, end)` is code that runs later. */
  defer({ names, strings }: Walker, start: number, end: number): void {
    for (const [offset, inside] of strings) {
      if (offset >= start && offset < end) {
        inside.forEach(name => this.addRead(name));
      }
    }
    for (const occurrence of names.between(start, end)) {
      const { name, access } = occurrence;
      if (!occurrence.global || occurrence.annotation === 'postponed') {
        continue;
      }
      if (access === 'read' || access === 'delete') {
        this.addRead(name);
      }
      if (access === 'bind' || access === 'delete') {
        this.write(name, access === 'bind' ? BOUND : UNBOUND);
      }
    }
  }

  add(other: Latent): void {
    other.reads.forEach(name => this.addRead(name));
    other.writes.forEach((value, name) => this.write(name, value));
  }

  private addRead(name: string): void {
    this.read ??= new Set<string>();
    this.read.add(name);
  }

  private write(name: string, value: number): void {
    this.written ??= new Map<string, number>();
    this.written.set(name, (this.written.get(name) ?? 0) | value);
  }
}
