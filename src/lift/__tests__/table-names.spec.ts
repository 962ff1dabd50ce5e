import type { PythonLift } from '../python/language';
import { acceptedOf, planOf, pythonLift, snapshotOf } from './harness';

let language: PythonLift;

beforeAll(async () => {
  language = await pythonLift();
});

const LOAD = 'import duckdb\nimport data\ndf = data.load()\nn = len(df)';

function moduleOf(
  cells: readonly string[],
  selected: readonly number[]
): string {
  const result = planOf(language, snapshotOf(cells), { cells: selected });
  return acceptedOf(result).files[0].after;
}

test('a variable that a query names is passed in', () => {
  const query = 'r = duckdb.sql("select * from df where a > 1").df()\nr.sum()';
  expect(moduleOf([LOAD, query, 'r'], [1])).toMatch(/^def \w+\(df\):$/m);
});

test('a function whose query names a variable takes it as a parameter', () => {
  const top = 'def top(k):\n    return duckdb.sql(f"from df limit {k}")';
  expect(moduleOf([LOAD, top, 'top(3)'], [1])).toContain('def top(k, *, df):');
});

test('a variable that a query below names is handed back', () => {
  const text = moduleOf([LOAD, 'duckdb.sql("from df").show()'], [0]);
  expect(text).toMatch(/^ {4}return df, n$/m);
});

test('without DuckDB a table is a table', () => {
  const query = 'r = connection.sql("select * from df")\nr.sum()';
  const load = 'from data import connection, load\ndf = load()';
  expect(moduleOf([load, query, 'r'], [1])).toMatch(/^def \w+\(\):$/m);
});

test.each([
  'duckdb.sql("summarize df")',
  'duckdb.sql(\'select * from a, "df"\')',
  '%%sql\nselect * from df',
  '%sql select * from t where n < :df',
  'r = %sql select {{df}}'
])('%j reads a variable', query => {
  const text = moduleOf([LOAD, query], [0]);
  expect(text).toMatch(/^ {4}return df, n$/m);
});
