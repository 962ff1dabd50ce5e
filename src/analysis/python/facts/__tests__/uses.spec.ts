import type { NameUse } from '../../../facts';
import { textOf } from '../../../../core/span';
import { last } from './load';

/** `name` for an eager read, `=name` write, `~name` delete; `(name)` where it is deferred. */
function brief(use: NameUse): string {
  const mark = { read: '', write: '=', delete: '~' }[use.access];
  const text = mark + use.name;
  return use.when === 'eager' ? text : `(${text})`;
}

test.each([
  ['x = y + z', '=x y z'],
  ['x += 1', 'x =x'],
  ['a = b = c', '=a =b c'],
  ['del a, b[i]', '~a b i'],
  ['import os.path as p, re', '=p =re'],
  ['from m import a as b, c', '=b =c'],
  ['for i in xs: print(i)', '=i xs print i'],
  ['try: f()\nexcept E as e: print(e)', 'f E =e ~e print e'],
  ['with open(p) as h: pass', 'open p =h'],
  ['x.y.z = w', 'x w'],
  ['f(a, k=b, *c, **d)', 'f a b c d'],
  ['[v * k for v in xs if v > n]', 'k xs n'],
  ['{k: (y := v) for k, v in d}', '=y d'],
  ['def f(a, b=c): return a + d', '=f c (d)'],
  ['def f():\n  global g\n  g = 1', '=f (=g)'],
  ['class A(B):\n  x = 1\n  y = x\n  z = z', '=A B z'],
  ['def f():\n  class A:\n    x = x\n    y = x', '=f (x)'],
  ['class A:\n  def __m(self): return __k', '=A (_A__k)'],
  ["f'{a:{b}}' 'c'", 'a b'],
  ['match p:\n  case A.b | C(x=1, y=q): pass', 'p A C =q'],
  ['x: int = y', '=x int y'],
  ['lambda: (lambda: x)', '(x)'],
  ['ﬁ = 1', '=fi'],
  ['print >>f, x', 'print f x']
])('%s', (source, expected) => {
  expect(last(source).uses.map(brief).join(' ')).toBe(expected);
});

const NO_USE: NameUse = {
  name: '',
  span: { start: 0, end: 0 },
  access: 'read',
  when: 'eager'
};

test.each([
  ['np.random.seed(42)', 'np', { attributes: 'random.seed' }],
  ['df.a[0].b', 'df', { attributes: 'a' }],
  ['df.a.b = 1', 'df', { attributes: 'a.b' }],
  ['m.x = 1', 'm', { attributes: 'x', attributeStore: 'x' }],
  ['m.x += 1', 'm', { attributes: 'x', attributeStore: 'x' }],
  ['del m.x', 'm', { attributes: 'x', attributeStore: 'x' }],
  ['y = (x)', 'x', { bare: true }],
  ['x', 'x', { bare: true }],
  ['f(x)', 'f', { call: 0 }],
  ['a(b(c))', 'b', { call: 1 }],
  ['a.m(b(c))', 'b', { call: 1 }],
  ['f(x)', 'x', {}],
  ['x + 1', 'x', {}],
  ['def f(x: T): pass', 'T', { annotation: 'evaluated' }],
  ['def f() -> "T[U]": pass', 'U', { annotation: 'string' }],
  ['x: "T" = 1', 'T', { annotation: 'string' }],
  ["x: Literal['T'] = 1", 'Literal', { annotation: 'evaluated' }],
  [
    'from __future__ import annotations\ndef f(x: T): pass',
    'T',
    { annotation: 'string' }
  ],
  ['[f(v) for v in xs]', 'f', { call: 0, localNames: ['v'] }],
  ['[f(v) for v in xs]', 'xs', {}]
])('%s: %s', (source, name, expected) => {
  const use = last(source).uses.find(
    one => one.name === name && one.access === 'read'
  );
  const { name: found, span, access, when, ...extra } = use ?? NO_USE;
  expect([found, access, when, textOf(source, span).includes(name)]).toEqual([
    name,
    'read',
    'eager',
    true
  ]);
  expect(extra).toEqual(expected);
});

test('words of `Literal` are no names', () => {
  expect(last("x: Literal['T'] = 1").uses.map(brief)).toEqual([
    '=x',
    'Literal'
  ]);
});

test('names local to the scopes around a use', () => {
  const { uses } = last('def f(a):\n  b = 1\n  return lambda c: g(a, b, c)');
  expect(uses.find(use => use.name === 'g')?.localNames).toEqual([
    'a',
    'b',
    'c'
  ]);
});

test("an annotation of a function's own variable is never evaluated", () => {
  const { uses } = last('def f():\n  x: T = 1');
  expect(uses.find(use => use.name === 'T')?.annotation).toBe('string');
});
