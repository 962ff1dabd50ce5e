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
    deletes: [],
    calls: []
  }));
const verify = (
  writes: string[][],
  [old, now, second = old]: readonly [Run, Run, Run?],
  groups = [
    { old: writes.map((_, at) => at), new: now.cells.map((_, at) => at) }
  ]
) =>
  verifyRuns({
    old: cells(...writes),
    groups,
    first: old,
    second,
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

describe('what two runs of the old version do not agree on', () => {
  const left = (digest: string, short: string) =>
    run([''], { names: { t: [digest, short] } });

  it('proves nothing of a value', () => {
    const runs = ['1', '2', '3'].map(one => left(one, `float: ${one}`));
    const found = verify([['t']], [runs[0], runs[2], runs[1]]);
    expect(found).toMatchObject({
      verdict: 'unverified',
      cells: [{ verdict: 'not-compared', cause: { code: 'nondeterministic' } }]
    });
    expect(found.sentence).toMatch(/`t` is another in each run/);
  });

  it('is no excuse for a value of another type', () => {
    const [one, other] = ['1', '2'].map(at => left(at, `float: ${at}`));
    const found = verify([['t']], [one, left('3', 'NoneType: None'), other]);
    expect(found.cells[0].cause?.code).toBe('value');
  });

  it('proves nothing of a file or a setting', () => {
    const runs = ['1', '2', '3'].map(at =>
      run([''], { files: { 'a.log': at }, settings: { 'rng x': at } })
    );
    const found = verify([[]], [runs[0], runs[2], runs[1]]);
    expect(found.verdict).toBe('unverified');
    expect(found.sentence).toMatch(/random generator of `x` is another/);
  });

  it('does not hide what they agree on', () => {
    const said = (day: string, seconds: string) =>
      run([`sold ${day}, took ${seconds} s`]);
    const [one, other] = [said('2021-03-04', '1.2'), said('2021-03-04', '1.3')];
    const late = said('2022-03-04', '1.4');
    expect(verify([[]], [one, said('2021-03-04', '1.4'), other]).verdict).toBe(
      'equal'
    );
    expect(verify([[]], [one, late, other])).toMatchObject({
      verdict: 'differs',
      cells: [{ cause: { message: '2021-03-04 → 2022-03-04' } }]
    });
  });

  it('takes the comma before the thousandths of a log for a part of its time', () => {
    const [one, other, now] = ['25', '26', '27'].map(at =>
      run([`2026-01-02 10:00:00,0${at} start`])
    );
    expect(verify([[]], [one, now, other]).verdict).toBe('equal');
  });
});

it('takes no duration for a change because it was twice the same beside one that was not', () => {
  const timed = (user: string, sys: string): Run =>
    run([`CPU times: user ${user}, sys: ${sys}, total: ${user}\n7`]);
  const runs = (last: Run): [Run, Run, Run] => [
    timed('242 ms', '0 ns'),
    last,
    timed('230 ms', '0 ns')
  ];
  expect(verify([[]], runs(timed('181 ms', '76 µs'))).verdict).toBe('equal');
  const other = run(['CPU times: user 181 ms, sys: 76 µs, total: 181 ms\n8']);
  expect(verify([[]], runs(other)).verdict).not.toBe('equal');
});
