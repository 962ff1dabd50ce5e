import { analyzeNotebook } from '../analyze-notebook';
import { notebookMap, sectionAt, type NotebookMap } from '../map';
import type { PythonLift } from '../python/language';
import { pythonLift, snapshotOf, type CellText } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

const mapOf = (...texts: CellText[]): NotebookMap =>
  notebookMap(analyzeNotebook(snapshotOf(texts), language));
const heading = (markdown: string): CellText => ({ markdown });

test('definitions come with their cells', () => {
  expect(
    mapOf(
      'x = 1\ndef f(): pass',
      'class C:\n    def m(self): pass\nasync def g(): pass'
    ).definitions
  ).toEqual([
    { name: 'f', kind: 'function', cell: 0 },
    { name: 'C', kind: 'class', cell: 1 },
    { name: 'g', kind: 'async function', cell: 1 }
  ]);
});

test('a section takes what comes from before and gives what is read after it', () => {
  const { sections } = mapOf(
    'import numpy as np\nraw = np.ones(3)\nk = 2',
    heading('# Clean *it*'),
    'tmp = raw * k\ndata = tmp + 1',
    'print(tmp)',
    heading('# Show'),
    'print(data)'
  );
  expect(sections.map(({ title }) => title)).toEqual(['Clean it', 'Show']);
  expect(sections).toMatchObject([
    {
      level: 1,
      heading: 1,
      end: 4,
      cells: [2, 3],
      inputs: ['raw', 'k'],
      outputs: ['data']
    },
    {
      level: 1,
      heading: 4,
      end: 6,
      cells: [5],
      inputs: ['data'],
      outputs: []
    }
  ]);
});

test('a section holds its sub-sections; empty and Markdown cells do not count', () => {
  const { sections } = mapOf(
    heading('# All'),
    'a = 1',
    heading('## Part'),
    '',
    heading('text'),
    'b = a',
    heading('### Deep'),
    'c = b',
    heading('## Other'),
    'd = c'
  );
  expect(
    sections.map(({ title, level, cells }) => [title, level, cells])
  ).toEqual([
    ['All', 1, [1, 5, 7, 9]],
    ['Part', 2, [5, 7]],
    ['Deep', 3, [7]],
    ['Other', 2, [9]]
  ]);
});

test('what a section changes in place is given on', () => {
  const { sections } = mapOf(
    'rows = []',
    heading('# Fill'),
    'rows[0:] = [1]',
    heading('# Use'),
    'print(rows)'
  );
  expect(sections[0]).toMatchObject({ inputs: ['rows'], outputs: ['rows'] });
});

test('a name bound anew is another value', () => {
  const { sections } = mapOf(
    'x = 1',
    heading('# A'),
    'print(x)',
    heading('# B'),
    'x = 2\nprint(x)'
  );
  expect(sections[0].outputs).toEqual([]);
  expect(sections[1].inputs).toEqual([]);
});

test('the section of a heading is what the notebook folds under it', () => {
  const snapshot = snapshotOf([
    heading('# A'),
    'a',
    heading('## B'),
    'b',
    heading('# C'),
    'c'
  ]);
  expect(sectionAt(snapshot, 0)).toEqual([1, 3]);
  expect(sectionAt(snapshot, 2)).toEqual([3]);
  expect(sectionAt(snapshot, 1)).toBeNull();
});

test('cuts lie where fewest names cross', () => {
  const { cuts } = mapOf(
    'a = 1',
    'b = a',
    'c = a + b',
    'result = a + b + c',
    'd = result',
    'e = result + d',
    'f = d + e'
  );
  expect(cuts).toEqual([{ after: 3, before: 4, names: ['result'] }]);
});

test('ten thousand cells are mapped in a moment', () => {
  const texts = Array.from({ length: 10_000 }, (_, at) =>
    at % 5 === 0 ? heading(`# Part ${at}`) : `x${at % 50} = x${(at + 1) % 50}`
  );
  const analysis = analyzeNotebook(snapshotOf(texts), language);
  const times = [1, 2, 3].map(() => {
    const started = performance.now();
    expect(notebookMap(analysis).sections).toHaveLength(2000);
    return performance.now() - started;
  });
  expect(Math.min(...times)).toBeLessThan(1500);
});
