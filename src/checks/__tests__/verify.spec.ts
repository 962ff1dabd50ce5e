import type { EndState, Run } from '../../core/run';
import { verifyRuns } from '../verify';

const STATE: EndState = {
  names: {},
  unseen: [],
  captured: {},
  aliases: [],
  settings: {},
  files: {}
};
const shown = (text: string) => ({
  output_type: 'stream',
  name: 'stdout',
  text
});
const run = (texts: string[], state: Partial<EndState> = {}): Run => ({
  cells: texts.map((text, index) => ({
    index,
    end: 'ok',
    seconds: 0,
    outputs: text ? [shown(text)] : []
  })),
  state: { ...STATE, ...state }
});
const cells = (...writes: string[][]) =>
  writes.map((names, index) => ({
    index,
    source: '',
    executionCount: null,
    reads: [],
    writes: names,
    calls: []
  }));
const verify = (
  writes: string[][],
  [old, now]: readonly [Run, Run],
  groups = [
    { old: writes.map((_, at) => at), new: now.cells.map((_, at) => at) }
  ]
) =>
  verifyRuns({
    old: cells(...writes),
    groups,
    first: old,
    second: old,
    new: now,
    modules: [],
    vanishing: () => false
  });

it('calls nothing equal that stands below the first difference', () => {
  const found = verify(
    [[], [], []],
    [run(['a', 'b', 'c']), run(['a', 'x', 'y'])]
  );
  expect(found.cells.map(({ verdict }) => verdict)).toEqual([
    'equal',
    'differs',
    'not-compared'
  ]);
  expect(found.sentence).toMatch(/^1 of 3 cells equal; cell 1/);
});

it('says what is left otherwise in spite of another difference', () => {
  const found = verify(
    [['x'], []],
    [
      run(['', 'a'], { names: { x: ['1', 'int: 1'] } }),
      run(['', 'b'], { names: { x: ['2', 'int: 2'] } })
    ]
  );
  expect(found.cells.map(({ cause }) => cause?.code)).toEqual([
    'value',
    'output'
  ]);
});

it('sees what a function takes from around it, but for new parameters', () => {
  const left = (captured: EndState['captured']) =>
    run([''], { names: { f: ['1', 'function: f'] }, captured });
  const old = left({ f: { 'f n': ['1'], 'f m': ['1'] } });
  expect(verify([['f']], [old, left({ f: { 'f n': ['1'] } })]).verdict).toBe(
    'equal'
  );
  expect(
    verify([['f']], [old, left({ f: { 'f n': ['2'] } })]).sentence
  ).toMatch(/the function “f” takes another `n`/);
});

it('cannot prove what is too large to be looked at', () => {
  const state = { names: { x: ['1', 'list'] as const }, unseen: ['x'] };
  const found = verify([['x']], [run([''], state), run([''], state)]);
  expect(found).toMatchObject({
    verdict: 'unverified',
    cells: [{ verdict: 'not-compared', cause: { code: 'too-large' } }]
  });
  expect(found.sentence).toMatch(/`x` is too large/);
});
