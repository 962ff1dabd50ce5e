import type { CellFacts } from '../../analysis/facts';
import { normaliseName } from '../../analysis/python/identifiers';
import type { Item } from '../python/arguments';

/** What a call gives to a parameter. */
export type Bound = { readonly name: string; readonly value: string };

/** The call's arguments by parameter in the order in which they are evaluated, defaults last; or why that
 *  cannot be told: half a sentence. */
export function bindArguments(
  analyze: (text: string) => CellFacts,
  parameters: readonly Item[],
  given: readonly Item[]
): readonly Bound[] | string {
  if (given.some(one => one.star !== '')) {
    return 'the call passes `*` or `**` arguments';
  }
  if (parameters.some(one => one.star !== '' && one.name !== null)) {
    return 'the function takes `*` or `**` arguments';
  }
  const bound = givenValues(parameters, given);
  const open = parameters.filter(
    ({ name }) => name !== null && bound?.every(one => one.name !== name)
  );
  if (bound === null || open.some(one => one.value === null)) {
    return 'the call does not fit the function’s parameters';
  }
  const odd = open.find(
    ({ value }) => analyze(`_ = ${value}`).statements[0]?.constant === undefined
  );
  return odd === undefined
    ? [
        ...bound,
        ...open.map(one => ({ name: one.name ?? '', value: one.value ?? '' }))
      ]
    : `the default of ${odd.name} is not a plain value`;
}

/** The parameters that the call itself gives, in its order; `null` where it does not fit them. */
function givenValues(
  parameters: readonly Item[],
  given: readonly Item[]
): Bound[] | null {
  const star = parameters.findIndex(one => one.star === '*');
  const positional = parameters
    .slice(0, star < 0 ? parameters.length : star)
    .filter(one => one.name !== null);
  const bound: Bound[] = [];
  for (const [at, { name, value }] of given.entries()) {
    const parameter =
      name === null
        ? positional[at]
        : parameters.find(one => one.name === name);
    const known = parameter?.name ?? null;
    if (known === null || bound.some(one => one.name === known)) {
      return null;
    }
    bound.push({ name: known, value: value ?? '' });
  }
  return bound;
}

/** Lines that bind the parameters whose argument is not the variable of that name: one by one, or all at
 *  once where one value reads what another line binds. */
export function bindingLines(
  analyze: (text: string) => CellFacts,
  bound: readonly Bound[]
): string[] {
  const needed = bound.filter(one => normaliseName(one.value) !== one.name);
  const reads = needed.map(({ value }) =>
    analyze(value).statements.flatMap(one => one.uses.map(use => use.name))
  );
  const tangled = needed.some((one, i) =>
    reads.some((names, j) => j > i && names.includes(one.name))
  );
  return tangled
    ? [
        `${needed.map(one => one.name).join(', ')} = ${needed.map(one => one.value).join(', ')}`
      ]
    : needed.map(one => `${one.name} = ${one.value}`);
}
