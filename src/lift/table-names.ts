import type { CellFacts, NameUse, Statement } from '../analysis/facts';
import type { Analysis } from './types';

const QUERY = /\b(select|from|join|summarize|describe)\b/i;
const SQL_MAGIC = /(^|[^%\w])%%?sql\b/;
const WORD = /[A-Za-z_]\w*/g;

/**
 * The same facts, with the variables read that queries name. DuckDB finds tables by the names of variables where
 * `sql(…)` is called (`duckdb.sql('select * from df')`), `%sql` parameters (`:limit`, `{{limit}}`) too. Which words of
 * a query are tables is not told apart: one too many does no harm, one too few does.
 */
export function withTableNames({ snapshot, cells }: Analysis): Analysis {
  const code = snapshot.cells.filter(({ kind }) => kind === 'code');
  const duck = code.some(({ source }) => /\bduckdb\b/.test(source));
  if (!duck && !code.some(({ source }) => SQL_MAGIC.test(source))) {
    return { snapshot, cells };
  }
  const statements = cells.flatMap(facts => facts?.statements ?? []);
  const bound = new Set(statements.flatMap(({ flow }) => flow.mayBind));
  const read = (facts: CellFacts | null, at: number): CellFacts | null =>
    facts && {
      ...facts,
      statements: facts.statements.map(one =>
        withReads(one, namesIn(snapshot.cells[at].source, one, bound, duck))
      )
    };
  return { snapshot, cells: cells.map(read) };
}

function namesIn(
  source: string,
  { span, kind, uses }: Statement,
  bound: ReadonlySet<string>,
  duck: boolean
): string[] {
  const text = source.slice(span.start, span.end);
  const asks = SQL_MAGIC.test(text) || (duck && QUERY.test(text));
  const words = asks && kind !== 'import' ? (text.match(WORD) ?? []) : [];
  return [...new Set(words)].filter(
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
