import { rewritten } from '../rewritten';
import { acceptedOf, planOf, pythonLift, snapshotOf } from './harness';

let language: Awaited<ReturnType<typeof pythonLift>>;
beforeAll(async () => {
  language = await pythonLift();
});

test('a lifted range is one group, what stays is a pair', () => {
  const sources = [
    'a = [2]',
    'b = a * 2',
    'c = b + a\nprint(len(c))',
    'print(a, c)'
  ];
  const snapshot = snapshotOf(sources);
  const plan = acceptedOf(planOf(language, snapshot, { cells: [1, 2] }));
  const { cells, groups } = rewritten(plan, snapshot);
  const old = groups.flatMap(group => group.old);
  expect(old).toEqual([0, 1, 2, 3]);
  expect(groups.flatMap(group => group.new)).toEqual(cells.map((_, at) => at));
  expect(groups.find(group => group.old.includes(1))?.old).toEqual([1, 2]);
  expect(cells[0].source).toBe('a = [2]');
  expect(cells[cells.length - 1].source).toBe('print(a, c)');
});
