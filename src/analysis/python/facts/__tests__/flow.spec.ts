import type { Flow } from '../../../facts';
import { last, sorted } from './load';

type Expected = { readonly [K in keyof Flow]?: string };

/** Name lists separated by blanks; what is not given is not compared. */
const TABLE: readonly (readonly [string, Expected])[] = [
  ['x = y', { exposed: 'y', exposedAlways: 'y', mustBind: 'x', mayBind: 'x' }],
  ['x += 1', { exposedAlways: 'x', mustBind: 'x' }],
  ['x = x', { exposedAlways: 'x' }],
  ['x = y = z', { exposed: 'z', mustBind: 'x y' }],
  ['a, *b = c', { exposed: 'c', mustBind: 'a b' }],
  ['i, a[i] = f()', { exposed: 'a f', mustBind: 'i' }],
  ['x: int', { exposed: 'int', mayBind: '', bareAnnotations: 'x' }],
  ['x: T = y', { exposed: 'T y', mustBind: 'x', bareAnnotations: '' }],
  ['if c:\n  x: int\nx = 1', { bareAnnotations: '' }],
  ['del x', { exposedAlways: 'x', mayUnbind: 'x', mustUnbind: 'x' }],
  ['del x, y[0], z.w', { mustUnbind: 'x', mutates: 'y z' }],
  // conditions
  ['if c:\n  x = 1', { mayBind: 'x', mustBind: '' }],
  ['if c:\n  x = 1\nelse:\n  x = 2', { mustBind: 'x' }],
  ['if c:\n  x = 1\nelif d:\n  raise E\nelse:\n  x = 2', { mustBind: 'x' }],
  ['if a and (x := b):\n  y = x', { exposed: 'a b', mayBind: 'x y' }],
  ['if not (a or (x := b)):\n  print(x)', { exposed: 'a b print' }],
  ['x if a else y', { exposedAlways: 'a', exposed: 'a x y' }],
  ['a < b < c < d', { exposedAlways: 'a b', exposed: 'a b c d' }],
  ['a and b or c', { exposedAlways: 'a' }],
  ['assert (x := a), b', { exposedAlways: 'a', mustBind: 'x' }],
  // loops
  ['for i in xs:\n  y = i', { mustBind: '', mayBind: 'i y', loopTargets: 'i' }],
  ['for i in [1, 2]:\n  y = i', { mustBind: 'i y' }],
  ['for i in range(3):\n  y = i', { mustBind: 'i y' }],
  ['for i in range(0):\n  y = i', { mustBind: '' }],
  ['for i in range(2, 5, 2):\n  y = i', { mustBind: 'i y' }],
  ['for i in "ab":\n  y = i', { mustBind: 'i y' }],
  ['for i in [*a]:\n  y = i', { mustBind: '' }],
  ['for i in xs:\n  s = s + i', { exposed: 's xs', exposedAlways: 'xs' }],
  ['for i in xs:\n  if i: break\nelse:\n  y = 1', { mustBind: '' }],
  ['for i in xs:\n  y = 1\n  break\nelse:\n  y = 2', { mustBind: 'y' }],
  ['while True:\n  x = f()\n  if x: break', { mustBind: 'x' }],
  ['while c:\n  x = 1', { mustBind: '', mayBind: 'x' }],
  ['while (x := f()):\n  pass', { mustBind: 'x' }],
  ['while True:\n  if a: break\n  x = 1', { mustBind: '', mayBind: 'x' }],
  ['while True:\n  pass', { mustBind: '', mayBind: '' }],
  ['for a.b, c[d] in xs:\n  pass', { exposed: 'a c d xs', mutates: 'a c' }],
  // try
  ['try:\n  x = f()\nexcept E:\n  x = 1', { mustBind: 'x' }],
  ['try:\n  x = f()\nexcept E:\n  pass', { mustBind: '', mayBind: 'x' }],
  ['try:\n  x = f()\nexcept E:\n  raise', { mustBind: 'x' }],
  ['try:\n  x = f()\nexcept E:\n  sys.exit(1)', { mustBind: 'x' }],
  [
    'try:\n  f()\nexcept E as e:\n  print(e)',
    { exposed: 'E f print', mayBind: '', mayUnbind: 'e' }
  ],
  ['try:\n  f()\nexcept E as e:\n  x = e', { mayBind: 'x' }],
  ['try:\n  f()\nfinally:\n  x = 1', { mustBind: 'x' }],
  ['try:\n  x = 1\nexcept E:\n  y = x', { exposed: 'E x', mayBind: 'x y' }],
  [
    'while True:\n  try:\n    x = f()\n    break\n  except E:\n    pass',
    { mustBind: 'x' }
  ],
  [
    'for i in [1]:\n  try:\n    continue\n  finally:\n    x = 1',
    { mustBind: 'i x' }
  ],
  // with
  ['with open(p) as f:\n  x = f.read()', { mustBind: 'f x', loopTargets: 'f' }],
  ['with suppress(E):\n  x = f()', { mustBind: '', mayBind: 'x' }],
  ['with contextlib.suppress(E):\n  x = 1', { mustBind: '' }],
  ['with pytest.raises(E) as r:\n  x = f()', { mustBind: 'r' }],
  ['with ExitStack() as s:\n  x = 1', { mustBind: 's' }],
  ['with (a as b, c as d):\n  pass', { exposed: 'a c', mustBind: 'b d' }],
  // match
  [
    'match p:\n  case 1: x = 1\n  case _: x = 2',
    { exposed: 'p', mustBind: 'x' }
  ],
  ['match p:\n  case 1: x = 1\n  case 2: x = 2', { mustBind: '' }],
  ['match p:\n  case A.b: pass\n  case x if x: pass', { exposed: 'A p' }],
  [
    'match p:\n  case {"k": v, **r}: pass\n  case [a, *b] | (a, b): pass',
    { mayBind: 'a b r v', mustBind: '' }
  ],
  // comprehensions and what is kept for later
  ['[x * k for x in xs]', { exposed: 'k xs', exposedAlways: 'xs' }],
  ['[k for x in [1]]', { exposedAlways: 'k' }],
  ['[y := x for x in xs]', { mayBind: 'y', mustBind: '' }],
  ['g = (x * k for x in xs)', { exposedAlways: 'xs', deferred: 'k' }],
  ['sum(x * k for x in xs)', { exposed: 'k sum xs', deferred: '' }],
  ['f = lambda a=b: a + c', { exposedAlways: 'b', deferred: 'c' }],
  ['def f(a=b):\n  return a + c', { exposed: 'b', deferred: 'c' }],
  ['def f(x: A) -> B:\n  y: C = 1', { exposed: 'A B', deferred: '' }],
  ['def f(x: "A"): pass', { exposed: '' }],
  [
    'def f():\n  global n\n  n += 1',
    { exposed: '', deferred: 'n', globalWrites: 'n', mayBind: 'f' }
  ],
  ['def f():\n  d["k"] = 1', { mutates: '', deferredMutates: 'd' }],
  ['@app.get("/")\ndef f():\n  return k', { exposed: 'app k' }],
  ['@lru_cache\ndef f():\n  return k', { exposed: 'lru_cache' }],
  ['if c:\n  def f():\n    return k\n  f()', { exposed: 'c k', mayBind: 'f' }],
  // classes
  ['class A(B, m=M):\n  x = 1\n  y = x', { exposed: 'B M', mustBind: 'A' }],
  ['class A:\n  x = x', { exposedAlways: 'x' }],
  ['class A:\n  if c:\n    x = 1\n  y = x', { exposed: 'c x' }],
  ['class A:\n  def m(self): return k', { exposed: '', deferred: 'k' }],
  ['class A:\n  def m(): return k\n  x = m()', { exposed: 'k' }],
  ['class A:\n  xs = [1]\n  ys = [x for x in xs]', { exposed: '' }],
  ['class A:\n  xs = [1]\n  ys = [xs for x in n]', { exposed: 'n xs' }],
  ['class A:\n  xs = [1]\n  for x in y: f(xs)', { exposed: 'f y' }],
  ['class A:\n  for x in y:\n    z = z\n    w = z', { exposed: 'y z' }],
  ['class A:\n  for x in y: pass\n  del x', { exposed: 'y' }],
  // stores
  ['df["a"] = 1', { exposed: 'df', mutates: 'df', mayBind: '' }],
  ['df.loc[m, "a"] += f(x)', { exposed: 'df f m x', mutates: 'df' }],
  ['f(x).y = 1', { exposed: 'f x', mutates: '' }],
  ['(a).b.c[0] = 1', { mutates: 'a' }],
  // imports
  ['import a.b', { mustBind: 'a' }],
  ['import a.b as c, d', { mustBind: 'c d' }],
  ['from . import a as b', { mustBind: 'b' }],
  ['try:\n  import a\nexcept ImportError:\n  a = None', { mustBind: 'a' }],
  // ends
  ['while True:\n  x = f()', { mayBind: 'x', mustBind: '' }],
  ['if c:\n  x = 1\n  raise E', { mayBind: 'x', mustBind: '' }],
  ['type(x).y = z', { exposed: 'type x z', mayBind: '' }],
  ['print >>f, x', { exposed: 'f print x' }],
  ['f"{z:=5} {w!r:>{k}}"', { exposed: 'k w z', mayBind: '' }],
  ['type A = B', { exposed: '', deferred: 'B', mustBind: 'A' }]
];

test.each(TABLE)('%s', (source, expected) => {
  const { flow } = last(source);
  const lists = new Map(Object.entries(flow));
  for (const [key, names] of Object.entries(expected)) {
    const list = lists.get(key);
    expect([key, Array.isArray(list) && sorted(list)]).toEqual([key, names]);
  }
});
