import type { Known, KnownValue, Statement } from '../../facts';

/** Nothing is known of any name. */
export const NOTHING_KNOWN: Known = {
  values: new Map(),
  unsteady: new Set(),
  kept: new Set(),
  swallowing: new Set()
};

/** What is known of names while the statements of a text are read one after the other. */
export class Learning implements Known {
  readonly values: Map<string, KnownValue>;
  readonly unsteady: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
  readonly swallowing: ReadonlySet<string>;
  /** Names and builtins whose value somebody wanted to know. */
  readonly asked = new Set<string>();

  constructor(before: Known = NOTHING_KNOWN) {
    this.values = new Map(before.values);
    this.unsteady = before.unsteady;
    this.kept = before.kept;
    this.swallowing = before.swallowing;
  }

  /** The names may have any value, or none. */
  forget(names: readonly string[]): void {
    names.forEach(name => this.values.delete(name));
  }

  /** The statement has run. */
  after({ flow, leaves }: Pick<Statement, 'flow' | 'leaves'>): void {
    if (this.values.size > 0) {
      this.forget(flow.mayBind);
      this.forget(flow.mayUnbind);
    }
    if (leaves === undefined) {
      return;
    }
    for (const [name, value] of Object.entries(leaves)) {
      if (!this.unsteady.has(name)) {
        this.values.set(name, value);
      }
    }
  }
}
