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
  const star = parameters.findIndex(one => one.star === '*');
  const named = parameters.filter(one => one.name !== null);
  const positional = named.filter(
    one => star < 0 || parameters.indexOf(one) < star
  );
  const bound: Bound[] = [];
  for (const [at, { name, value }] of given.entries()) {
    const parameter =
      name === null ? positional[at] : named.find(one => one.name === name);
    if (
      parameter === undefined ||
      bound.some(one => one.name === parameter.name)
    ) {
      return 'the call does not fit the function’s parameters';
    }
    bound.push({ name: parameter.name ?? '', value: value ?? '' });
  }
  for (const { name, value } of named) {
    if (bound.some(one => one.name === name)) {
      continue;
    }
    if (
      value === null ||
      analyze(`_ = ${value}`).statements[0]?.constant === undefined
    ) {
      return value === null
        ? 'the call does not fit the function’s parameters'
        : `the default of ${name} is not a plain value`;
    }
    bound.push({ name: name ?? '', value });
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
