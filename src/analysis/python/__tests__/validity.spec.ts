import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { moduleScan, scanCell } from '../scan';
import type { TextKind } from '../grammar/check';
import { interpreters } from '../scopes/__tests__/interpreters';
import { problemsOf } from './problems';
import { CELLS, VERDICTS } from './fixtures';

const problems = (source: string, kind: TextKind = 'cell') =>
  problemsOf(source, moduleScan(source), kind);

// Python 3.14 takes these (PEP 758), which the verdicts' 3.13 does not.
const NEWER = /^except \w+, \w+:/m;

const verdicts = VERDICTS.filter(([source]) => !NEWER.test(source));

test.each(verdicts)('CPython agrees on %j', (source, cell, module) => {
  expect(problems(source, 'cell').length > 0).toBe(cell !== null);
  expect(problems(source, 'module').length > 0).toBe(module !== null);
});

test.each(VERDICTS.filter(([source]) => NEWER.test(source)))(
  'Python 3.14 takes %j',
  source => {
    expect(problems(source)).toEqual([]);
  }
);

// The fixture holds the verdicts of one version; a machine may have more, or none.
for (const { path, version } of interpreters()) {
  test(`what Python ${version} takes is never a problem`, () => {
    const script = join(__dirname, 'fixtures', 'make_verdicts.py');
    const { stdout } = spawnSync(path, [script], { encoding: 'utf-8' });
    const rows = JSON.parse(stdout) as typeof VERDICTS;
    const wrong = rows.filter(
      ([source, cell, module]) =>
        (cell === null && problems(source, 'cell').length > 0) ||
        (module === null && problems(source, 'module').length > 0)
    );
    expect(wrong).toEqual([]);
  });
}

test.each([
  ['print a', 'print-statement'],
  ['exec "a"', 'exec-statement'],
  ['return 1', 'return-outside'],
  ['yield 1', 'yield-outside'],
  ['break', 'break-outside'],
  ['f() = 1', 'assignment-target'],
  ['del f()', 'delete-target'],
  ['f(a=1, b)', 'argument-order'],
  ['f(a=1, a=2)', 'repeated-argument'],
  ['def f(a, a): pass', 'repeated-parameter'],
  ['def f(a=1, b): pass', 'parameter-order'],
  ['def f():\n    await x', 'await-outside'],
  ['nonlocal x', 'declaration'],
  ['if a:\nb', 'indentation'],
  ['x = 010', 'syntax'],
  ['"\\x4"', 'escape'],
  ['x = 1\0', 'character'],
  ['x = "\ud800"', 'character']
])('%j is told as %s', (source, code) => {
  expect(problems(source)).toMatchObject([{ code }]);
});

test('one problem per line, in order, and the lines between are read', () => {
  const source = 'f(a b) + 1 2\nx = 1\nif y\n    return\n  z = = 1\n';
  expect(problems(source).map(({ code, line }) => [code, line])).toEqual([
    ['syntax', 1],
    ['syntax', 3],
    ['return-outside', 4],
    ['indentation', 5]
  ]);
});

test('nesting as deep as you like is a problem, not a crash', () => {
  for (const part of [
    '(',
    '[',
    '{1:',
    '-',
    'not ',
    'lambda: ',
    'f(',
    'x if y else ',
    "f'{"
  ]) {
    expect(problems(part.repeat(20_000) + 'x').length).toBeGreaterThan(0);
  }
  expect(problems('a + '.repeat(20_000) + 'x')).toEqual([]);
  expect(problems(`x = ${'('.repeat(60)}1${')'.repeat(60)}`)).toEqual([]);
});

test('cells with magics are fine, two of them apart', () => {
  const faulty = CELLS.filter(
    cell => problemsOf(cell, scanCell(cell), 'cell').length > 0
  );
  expect(faulty.map(cell => cell.split('\n')[0])).toEqual([
    'print "python 2", x',
    'def broken(a, b:'
  ]);
});

test('a cell that is not Python has no problems', () => {
  const source = '%%bash\nls (';
  expect(problemsOf(source, scanCell(source), 'cell')).toEqual([]);
});
