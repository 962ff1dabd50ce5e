import type { Node } from 'web-tree-sitter';
import type { PythonParser } from '../parse';
import { respell } from '../respell';
import { moduleScan } from '../scan';
import { findProblems } from '../validity';
import { testParser } from '../scopes/__tests__/parsed';
import { SYNTAX } from './fixtures';

let parser: PythonParser;

/** Offsets of the errors in a tree. */
function treeErrors(node: Node): number[] {
  return node.isError || node.isMissing
    ? [node.startIndex]
    : node.hasError
      ? node.children.flatMap(treeErrors)
      : [];
}

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
    const errors = parser.withTree(text, treeErrors);
    expect(findProblems(source, scan, 'cell', errors)).toEqual([]);
  }
);

test.each([...REJECTED])('%s: not compiled, but a tree', (title, code) => {
  const source = SYNTAX.find(([one]) => one === title)?.[1] ?? '';
  const scan = moduleScan(source);
  expect(parser.withTree(scan.masked, treeErrors)).toEqual([]);
  expect(findProblems(source, scan, 'cell')).toMatchObject([{ code }]);
});

test('what the parser cannot read is told', () => {
  const source = 'x = 1\nA[*(1)]\n';
  const scan = moduleScan(source);
  const errors = parser.withTree(scan.masked, treeErrors);
  expect(findProblems(source, scan, 'cell', errors)).toMatchObject([
    { code: 'unsupported-syntax', line: 2 }
  ]);
});
