import type { Statement } from '../../analysis/facts';
import type { MergeConflict } from '../module';
import { isBuiltin } from './agreement';
import { conflictAt, statementText, type Existing } from './existing';

/**
 * Names that a statement reads while the module is imported although nothing above has bound them, and
 * names that functions read and nothing in the module binds. Each once, with the statement's position.
 */
export function unboundNames(
  statements: readonly Statement[]
): { readonly name: string; readonly at: number }[] {
  const all = new Set(statements.flatMap(one => one.flow.mayBind));
  const bound = new Set<string>();
  const found: { name: string; at: number }[] = [];
  statements.forEach(({ flow }, at) => {
    const unknown = (known: ReadonlySet<string>) => (name: string) =>
      !known.has(name) && !isBuiltin(name);
    const missing = [
      ...flow.exposed.filter(unknown(bound)),
      ...flow.deferred.filter(unknown(all))
    ];
    for (const name of new Set(missing)) {
      found.push({ name, at });
    }
    flow.mayBind.forEach(name => bound.add(name));
  });
  return found;
}

/**
 * What a merge has spoilt: a statement of the module that is no longer there or stands in another order,
 * or a name without a binding that the module did not lack before. `touched` are the positions of
 * statements that were to change.
 */
export function damage(
  before: Existing | null,
  after: Existing,
  touched: ReadonlySet<number>
): MergeConflict[] {
  const present = after.statements.map(one => statementText(after, one));
  let from = 0;
  for (const [at, one] of (before?.statements ?? []).entries()) {
    const place = present.indexOf(statementText(before as Existing, one), from);
    if (place < 0 && !touched.has(at)) {
      return [conflictAt(before as Existing, 'syntax', '', at)];
    }
    from = Math.max(from, place + 1);
  }
  const known = (before === null ? [] : unboundNames(before.statements)).map(
    ({ name, at }) =>
      `${name} ${statementText(before as Existing, (before as Existing).statements[at])}`
  );
  return unboundNames(after.statements)
    .filter(({ name, at }) => !known.includes(`${name} ${present[at]}`))
    .map(({ name, at }) => conflictAt(after, 'import', name, at));
}
