import type { Known, KnownValue } from '../../../facts';
import type { PyNode } from '../tree';
import { PRIOR, type State } from './state';
import { valueOf } from './values';

/** What is known of values while code is walked, and which names were asked for. */
export class Knowledge {
  constructor(
    private readonly source: string,
    /** `asked` is filled with names and builtins on whose value something depended. */
    private readonly around: Omit<Known, 'values'> & {
      readonly asked: Set<string>;
    },
    /** Under which name a state knows the variable that is read or bound at an offset. */
    private readonly keyAt: (
      start: number,
      access: 'read' | 'bind'
    ) => string | null
  ) {}

  /** What the text says of an expression's value. */
  value(node: PyNode | undefined, state: State): KnownValue | null {
    return node === undefined
      ? null
      : valueOf(node, {
          source: this.source,
          variable: ({ start }) => {
            const key = this.ask(this.keyAt(start, 'read'));
            return (key === null ? null : state.known.get(key)) ?? null;
          },
          isBuiltin: ({ start }) => {
            const key = this.ask(this.keyAt(start, 'read'));
            return (
              key !== null &&
              state.get(key) === PRIOR &&
              !this.around.unsteady.has(key)
            );
          }
        });
  }

  /** The name that is bound at that offset has that value from here on. */
  learn(offset: number, value: KnownValue | null, state: State): void {
    const key = this.keyAt(offset, 'bind');
    if (key !== null && value !== null && this.lasts(key, value)) {
      state.learn(key, value);
    }
  }

  /** The context manager of that name, or one that it makes, may swallow an exception. */
  swallows(path: string): boolean {
    const [name] = path.split('.');
    this.ask(name);
    return this.around.swallowing.has(name);
  }

  private ask(key: string | null): string | null {
    if (key !== null) {
      this.around.asked.add(key);
    }
    return key;
  }

  private lasts(key: string, value: KnownValue): boolean {
    const { unsteady, kept } = this.around;
    const fixed = value.kind === 'number' || value.stays === 'fixed';
    if (!fixed) {
      this.ask(key);
    }
    return (
      !unsteady.has(key) &&
      (fixed || (value.stays === 'mutable' && kept.has(key)))
    );
  }
}
