import type { Statement } from '../analysis/facts';
import type { Analysis } from './types';

/** A name of a module that a cell uses. */
export type ImportedUse = {
  /** As the notebook imports it: `pkg.steps`. */
  readonly module: string;
  readonly name: string;
  /** Positions of the cells that use it, other than to import it. */
  readonly cells: readonly number[];
};

type Found = readonly [module: string, name: string];

/** What the notebook uses of modules, `from m import f` and `m.f(…)` alike, in the order in which it does. */
export function importedUses({ cells }: Analysis): ImportedUse[] {
  const symbols = new Map<string, Found>();
  const modules = new Map<string, string>();
  for (const { module, symbol, alias, bound } of cells
    .flatMap(facts => facts?.statements ?? [])
    .flatMap(({ imports }) => imports ?? [])) {
    if (symbol === null) {
      modules.set(alias ?? module, module);
    } else if (symbol !== '*') {
      symbols.set(bound, [module, symbol]);
    }
  }
  const uses = new Map<string, { found: Found; cells: Set<number> }>();
  cells.forEach((facts, cell) => {
    for (const found of (facts?.statements ?? []).flatMap(statement =>
      usedIn(statement, symbols, modules)
    )) {
      const key = found.join(':');
      const use = uses.get(key) ?? { found, cells: new Set() };
      uses.set(key, use);
      use.cells.add(cell);
    }
  });
  return [...uses.values()].map(({ found: [module, name], cells: in_ }) => ({
    module,
    name,
    cells: [...in_]
  }));
}

function usedIn(
  { kind, uses, calls }: Statement,
  symbols: ReadonlyMap<string, Found>,
  modules: ReadonlyMap<string, string>
): Found[] {
  if (kind === 'import') {
    return [];
  }
  const read = uses.flatMap(({ name, access }) => {
    const found = access === 'read' ? symbols.get(name) : undefined;
    return found ? [found] : [];
  });
  const called = calls.flatMap(({ path }): Found[] => {
    const dot = path?.lastIndexOf('.') ?? -1;
    const module = path && dot > 0 ? modules.get(path.slice(0, dot)) : null;
    return path && module ? [[module, path.slice(dot + 1)]] : [];
  });
  return [...read, ...called];
}
