import type { CellFacts, Known, Statement } from '../facts';
import { Learning } from './facts/known';
import { TRUSTED_BUILTINS } from './facts/flow/values';
import { isOnlyLookedAt } from './looks';

/** A code cell and what it says by itself. */
export type SettledCell = {
  readonly source: string;
  readonly facts: CellFacts;
};

/**
 * Facts of a notebook's code cells, more exact by the values that cells above give to names:
 * `for i in range(n)` certainly runs where `n` is 10. `null` for other cells, which stay.
 * `again` reads a cell once more, with what is known where it begins.
 */
export function settle(
  cells: readonly (SettledCell | null)[],
  again: (source: string, known: Known) => CellFacts
): readonly (CellFacts | null)[] {
  const code = cells.filter(cell => cell !== null);
  const binders = bindersOf(code);
  const known = new Learning({
    values: new Map(),
    unsteady: unsteadyNames(code, binders),
    kept: keptNames(code, binders)
  });
  return cells.map(cell => {
    if (cell === null) {
      return null;
    }
    const asked = (cell.facts.asks ?? []).filter(name => tells(known, name));
    const facts =
      asked.length > 0
        ? again(cell.source, restricted(known, asked))
        : cell.facts;
    if (facts.status === 'partial') {
      known.values.clear();
    }
    facts.statements.forEach(statement => known.after(statement));
    return facts;
  });
}

function tells(known: Known, name: string): boolean {
  return (
    known.values.has(name) || known.unsteady.has(name) || known.kept.has(name)
  );
}

function restricted(known: Known, names: readonly string[]): Known {
  const [values, unsteady, kept] = [
    new Map(),
    new Set<string>(),
    new Set<string>()
  ];
  for (const name of names) {
    const value = known.values.get(name);
    if (value !== undefined) {
      values.set(name, value);
    }
    if (known.unsteady.has(name)) {
      unsteady.add(name);
    }
    if (known.kept.has(name)) {
      kept.add(name);
    }
  }
  return { values, unsteady, kept };
}

/** How many statements may bind each name. */
function bindersOf(code: readonly SettledCell[]): ReadonlyMap<string, number> {
  const binders = new Map<string, number>();
  for (const { flow } of statementsOf(code)) {
    for (const name of flow.mayBind) {
      binders.set(name, (binders.get(name) ?? 0) + 1);
    }
  }
  return binders;
}

function statementsOf(code: readonly SettledCell[]): readonly Statement[] {
  return code.flatMap(({ facts }) => facts.statements);
}

/** Names that functions bind, and builtins that the notebook has its own of. */
function unsteadyNames(
  code: readonly SettledCell[],
  binders: ReadonlyMap<string, number>
): Set<string> {
  const written = statementsOf(code).flatMap(one => one.flow.globalWrites);
  const own = [...TRUSTED_BUILTINS].filter(name => binders.has(name));
  return new Set([...written, ...own]);
}

/** Names bound by one statement, whose object is only looked at in the whole notebook. */
function keptNames(
  code: readonly SettledCell[],
  binders: ReadonlyMap<string, number>
): Set<string> {
  const kept = new Set(
    statementsOf(code).flatMap(({ kind, bindings }) =>
      kind === 'simple' ? bindings.map(one => one.name) : []
    )
  );
  for (const name of kept) {
    if (binders.get(name) !== 1) {
      kept.delete(name);
    }
  }
  for (const { source, facts } of code) {
    for (const { uses, flow } of facts.statements) {
      [...flow.mutates, ...flow.deferredMutates].forEach(name =>
        kept.delete(name)
      );
      for (const { name, span, access, via } of uses) {
        if (kept.has(name) && access === 'read' && via === undefined) {
          if (!isOnlyLookedAt(source, span)) {
            kept.delete(name);
          }
        }
      }
    }
  }
  return kept;
}
