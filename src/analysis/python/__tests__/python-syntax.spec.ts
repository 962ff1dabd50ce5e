import { errorsIn } from '../facts/code';
import type { PythonParser } from '../parse';
import { respell } from '../respell';
import { moduleScan } from '../scan';
import { findProblems } from '../validity';
import { testParser } from '../scopes/__tests__/parsed';
import { SYNTAX } from './fixtures';

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
    const text = respell(scan.masked, scan.tokens);
    const errors = errorsIn(parser.parse(text));
    expect(findProblems(source, scan, 'cell', errors)).toEqual([]);
  }
);

test.each([...REJECTED])('%s: not compiled, but a tree', (title, code) => {
  const source = SYNTAX.find(([one]) => one === title)?.[1] ?? '';
  const scan = moduleScan(source);
  expect(errorsIn(parser.parse(scan.masked))).toEqual([]);
  expect(findProblems(source, scan, 'cell')).toMatchObject([{ code }]);
});

test('what the parser cannot read is told', () => {
  const source = 'x = 1\nA[*(1)]\n';
  const scan = moduleScan(source);
  const errors = errorsIn(parser.parse(scan.masked));
  expect(findProblems(source, scan, 'cell', errors)).toMatchObject([
    { code: 'unsupported-syntax', line: 2 }
  ]);
});
