import { analyzeNotebook } from '../analyze-notebook';
import type { PythonLift } from '../python/language';
import {
  cellsToRerun,
  importBindings,
  patchedAttributes,
  type Rerun
} from '../rerun';
import type { Analysis } from '../types';
import { pythonLift, snapshotOf } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

/** A notebook of which every cell was run. */
function analysisOf(texts: readonly string[]): Analysis {
  const { cells, ...rest } = snapshotOf(texts);
  const run = cells.map((cell, at) => ({ ...cell, executionCount: at + 1 }));
  return analyzeNotebook({ ...rest, cells: run }, language);
}

const rerun = (names: readonly string[], ...texts: string[]): Rerun =>
  cellsToRerun(analysisOf(texts), new Map([['prices', new Set(names)]]));
const cells = (names: readonly string[], ...texts: string[]) =>
  rerun(names, ...texts).cells;

test('cells that call it and those that use what came of it', () => {
  expect(
    rerun(
      ['clean'],
      'from prices import clean, mean',
      'raw = [1, 2]',
      'rows = clean(raw)',
      'print(mean([1]))',
      'total = sum(rows)',
      'total'
    )
  ).toEqual({ cells: [2, 4, 5], perhaps: [], spoiled: null });
});

test('a name that is bound anew without it is of no old code', () => {
  expect(
    cells(['f'], 'from prices import f', 'x = f()', 'x = 1', 'print(x)')
  ).toEqual([1]);
});

test.each([
  ['import prices', 'x = prices.f(1)'],
  ['import prices as p', 'x = p.f(1)'],
  ['from prices import *', 'x = f(1)'],
  ['from prices import f as g', 'x = list(map(lambda v: g(v), [1]))'],
  ['from prices import f', 'def h(): return f(1)\nx = h()'],
  ['from prices import f', '%time x = f(1)'],
  ['import prices', 'x = apply(prices)']
])('%s; %s', (first, second) => {
  expect(cells(['f'], first, second, 'x')).toEqual([1, 2]);
});

test('what is not changed is not run again', () => {
  expect(
    cells(['f'], 'import prices', 'x = prices.g(1)', 'x', 'f = 1', 'f')
  ).toEqual([]);
});

test('a function that calls it is not to be defined again', () => {
  expect(
    cells(['f'], 'from prices import f', 'def h(): return f(1)', 'y = h()')
  ).toEqual([2]);
});

test('a cell that was not run is left out', () => {
  const analysis = analyzeNotebook(
    snapshotOf(['from prices import f', 'x = f()']),
    language
  );
  expect(
    cellsToRerun(analysis, new Map([['prices', new Set(['f'])]])).cells
  ).toEqual([]);
});

test('what is handed to it may be changed in place', () => {
  expect(
    rerun(
      ['f'],
      'from prices import f',
      'rows = [1]\nk = 2',
      'x = f(rows, k)',
      'print(rows)',
      'print(k)'
    )
  ).toMatchObject({ cells: [2], perhaps: [3] });
});

test('a cell whose input is no longer what it was is told', () => {
  expect(
    rerun(
      ['clean'],
      'from prices import clean',
      'rows = [1]',
      'rows = clean(rows)'
    ).spoiled
  ).toEqual({ cell: 2, name: 'rows' });
  expect(
    rerun(
      ['load', 'clean'],
      'from prices import clean, load',
      'rows = load()',
      'rows = clean(rows)'
    ).spoiled
  ).toBeNull();
  expect(
    rerun(
      ['clean'],
      'from prices import clean',
      'rows = [1]',
      'good = clean(rows)',
      'rows = [2]'
    ).spoiled
  ).toEqual({ cell: 2, name: 'rows' });
});

test('bindings say whether anything else binds the name', () => {
  expect(
    importBindings(
      analysisOf([
        'from prices import clean, K as k\nimport prices',
        'from prices import clean\nk = 3'
      ])
    )
  ).toEqual([
    ['prices', 'clean', 'clean', true],
    ['prices', 'K', 'k', false]
  ]);
});

test('attributes of modules that the notebook sets', () => {
  expect(
    patchedAttributes(
      analysisOf(['import prices as p', 'p.RATE = 2\np.RATE += 1\nx.y = 1'])
    )
  ).toEqual([['p', 'RATE']]);
});
