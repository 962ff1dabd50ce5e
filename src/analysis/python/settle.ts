import type { CellFacts, Known, SettledCell, Statement } from '../facts';
import { SUPPRESSORS } from './facts/flow/constants';
import { Learning } from './facts/known';
import { TRUSTED_BUILTINS } from './facts/flow/values';
import { isOnlyLookedAt } from './looks';

/** Code that may bind any name. */
const SETS_NAMES =
  /\b(globals|locals|vars|exec|__main__|user_ns|run_cell)\b|^\s*%(run|store|load|macro|rerun|recall)\b/m;

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
  const followed = !code.some(({ source }) => SETS_NAMES.test(source));
  const binders = bindersOf(code);
  const known = new Learning({
    values: new Map(),
    unsteady: unsteadyNames(code, binders),
    kept: keptNames(code, binders),
    swallowing: swallowingNames(code)
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
    if (cell.raises) {
      facts.statements.forEach(({ flow }) => known.forget(flow.mayBind));
    }
    if (!followed) {
      known.values.clear();
    }
    return facts;
  });
}

function tells(known: Known, name: string): boolean {
  return (
    known.values.has(name) ||
    [known.unsteady, known.kept, known.swallowing].some(set => set.has(name))
  );
}

function restricted(known: Known, names: readonly string[]): Known {
  const among = (all: ReadonlySet<string>): Set<string> =>
    new Set(names.filter(name => all.has(name)));
  const values = new Map(
    [...known.values].filter(([name]) => names.includes(name))
  );
  return {
    values,
    unsteady: among(known.unsteady),
    kept: among(known.kept),
    swallowing: among(known.swallowing)
  };
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

/** `__exit__` that hands back something else than nothing, or a generator that catches what its body raises. */
const SWALLOWS =
  /def\s+__a?exit__\b[\s\S]*\breturn\s+(?!None\b|False\b)\S|\byield\b[\s\S]*\bexcept\b/;

/** Classes and functions that make such managers, what derives from them, and names of what they made. */
function swallowingNames(code: readonly SettledCell[]): Set<string> {
  const names = new Set<string>();
  const swallows = (path: string): boolean =>
    SUPPRESSORS.test(path) || names.has(path.split('.')[0]);
  let before = -1;
  while (before < names.size) {
    before = names.size;
    for (const { source, facts } of code) {
      for (const one of facts.statements) {
        swallowersOf(one, source, swallows).forEach(name => names.add(name));
      }
    }
  }
  return names;
}

function swallowersOf(
  { span, definition, imports, bindings }: Statement,
  source: string,
  swallows: (path: string) => boolean
): string[] {
  const text = source.slice(span.start, span.end);
  const derives =
    definition?.kind === 'class' && definition.eagerReads.some(swallows);
  const made = bindings.flatMap(({ name, callPaths }) =>
    callPaths.some(swallows) ? [name] : []
  );
  return [
    ...(definition && (SWALLOWS.test(text) || derives)
      ? [definition.name]
      : []),
    ...(imports ?? []).flatMap(({ symbol, bound }) =>
      symbol !== null && swallows(symbol) ? [bound] : []
    ),
    ...made
  ];
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
