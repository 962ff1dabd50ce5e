import type { Context } from './context';
import type { Place } from './index-notebook';
import { refuseAt } from './refuse';
import type { Refusal } from './types';

const COMPARED = /\b([A-Za-z_]\w*)\s+is(?:\s+not)?\s+([A-Za-z_]\w*)\b/g;
const ASKED = /\bid\(\s*([A-Za-z_]\w*)\s*\)/g;

/** Python makes one object of equal literals in a function, and one for each statement in a cell: refused where the
 *  notebook asks which it is. */
export function oneObjectRefusals(
  context: Context,
  code: readonly Place[]
): Refusal[] {
  const literal = (place: Place): string[] =>
    place.statement.bindings
      .filter(one => one.value.kind === 'literal')
      .map(one => one.name);
  const names = new Set(code.flatMap(literal));
  const asked = names.size > 1 ? comparedNames(context, names) : [];
  const place = code.find(one => literal(one).some(n => asked.includes(n)));
  const name = asked.find(one => place && literal(place).includes(one));
  return place && name !== undefined
    ? [refuseAt(context.index, place, 'one-object', { name })]
    : [];
}

/** Of these names, those that the notebook asks about, if it asks about two. */
function comparedNames(
  { index }: Context,
  names: ReadonlySet<string>
): string[] {
  const found = new Set<string>();
  for (const { kind, source } of index.analysis.snapshot.cells) {
    const matches =
      kind === 'code'
        ? [...source.matchAll(COMPARED), ...source.matchAll(ASKED)]
        : [];
    matches
      .flatMap(([, ...asked]) => asked)
      .filter(name => names.has(name))
      .forEach(name => found.add(name));
  }
  return found.size > 1 ? [...found] : [];
}
