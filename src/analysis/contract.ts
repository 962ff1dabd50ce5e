import type { Snapshot } from '../core/snapshot';
import type { CellFacts, NameUse, Problem, Statement } from './facts';
import { reaching } from './reaching';

/** One code cell in the output of `jupyterlab-lift analyze`. */
export type CellContract = {
  readonly index: number;
  readonly id: string | null;
  readonly status: CellFacts['status'];
  readonly reads: readonly string[];
  readonly deferredReads: readonly string[];
  readonly writes: readonly string[];
  readonly mutates: readonly string[];
  readonly deletes: readonly string[];
  readonly imports: readonly string[];
  readonly definitions: readonly string[];
  readonly magics: readonly string[];
  readonly await: boolean;
  readonly problems: readonly Problem[];
};

export type NotebookContract = {
  readonly language: string;
  readonly cells: readonly CellContract[];
};

/** A notebook with the facts of its cells; `null` for cells that hold no code. */
export type NotebookFacts = {
  readonly snapshot: Snapshot;
  readonly cells: readonly (CellFacts | null)[];
};

/** What the cells before say about one. */
type Around = {
  /** Names that some cell binds. */
  readonly bound: ReadonlySet<string>;
  readonly isBuiltin: (name: string) => boolean;
  /** `from __future__ import annotations` was run: it stays in force. */
  readonly postponed: boolean;
};

/**
 * The JSON of `jupyterlab-lift analyze`. `isBuiltin` knows the names that the language and the
 * kernel define; names are listed in the order in which a cell first mentions them.
 */
export function toContract(
  { snapshot, cells }: NotebookFacts,
  isBuiltin: (name: string) => boolean
): NotebookContract {
  const all = cells.flatMap(facts => (facts === null ? [] : [facts]));
  const bound = new Set(all.flatMap(facts => writesOf(facts)));
  let postponed = false;
  const found: CellContract[] = [];
  cells.forEach((facts, at) => {
    if (facts === null) {
      return;
    }
    const { index, id, source } = snapshot.cells[at];
    const around = { bound, isBuiltin, postponed };
    found.push({ index, id, ...contractOf(facts, source, around) });
    postponed = postponed || facts.statements.some(postpones);
  });
  return { language: snapshot.language, cells: found };
}

function contractOf(
  facts: CellFacts,
  source: string,
  around: Around
): Omit<CellContract, 'index' | 'id'> {
  const { status, statements, problems } = facts;
  const uses = statements.flatMap(one => one.uses);
  const read = readsByName(uses);
  const reads = readsOf(facts, read, around);
  const listed = order(uses);
  return {
    status,
    reads: listed(reads),
    deferredReads: listed(
      reads.filter(name => read.get(name)?.every(isDeferred))
    ),
    writes: listed(writesOf(facts)),
    mutates: listed(
      statements.flatMap(({ flow }) => [
        ...flow.mutates,
        ...flow.deferredMutates
      ])
    ),
    deletes: listed(
      uses.filter(use => use.access === 'delete').map(use => use.name)
    ),
    imports: boundAs(statements, 'import'),
    definitions: boundAs(statements, 'definition'),
    magics: statements.flatMap(one => magicsOf(one, source)),
    await: statements.some(one => one.awaits),
    problems
  };
}

/** Without duplicates, in order of the first use in the text. */
function order(
  uses: readonly NameUse[]
): (names: readonly string[]) => readonly string[] {
  const rank = new Map<string, number>();
  for (const { name } of uses) {
    if (!rank.has(name)) {
      rank.set(name, rank.size);
    }
  }
  const of = (name: string): number => rank.get(name) ?? rank.size;
  return names => [...new Set(names)].sort((a, b) => of(a) - of(b));
}

function writesOf({ statements }: CellFacts): readonly string[] {
  const byFunctions = statements
    .flatMap(one => one.uses)
    .filter(use => use.access === 'write' && use.when === 'deferred')
    .filter(use => use.late?.construct === 'function')
    .map(use => use.name);
  return [...reaching(statements).bound, ...byFunctions];
}

function readsOf(
  { statements }: CellFacts,
  read: ReadonlyMap<string, readonly NameUse[]>,
  { bound, isBuiltin, postponed }: Around
): readonly string[] {
  return reaching(statements).reads.filter(name => {
    const all = read.get(name) ?? [];
    const taken = postponed ? all.filter(use => !use.annotation) : all;
    return bound.has(name)
      ? taken.length > 0
      : !isBuiltin(name) && taken.some(use => !use.unsure);
  });
}

function readsByName(
  uses: readonly NameUse[]
): ReadonlyMap<string, readonly NameUse[]> {
  const found = new Map<string, NameUse[]>();
  for (const use of uses.filter(one => one.access !== 'write')) {
    const known = found.get(use.name);
    if (known === undefined) {
      found.set(use.name, [use]);
    } else {
      known.push(use);
    }
  }
  return found;
}

/** It stands inside the body of a function, or in a generator that outlives its statement. */
function isDeferred({ when, late, annotation }: NameUse): boolean {
  const atOnce = late?.construct === 'generator' && late.atOnce;
  return annotation === 'string' || (when === 'deferred' && !atOnce);
}

function boundAs(
  statements: readonly Statement[],
  kind: 'import' | 'definition'
): readonly string[] {
  const names = statements
    .flatMap(one => one.bindings)
    .filter(({ value }) => value.kind === kind)
    .map(one => one.name);
  return [...new Set(names)];
}

/** The magic's text; those inside a compound statement too. */
function magicsOf(statement: Statement, source: string): readonly string[] {
  if (statement.magic !== undefined) {
    return [statement.magic.text];
  }
  return statement.hazards
    .filter(one => one.code === 'nested-magic')
    .map(({ span }) => source.slice(span.start, span.end));
}

function postpones(statement: Statement): boolean {
  return (statement.imports ?? []).some(
    one => one.module === '__future__' && one.symbol === 'annotations'
  );
}
