import type { PythonParser } from '../parse';
import { readTree } from '../read';
import { moduleScan } from '../scan';
import { testParser } from '../scopes/__tests__/parsed';
import { SYNTAX } from './fixtures';
import { problemsOf } from './problems';

let parser: PythonParser;

beforeAll(async () => {
  parser = await testParser();
});

// What Python's grammar takes and its compiler does not.
const REJECTED = new Map([
  ['match empty patterns', 'pattern'],
  ['fstring raw bytes combos', 'mixed-literals'],
  ['bytes/raw backslash quote', 'mixed-literals']
]);

test.each(SYNTAX.filter(([title]) => !REJECTED.has(title)))(
  '%s: no problem, and a tree',
  (_title, source) => {
    const scan = moduleScan(source);
    expect(problemsOf(source, scan, 'cell')).toEqual([]);
    expect(readTree(parser, scan, 'cell').root.broken).toBe(false);
  }
);

test.each([...REJECTED])('%s: not compiled, but a tree', (title, code) => {
  const source = SYNTAX.find(([one]) => one === title)?.[1] ?? '';
  const scan = moduleScan(source);
  expect(problemsOf(source, scan, 'cell')).toMatchObject([{ code }]);
  expect(readTree(parser, scan, 'cell').root.broken).toBe(false);
});

test('what the parser does not know is read by the grammar', () => {
  const scan = moduleScan('A[*(1)]\nx: A[B][C]\n');
  expect(parser.parse(scan.masked).broken).toBe(true);
  expect(readTree(parser, scan, 'module').root.broken).toBe(false);
});
