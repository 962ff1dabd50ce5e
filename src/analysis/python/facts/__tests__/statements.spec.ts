import { textOf } from '../../../../core/span';
import { cell, last } from './load';

test.each([
  ['import a', 'import'],
  ['from __future__ import annotations', 'import'],
  ['@d\ndef f(): pass', 'function'],
  ['async def f(): pass', 'function'],
  ['class A: pass', 'class'],
  ['x', 'expression'],
  ['a, b', 'expression'],
  ['await f()', 'expression'],
  ['print >>f, x', 'expression'],
  ['%ls', 'magic'],
  ['x = !ls', 'magic'],
  ['x: int', 'simple'],
  ['x += 1', 'simple'],
  ['pass', 'simple'],
  ['type A = B', 'simple'],
  ['match x:\n  case _: pass', 'compound'],
  ['async with a: pass', 'compound']
])('%s is of kind %s', (source, kind) => {
  expect(last(source).kind).toBe(kind);
});

test.each([
  ['x', 'name'],
  ['(x)', 'name'],
  ['1', 'literal'],
  ['-1', 'literal'],
  ['(1, "a")', 'literal'],
  ['...', 'literal'],
  ['"a"', 'string'],
  ['"a" "b"', 'string'],
  ['f"{a}"', 'other'],
  ['f()', 'call'],
  ['await f()', 'await'],
  ['df.T', 'attribute'],
  ['df[0]', 'other'],
  ['a, b', 'other']
])('%s is an expression of form %s', (source, form) => {
  expect(last(source).expression?.form).toBe(form);
});

test('calls of print and display', () => {
  expect(last('print(x)').expression?.prints).toBe(true);
  expect(last('display(df)').expression?.prints).toBe(true);
  expect(last('df.print()').expression?.prints).toBe(false);
});

test.each([
  ['x', true],
  ['x;', false],
  ['x ; # note', false],
  ['x # note;\n# end', true],
  ['x\ny = 1', false],
  ['y = 1; x', true],
  ['if a:\n  x', false],
  ['x\n%ls', false],
  ['%%time\nx', true],
  ['%%capture out\nx', true],
  ['%%timeit\nx', false],
  ['%%prun\nx', false],
  ['x = 1', false],
  ['', false]
])('%j shows its last expression: %s', (source, shown) => {
  expect(cell(source).statements.some(one => one.shown)).toBe(shown);
});

test.each([
  ['import a', false],
  ['x = 1', false],
  ['x = y + z[0].w', false],
  ['x = f()', true],
  ['x.y = 1', true],
  ['x[0] = 1', true],
  ['x += [1]', true],
  ['del x', true],
  ['raise E', true],
  ['assert x', true],
  ['with a: pass', true],
  ['await x', true],
  ['[i async for i in x]', true],
  ['for x.y in z: pass', true],
  ['for x in z: y = x', false],
  ['def f(): g()', false],
  ['def f(a=g()): pass', true],
  ['@d\ndef f(): pass', true],
  ['@dataclass(frozen=True)\nclass A:\n  x: int = 0', false],
  ['class A:\n  x = f()', true],
  ['class A:\n  def m(self): f()', false],
  ['f = lambda: g()', false],
  ['g = (f(x) for x in y)', false],
  ['g = (x for x in f())', true],
  ['%ls', true]
])('%j has an effect: %s', (source, effect) => {
  expect(last(source).effect).toBe(effect);
});

test.each([
  ['await x', true],
  ['async for x in y: pass', true],
  ['async with x: pass', true],
  ['[x async for x in y]', true],
  ['g = (x async for x in y)', false],
  ['async def f(): await x', false],
  ['x = 1', false]
])('%j awaits: %s', (source, awaits) => {
  expect(last(source).awaits).toBe(awaits);
});

test('spans leave out semicolons and what is around', () => {
  const source =
    '# a\nx = 1 ;  y = (\n 2  # b\n)  # c\n@d\ndef f():\n    pass\n    # e\n';
  const { statements, comments } = cell(source);
  expect(statements.map(one => textOf(source, one.span))).toEqual([
    'x = 1',
    'y = (\n 2  # b\n)',
    '@d\ndef f():\n    pass'
  ]);
  expect(comments.map(one => textOf(source, one))).toEqual([
    '# a',
    '# b',
    '# c',
    '# e'
  ]);
  const end = statements[0].semicolonEnd;
  expect(source.slice(0, end ?? 0)).toBe('# a\nx = 1 ;');
  expect(statements.map(one => one.sharesLine)).toEqual([true, true, false]);
});

test.each([
  ['X = 1', '1'],
  ['X: int = -2.5', '-2.5'],
  ['X = ("a" "b", None, (1,))', '("a" "b", None, (1,))'],
  ["X = b'a'", "b'a'"],
  ['X = 1, 2', '1, 2'],
  ['X = [1]', undefined],
  ["X = f'a'", "f'a'"],
  ["X = f'{a}'", undefined],
  ['X = Y = 1', undefined],
  ['X.y = 1', undefined],
  ['X = 1 + 2', undefined],
  ['X, Y = 1, 2', undefined]
])('constant of %s', (source, expected) => {
  const { constant } = last(source);
  expect(constant && textOf(source, constant.valueSpan)).toBe(expected);
});

test('what imports bind', () => {
  expect(last('import os.path, numpy as np').imports).toEqual([
    { module: 'os.path', symbol: null, alias: null, bound: 'os' },
    { module: 'numpy', symbol: null, alias: 'np', bound: 'np' }
  ]);
  expect(last('from ..a.b import (c, d as e,)').imports).toEqual([
    { module: '..a.b', symbol: 'c', alias: null, bound: 'c' },
    { module: '..a.b', symbol: 'd', alias: 'e', bound: 'e' }
  ]);
  expect(last('from . import *').imports).toEqual([
    { module: '.', symbol: '*', alias: null, bound: '' }
  ]);
  expect(last('from __future__ import annotations').imports).toEqual([
    {
      module: '__future__',
      symbol: 'annotations',
      alias: null,
      bound: 'annotations'
    }
  ]);
});

test.each([
  ['LR = 0.1', 'LR=0.1!'],
  ["P = 'a.csv'", "P='a.csv'!"],
  ['X = None', ''],
  [
    'f(random_state=0, n_estimators=10, bins=3)',
    'random_state=0 n_estimators=10'
  ],
  [
    'f(max_depth=5, learning_rate=1e-3, x=1, C=1.0)',
    'max_depth=5 learning_rate=1e-3 C=1.0'
  ],
  ['for i in range(3): f(batch_size=32)', 'batch_size=32'],
  ['np.random.seed(42)', 'seed=42'],
  ['rng = np.random.default_rng(7)', 'seed=7'],
  ["df = pd.read_csv('a/b.csv', nrows=10)", "path='a/b.csv' nrows=10"],
  ["with open('x.txt') as h: pass", "path='x.txt'"],
  ["pd.read_csv(f'{d}/a.csv')", ''],
  ['plt.hist(x, alpha=0.5, n_bins=3)', ''],
  ['df.plot.scatter(x=1, size=3)', ''],
  ['fig, ax = plt.subplots(n_rows=2)', ''],
  ['def f(): g(seed=1)', '']
])('knobs of %s', (source, expected) => {
  const found = last(source).knobs.map(
    ({ name, span, assignment }) =>
      `${name}=${textOf(source, span)}${assignment ? '!' : ''}`
  );
  expect(found.join(' ')).toBe(expected);
});

test.each([
  ['global x', 'global-statement'],
  ['return 1', 'return-outside'],
  ['x = yield', 'yield-outside'],
  ['break', 'break-outside'],
  ['for i in x:\n  continue', ''],
  ['class A:\n  x = x', 'class-scope'],
  ['class A:\n  x = 1\n  y = x', ''],
  ['try:\n  import a\nexcept E: pass', 'conditional-import'],
  ['if a:\n  from b import *', 'nested-star-import'],
  ['def f():\n  import a\n  yield 1\n  global b\n  return 2', ''],
  ['if a:\n  !ls', 'nested-magic'],
  ['%reset', 'magic-unbinds-names'],
  ['%run a.py', 'magic-binds-names'],
  ['x = 1', '']
])('hazards of %j', (source, expected) => {
  expect(
    last(source)
      .hazards.map(one => one.code)
      .join(' ')
  ).toBe(expected);
});
