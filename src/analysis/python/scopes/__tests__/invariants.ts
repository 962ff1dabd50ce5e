import type { Occurrence, ScopeTable } from '../../types';

/** What must hold of every table, of broken text too. Returns what does not. */
export function faultsOf(table: ScopeTable, length: number): string[] {
  const faults: string[] = [];
  table.scopes.forEach(({ parent, span }, index) => {
    if (parent >= index || parent < 0 !== (index === 0)) {
      faults.push(`scope ${index} has the parent ${parent}`);
    }
    if (span.start > span.end || span.end > length) {
      faults.push(`scope ${index} has a bad span`);
    }
  });
  let last = 0;
  for (const one of table.occurrences) {
    const { start, end } = one.span;
    if (start < last || end <= start || end > length) {
      faults.push(`${one.name} at ${start} is out of order or range`);
    }
    last = start;
    if (!agrees(table, one)) {
      faults.push(`${one.name} at ${start} is no ${one.access} in its scope`);
    }
  }
  return [...faults, ...unread(table)];
}

/** An occurrence says what the symbol of its scope says. */
function agrees(table: ScopeTable, one: Occurrence): boolean {
  const scope = table.scopes[one.scope];
  const symbol = scope.symbols.get(one.name);
  if (symbol === undefined) {
    return false;
  }
  const global = scope.parent < 0 || symbol.global !== 'no';
  if (one.global && !global) {
    return false;
  }
  switch (one.access) {
    case 'read':
      return symbol.referenced || symbol.assigned;
    case 'bind':
      return symbol.assigned || symbol.parameter || symbol.imported;
    case 'delete':
      return symbol.assigned;
    case 'declare':
      return symbol.annotated || symbol.nonlocal || symbol.global !== 'no';
  }
}

/** Symbols that no text mentions. */
const IMPLICIT = /^\.|^__class__$|^__classdict__$|^__type_params__$/;

/** Every symbol that is read or bound has an occurrence that says so. */
function unread(table: ScopeTable): string[] {
  const seen = new Set(
    table.occurrences.map(one => `${one.scope} ${one.access} ${one.name}`)
  );
  return table.scopes.flatMap((scope, index) =>
    [...scope.symbols]
      .filter(([name]) => !IMPLICIT.test(name))
      .filter(
        ([name, symbol]) =>
          (symbol.referenced && !seen.has(`${index} read ${name}`)) ||
          (symbol.parameter && !seen.has(`${index} bind ${name}`)) ||
          (symbol.imported && !seen.has(`${index} bind ${name}`))
      )
      .map(([name]) => `${name} occurs nowhere in scope ${index}`)
  );
}
