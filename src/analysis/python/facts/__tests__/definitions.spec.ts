import { last } from './load';

test('a function and what it takes from the notebook', () => {
  const { definition } = last(
    '@wrap(n)\nasync def f(a, b=c, *, d: T = 1) -> R:\n' +
      '  global g\n  g = a + h\n  def inner(): return k\n  return f(b)'
  );
  expect(definition).toMatchObject({
    name: 'f',
    kind: 'async function',
    eagerReads: ['wrap', 'n', 'c', 'T', 'R'],
    bodyReads: ['h', 'k', 'f'],
    globalWrites: ['g'],
    decorated: true,
    annotated: true,
    eagerCalls: [0],
    holdsState: true,
    locals: ['a', 'b', 'd', 'inner']
  });
});

test('a class', () => {
  const { definition } = last(
    'class A(B):\n  def m(self, x): return k\n  @property\n  def p(self): return 1'
  );
  expect(definition).toMatchObject({
    name: 'A',
    kind: 'class',
    eagerReads: ['B', 'property'],
    bodyReads: ['k'],
    decorated: false,
    annotated: false,
    holdsState: false
  });
  expect(definition?.signature).toBeUndefined();
});

/** The header with `, *, new` written in by the signature's rules. */
function withParameter(source: string): string {
  const { definition } = last(source);
  const signature = definition?.signature;
  if (signature === undefined) {
    return '';
  }
  const { insertAt, afterParameter, beforeParameter, hasStar } = signature;
  const text =
    (afterParameter ? ', ' : '') +
    (hasStar ? 'new' : '*, new') +
    (beforeParameter ? ', ' : '');
  return source.slice(0, insertAt) + text + source.slice(insertAt);
}

test.each([
  ['def f(): pass', 'def f(*, new): pass'],
  ['def f(a): pass', 'def f(a, *, new): pass'],
  ['def f(a, b=1,): pass', 'def f(a, b=1, *, new,): pass'],
  ['def f(a, /): pass', 'def f(a, /, *, new): pass'],
  ['def f(*args): pass', 'def f(*args, new): pass'],
  ['def f(*args: int): pass', 'def f(*args: int, new): pass'],
  ['def f(a, *, b): pass', 'def f(a, *, b, new): pass'],
  ['def f(**kw): pass', 'def f(*, new, **kw): pass'],
  ['def f(a, **kw: int): pass', 'def f(a, *, new, **kw: int): pass'],
  ['def f(a: int = 1, *b, **c): pass', 'def f(a: int = 1, *b, new, **c): pass'],
  [
    'def f(\n  a,  # first\n  b\n): pass',
    'def f(\n  a,  # first\n  b, *, new\n): pass'
  ],
  ['def f[T](a: T): pass', 'def f[T](a: T, *, new): pass']
])('a parameter more for %s', (source, expected) => {
  expect(withParameter(source)).toBe(expected);
});

test.each([
  ['def f(a=[]): pass', true],
  ['def f(a=(), b=None, c="x"): pass', false],
  ['def f(a=X): pass', true],
  ['@lru_cache(maxsize=None)\ndef f(): pass', true],
  ['@functools.cache\ndef f(): pass', true],
  ['class A:\n  n = 0', true],
  [
    'class A:\n  """Doc."""\n  __slots__ = ("a",)\n  def f(self): self.x = 1',
    false
  ],
  ['class A:\n  x: int', false],
  ['class A:\n  def f(self, a={}): pass', true],
  [
    '@dataclass\nclass A:\n  x: int = 0\n  y: list = field(default_factory=list)',
    false
  ],
  ['class A(Enum):\n  X = 1\n  Y = auto()', false],
  ['class A:\n  @cached_property\n  def p(self): return 1', true]
])('%s holds state: %s', (source, expected) => {
  expect(last(source).definition?.holdsState).toBe(expected);
});
