import type { Context } from './context';
import type { Place } from './index-notebook';
import type { TextEdit } from './layout';
import type { KnobOffer } from './types';

/** Chosen literals turned into parameters. */
export type KnobEdits = {
  readonly parameters: readonly {
    readonly name: string;
    readonly default: string;
  }[];
  readonly edits: readonly TextEdit[];
  /** Orders of statements `name = literal` that the parameter replaces. */
  readonly removed: ReadonlySet<number>;
};

/** Literals of the code that could become parameters. */
export function knobOffers(
  context: Context,
  code: readonly Place[]
): KnobOffer[] {
  return code.flatMap(place =>
    place.statement.knobs.map(knob => ({
      cell: place.cell,
      start: knob.span.start,
      name: knob.name,
      literal: context.index.textOf(place, knob.span)
    }))
  );
}

/** Replaces the chosen literals by parameters with the literal as default. */
export function knobEdits(
  context: Context,
  code: readonly Place[],
  parameters: readonly string[]
): KnobEdits {
  const chosen = context.choice.knobs ?? [];
  const taken = new Set([
    ...parameters,
    ...code.flatMap(place => place.statement.uses.map(use => use.name))
  ]);
  const added: { name: string; default: string }[] = [];
  const edits: TextEdit[] = [];
  const removed = new Set<number>();
  for (const place of code) {
    const source = context.index.sourceOf(place.cell);
    for (const knob of place.statement.knobs) {
      if (
        !chosen.some(
          one => one.cell === place.cell && one.start === knob.span.start
        )
      ) {
        continue;
      }
      const literal = source.slice(knob.span.start, knob.span.end);
      const whole =
        knob.assignment &&
        !place.statement.sharesLine &&
        firstBinding(code, place, knob.name);
      const name = whole ? knob.name : freeName(knob.name, taken);
      taken.add(name);
      added.push({ name, default: literal });
      if (whole) {
        removed.add(place.order);
      } else {
        edits.push({
          cell: place.cell,
          start: knob.span.start,
          end: knob.span.end,
          text: name
        });
      }
    }
  }
  return { parameters: added, edits, removed };
}

function firstBinding(
  code: readonly Place[],
  place: Place,
  name: string
): boolean {
  return !code.some(
    one =>
      one.order < place.order &&
      one.statement.uses.some(use => use.name === name)
  );
}

function freeName(wish: string, taken: ReadonlySet<string>): string {
  let name = wish;
  for (let n = 2; taken.has(name); n++) {
    name = `${wish}_${n}`;
  }
  return name;
}
