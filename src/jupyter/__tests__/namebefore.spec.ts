import type { Choice } from '../../lift/types';
import { calledBefore, nameBefore } from '../namebefore';
import type { LiftRecord } from '../receipts';

const record = (change: object = {}): LiftRecord =>
  ({
    receipt: { names: ['load', 'clean', 'Bär'] },
    root: 'work',
    module: 'lib.py',
    ...change
  }) as unknown as LiftRecord;

const mark = (id: string) => ({ cell: 0, id, source: '' });

test.each([
  ['df = clean(df)', 'clean'],
  ['from lib import load, clean\ndf = clean (df)', 'clean'],
  ['x = Bär()', 'Bär'],
  ['df = reload(df)', null],
  ['df = other.load(df)', null],
  ['df = clean(load())', null]
])('%s was a call of %s', (source, name) => {
  expect(calledBefore(record(), source, [mark('a'), mark('b')])).toEqual(
    name === null
      ? []
      : [
          { id: 'a', name },
          { id: 'b', name }
        ]
  );
});

describe('the name that cells had', () => {
  const choice: Choice = { cells: [0], to: 'lib.py' };
  const records = [
    record({ back: [{ id: 'a', name: 'load' }] }),
    record({ back: [{ id: 'b', name: 'clean' }] }),
    record()
  ];

  test('is known by their ids', () => {
    expect(nameBefore(records, choice, 'work', ['a', 'x'])).toBe('load');
    expect(nameBefore(records, choice, 'work', ['x'])).toBeNull();
  });

  test('is none where they had two', () => {
    expect(nameBefore(records, choice, 'work', ['a', 'b'])).toBeNull();
  });

  test('means nothing in another module or project', () => {
    const elsewhere = { ...choice, to: 'other.py' };
    expect(nameBefore(records, elsewhere, 'work', ['a'])).toBeNull();
    expect(nameBefore(records, choice, 'play', ['a'])).toBeNull();
  });
});
