import type { CellFacts, NameUse, Statement } from '../analysis/facts';
import type { Analysis } from './types';

/** What stands in a query for a table: DuckDB finds variables by these names where `sql(…)` is called. */
const TABLE = /\b(?:from|join)\s+([A-Za-z_]\w*)/gi;

/**
 * The same facts, in notebooks that import DuckDB with the variables read that queries name
 * (`duckdb.sql('select * from df')`). One too many does no harm, one too few does.
 */
export function withTableNames({ snapshot, cells }: Analysis): Analysis {
  const statements = cells.flatMap(facts => facts?.statements ?? []);
  const queries = statements.some(({ imports }) =>
    imports?.some(({ module }) => /^duckdb(\.|$)/.test(module))
  );
  if (!queries) {
    return { snapshot, cells };
  }
  const bound = new Set(statements.flatMap(({ flow }) => flow.mayBind));
  const read = (facts: CellFacts | null, at: number): CellFacts | null =>
    facts && {
      ...facts,
      statements: facts.statements.map(one =>
        withReads(one, namesIn(snapshot.cells[at].source, one, bound))
      )
    };
  return { snapshot, cells: cells.map(read) };
}

function namesIn(
  source: string,
  { span, kind, uses }: Statement,
  bound: ReadonlySet<string>
): string[] {
  if (kind === 'import') {
    return [];
  }
  const text = source.slice(span.start, span.end);
  const names = Array.from(text.matchAll(TABLE), ([, name]) => name);
  return [...new Set(names)].filter(
    name => bound.has(name) && !uses.some(use => use.name === name)
  );
}

function withReads(statement: Statement, names: readonly string[]): Statement {
  const { flow, uses, definition, span } = statement;
  if (names.length === 0) {
    return statement;
  }
  const when = definition ? 'deferred' : 'eager';
  const found = names.map((name): NameUse => ({
    name,
    span,
    access: 'read',
    when,
    via: 'query'
  }));
  return {
    ...statement,
    uses: [...uses, ...found],
    flow: definition
      ? { ...flow, deferred: [...flow.deferred, ...names] }
      : { ...flow, exposed: [...flow.exposed, ...names] },
    ...(definition
      ? {
          definition: {
            ...definition,
            bodyReads: [...definition.bodyReads, ...names]
          }
        }
      : {})
  };
}
