import { leadsOn } from '../lift/choice';

const choice = { cells: [0, 1], to: 'lib.py', only: ['a'], keep: ['x'] };

test('a remedy that was taken already leads nowhere', () => {
  expect(leadsOn(choice, { kind: 'only', names: ['a'] })).toBe(false);
  expect(leadsOn(choice, { kind: 'only', names: ['b'] })).toBe(true);
  expect(leadsOn(choice, { kind: 'keep', name: 'x' })).toBe(false);
  expect(leadsOn(choice, { kind: 'set-file', to: 'other.py' })).toBe(true);
});

test('nor does the way to a cell, which is no change of the lift', () => {
  expect(leadsOn(choice, { kind: 'go-to', cell: 1 })).toBe(false);
});
