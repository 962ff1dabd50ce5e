import { chanceIn } from '../chance';
import type { CallFact, CellCode } from '../../core/code';

const call = (
  path: string,
  keywords: string[] = [],
  hasArguments = true
): CallFact => ({ path, keywords, hasArguments });
const cell = (
  index: number,
  calls: CallFact[],
  reads: string[] = [],
  writes: string[] = []
): CellCode => ({
  index,
  source: '',
  executionCount: null,
  reads,
  writes,
  deletes: [],
  calls
});

test('names the call of the cell itself', () => {
  expect(chanceIn([cell(0, [call('np.random.rand')])], 0)).toEqual({
    index: 0,
    path: 'np.random.rand'
  });
});

test('follows names upwards to the nearest cell', () => {
  const code = [
    cell(0, [call('random.random')], [], ['a']),
    cell(1, [call('print')], [], ['other']),
    cell(2, [], ['a'], ['b']),
    cell(3, [call('print')], ['b'])
  ];
  expect(chanceIn(code, 3)).toEqual({ index: 0, path: 'random.random' });
});

test.each([
  [
    'seeded above',
    [cell(0, [call('np.random.seed')]), cell(1, [call('np.random.rand')])],
    1
  ],
  [
    'given its seed',
    [cell(0, [call('train_test_split', ['random_state'])])],
    0
  ],
  [
    'a generator with a seed',
    [cell(0, [call('np.random.default_rng', [], true)])],
    0
  ],
  [
    'not upstream',
    [cell(0, [call('time.time')], [], ['t']), cell(1, [call('print')], ['x'])],
    1
  ]
])('does not blame what is %s', (_what, code, index) => {
  expect(chanceIn(code, index)).toBeNull();
});

test('blames a generator without a seed, a clock, a set', () => {
  const paths = ['np.random.default_rng', 'datetime.now', 'set'];
  const found = paths.map(
    path => chanceIn([cell(0, [call(path, [], false)])], 0)?.path
  );
  expect(found).toEqual(paths);
});

test.each([
  ["names = {'a', 'b'}\nprint(list(names))", true],
  ['{x for x in xs}', true],
  ["d = {'a': 1}", false],
  ["print('{}, {}'.format(1, 2), f'{x}')", false],
  ['d = {}  # {a, b}', false]
])('sees the sets in %j', (source, found) => {
  expect(chanceIn([{ ...cell(0, []), source }], 0) !== null).toBe(found);
});
