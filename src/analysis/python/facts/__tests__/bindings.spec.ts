import { last } from './load';

test.each([
  ['x = f.g(1)', 'x call:f.g [f.g]'],
  ['x = (y)', 'x name:y []'],
  ['x = -1', 'x literal []'],
  ['x = [open(p) for p in ps]', 'x other [open]'],
  ['x = lambda: f()', 'x lambda [f]'],
  ['x = await f()', 'x other [f]'],
  ['a = b = f()', 'a call:f [f]; b call:f [f]'],
  ['a, b = 1, f()', 'a literal []; b call:f [f]'],
  ['a, b = f()', 'a other [f]; b other [f]'],
  ['a, *b = 1, 2', 'a other []; b other []'],
  ['x += f()', 'x other [f]'],
  ['print(x := f())', 'x call:f [f]'],
  ['for i, j in f(): pass', 'i for-target [f]; j for-target [f]'],
  [
    'with open(p) as h, a as (b, c): pass',
    'h with-target [open]; b with-target []; c with-target []'
  ],
  ['try: f()\nexcept E as e: x = 1', 'e except-target []; x literal []'],
  ['import a.b, c as d', 'a import []; d import []'],
  ['class A:\n  x = 1\n  def f(self): y = 1', 'A definition []'],
  ['def f():\n  global g\n  g = 1', 'f definition []'],
  ['x.y = z[0] = f()', ''],
  ['x: int', '']
])('%s', (source, expected) => {
  const found = last(source).bindings.map(({ name, value, callPaths }) => {
    const detail =
      value.kind === 'call'
        ? `:${value.path}`
        : value.kind === 'name'
          ? `:${value.name}`
          : '';
    return `${name} ${value.kind}${detail} [${callPaths.join(' ')}]`;
  });
  expect(found.join('; ')).toBe(expected);
});
