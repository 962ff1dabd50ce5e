import type { ImportFact, NameUse, Statement } from '../analysis/facts';
import { indexNotebook } from './index-notebook';
import type { Analysis } from './types';

/** Names of each module that mean something else than before. */
export type Changed = ReadonlyMap<string, ReadonlySet<string>>;

/** Cells whose outputs and results are of old code. */
export type Rerun = {
  /** In document order; only cells that were run. */
  readonly cells: readonly number[];
  /** Cells that use what was handed to old code, which may have changed it in place. */
  readonly perhaps: readonly number[];
  /** One of them reads a name that it, or a cell below it, has changed since: running just these cells would not
   *  give what running from the top gives. `null` where there is none. */
  readonly spoiled: { readonly cell: number; readonly name: string } | null;
};

/** What a notebook imports by name: module, symbol, bound name, and whether nothing else binds that name. */
export type ImportBinding = readonly [
  module: string,
  symbol: string,
  bound: string,
  sole: boolean
];

/** The notebook's `from … import`s, each once. */
export function importBindings(analysis: Analysis): readonly ImportBinding[] {
  const index = indexNotebook(analysis);
  const found = new Map<string, ImportBinding>();
  for (const { module, symbol, bound } of importsOf(analysis)) {
    if (symbol !== null) {
      const binders = index.bindings(bound);
      const sole = binders.every(({ statement }) =>
        (statement.imports ?? []).some(
          other => other.module === module && other.symbol === symbol
        )
      );
      const binding = [module, symbol, bound, sole] as const;
      found.set(binding.slice(0, 3).join(' '), binding);
    }
  }
  return [...found.values()];
}

/** Attributes of imported names that the notebook sets: `[name, attribute]`. */
export function patchedAttributes(
  analysis: Analysis
): readonly (readonly [string, string])[] {
  const imported = new Set(importsOf(analysis).map(({ bound }) => bound));
  const found = statementsOf(analysis).flatMap(({ uses }) =>
    uses.flatMap(({ name, attributeStore }) =>
      attributeStore !== undefined && imported.has(name)
        ? [[name, attributeStore] as const]
        : []
    )
  );
  return [...new Map(found.map(pair => [pair.join('.'), pair])).values()];
}

/**
 * The cells to run again when code of modules has changed: those that use it, and those below that use what
 * came of it. Read from top to bottom.
 */
export function cellsToRerun(analysis: Analysis, changed: Changed): Rerun {
  const trail = new Trail(changed, variablesOf(analysis));
  const cells: number[] = [];
  const perhaps: number[] = [];
  analysis.snapshot.cells.forEach(({ index, source, executionCount }) => {
    const facts = analysis.cells[index];
    if (!facts || executionCount === null) {
      return;
    }
    const ages = facts.statements.map(statement => trail.follow(statement));
    const mayHit = facts.status !== 'exact' && trail.isNamedIn(source);
    if (ages.includes('old') || mayHit) {
      cells.push(index);
    } else if (ages.includes('perhaps')) {
      perhaps.push(index);
    }
  });
  return { cells, perhaps, spoiled: spoiledBy(analysis, cells) };
}

type Age = 'old' | 'perhaps' | 'new';

/** Which names are of old code, while cells are read from top to bottom. */
class Trail {
  /** @param _variables - names whose objects a call may change */
  constructor(
    private readonly _changed: Changed,
    private readonly _variables: ReadonlySet<string>
  ) {}

  /** Whether the statement has used old code when it ran; goes on to what it leaves. */
  follow(statement: Statement): Age {
    if (statement.imports) {
      statement.imports.forEach(fact => this._import(fact));
      return 'new';
    }
    const { flow, uses, kind } = statement;
    const age = this._ageOf(uses);
    if (age === 'new') {
      flow.mustBind.forEach(name => this._forget(name));
      return 'new';
    }
    const isDefinition = kind === 'function' || kind === 'class';
    const now = this._ageOf(uses.filter(({ when }) => when === 'eager'));
    [...flow.mayBind, ...flow.mutates].forEach(name =>
      this._ages.set(name, age)
    );
    if (flow.calls && !(isDefinition && now === 'new')) {
      flow.exposed
        .filter(name => this._variables.has(name) && !this._ages.has(name))
        .forEach(name => this._ages.set(name, 'perhaps'));
    }
    return isDefinition ? now : age;
  }

  /** Whether a text that is not understood names something of old code. */
  isNamedIn(source: string): boolean {
    const words = new Set(source.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
    return [...this._ages].some(
      ([name, age]) => age === 'old' && words.has(name)
    );
  }

  private _import({ module, symbol, bound }: ImportFact): void {
    this._forget(bound);
    if (symbol === '*') {
      this._changed.get(module)?.forEach(name => this._ages.set(name, 'old'));
    } else if (symbol === null) {
      this._modules.set(bound, bound === module.split('.')[0] ? bound : module);
    } else if (this._changed.get(module)?.has(symbol)) {
      this._ages.set(bound, 'old');
    } else {
      this._modules.set(bound, `${module}.${symbol}`);
    }
  }

  private _forget(name: string): void {
    this._ages.delete(name);
    this._modules.delete(name);
  }

  private _ageOf(uses: readonly NameUse[]): Age {
    const ages = uses.map(({ name, access, attributes }) => {
      const module = this._modules.get(name);
      return module !== undefined && this._reaches(module, attributes)
        ? 'old'
        : access === 'read'
          ? this._ages.get(name)
          : undefined;
    });
    return ages.includes('old')
      ? 'old'
      : ages.includes('perhaps')
        ? 'perhaps'
        : 'new';
  }

  /** Whether `attributes` of a module are changed code; a module that is handed on may be asked for all. */
  private _reaches(module: string, attributes: string | undefined): boolean {
    const path = attributes === undefined ? [] : attributes.split('.');
    for (let depth = 0; depth <= path.length; depth++) {
      const inner = [module, ...path.slice(0, depth)].join('.');
      const names = this._changed.get(inner);
      if (names && (path.length === depth || names.has(path[depth]))) {
        return names.size > 0;
      }
    }
    return false;
  }

  private readonly _ages = new Map<string, 'old' | 'perhaps'>();
  /** Names that are modules, or may be. */
  private readonly _modules = new Map<string, string>();
}

function spoiledBy(
  analysis: Analysis,
  cells: readonly number[]
): Rerun['spoiled'] {
  const imported = new Set(importsOf(analysis).map(({ bound }) => bound));
  for (const cell of cells) {
    const rerun = new Set(cells);
    const own = analysis.cells[cell]?.statements ?? [];
    const bound = new Set<string>();
    for (const { flow } of own) {
      const name = flow.exposed.find(
        one =>
          !bound.has(one) &&
          !imported.has(one) &&
          changesAfter(analysis, cell, one, rerun)
      );
      if (name !== undefined) {
        return { cell, name };
      }
      flow.mustBind.forEach(one => bound.add(one));
    }
  }
  return null;
}

/** Whether a cell, or one below it that was run, leaves another value of a name than the cell was given. */
function changesAfter(
  analysis: Analysis,
  cell: number,
  name: string,
  rerun: ReadonlySet<number>
): boolean {
  const changes = (at: number): boolean =>
    (analysis.cells[at]?.statements ?? []).some(
      ({ flow, kind }) =>
        kind !== 'import' &&
        [...flow.mayBind, ...flow.mutates, ...flow.mayUnbind].includes(name)
    );
  // A cell above that is run again makes the value anew.
  for (let at = cell - 1; at >= 0; at--) {
    if (changes(at)) {
      if (rerun.has(at)) {
        return false;
      }
      break;
    }
  }
  return analysis.snapshot.cells.some(
    ({ index, executionCount }) =>
      index >= cell && executionCount !== null && changes(index)
  );
}

/** Names whose objects a call may change: not what is imported, defined, or a literal that cannot be. */
function variablesOf(analysis: Analysis): ReadonlySet<string> {
  return new Set(
    statementsOf(analysis)
      .filter(
        ({ kind, constant }) =>
          constant === undefined && !/^(import|function|class)$/.test(kind)
      )
      .flatMap(({ flow }) => flow.mayBind)
  );
}

function statementsOf(analysis: Analysis): readonly Statement[] {
  return analysis.cells.flatMap(facts => facts?.statements ?? []);
}

function importsOf(analysis: Analysis): readonly ImportFact[] {
  return statementsOf(analysis).flatMap(({ imports }) => imports ?? []);
}
