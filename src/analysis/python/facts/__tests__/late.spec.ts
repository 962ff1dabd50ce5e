import { last } from './load';

/** What becomes of the deferred read of `k`: `construct` or `construct at once`. */
function lateOf(source: string): string | undefined {
  const late = last(source).uses.find(use => use.name === 'k')?.late;
  return late && `${late.construct}${late.atOnce ? ' at once' : ''}`;
}

test.each([
  ['sum(x * k for x in xs)', 'generator at once'],
  ["', '.join(x + k for x in xs)", 'generator at once'],
  ['any(x in k for x in xs)', 'generator at once'],
  ['dict((x, k) for x in xs)', 'generator at once'],
  ['sorted((x * k for x in xs), key=f)', 'generator at once'],
  ['enumerate(x * k for x in xs)', 'generator'],
  ['list(enumerate(x * k for x in xs))', 'generator at once'],
  ['dict(zip(a, (x * k for x in xs)))', 'generator at once'],
  ['for y in (x * k for x in xs): pass', 'generator at once'],
  ['[y for y in (x * k for x in xs)]', 'generator at once'],
  ['f(*(x * k for x in xs))', 'generator at once'],
  ['a, b = (x * k for x in xs)', 'generator at once'],
  ['g = (x * k for x in xs)', 'generator'],
  ['f(x * k for x in xs)', 'generator'],
  ['max(1, default=(x * k for x in xs))', 'generator'],
  ['list([(x * k for x in xs)])', 'generator'],
  ['sorted(xs, key=lambda r: r[k])', 'lambda at once'],
  ['xs.sort(key=lambda r: r[k])', 'lambda at once'],
  ['functools.reduce(lambda a, b: a + b * k, xs)', 'lambda at once'],
  ['list(map(lambda x: x + k, xs))', 'lambda at once'],
  ['sum(map(lambda x: x + k, xs))', 'lambda at once'],
  ['map(lambda x: x + k, xs)', 'lambda'],
  ['m = filter(lambda x: x > k, xs)', 'lambda'],
  ['df.a.map(lambda v: v * k)', 'lambda at once'],
  ['df.apply(lambda r: r.a * k, axis=1)', 'lambda at once'],
  ["df.agg({'a': lambda s: s.sum() * k})", 'lambda at once'],
  ["df.groupby('a').agg(b=('c', lambda s: s * k))", 'lambda at once'],
  ['df.assign(b=lambda d: d.a * k)', 'lambda at once'],
  ['df.loc[lambda d: d.a > k]', 'lambda at once'],
  ['df.style.map(lambda v: k)', 'lambda'],
  ['itertools.groupby(xs, lambda v: k)', 'lambda'],
  ['button.on_click(lambda b: k)', 'lambda'],
  ['defaultdict(lambda: k)', 'lambda'],
  ['f = lambda: k', 'lambda'],
  ['(lambda: k)()', 'lambda at once'],
  ['def f(): return k', 'function'],
  ['def f(): return sum(x * k for x in xs)', 'function'],
  ['sorted(xs, key=lambda r: [sum(k for _ in r)])', 'lambda at once'],
  ['sorted(xs, key=lambda r: (k for _ in r))', 'generator'],
  ['sum(x for x in k)', undefined],
  ['[x * k for x in xs]', undefined]
])('%s', (source, expected) => {
  expect(lateOf(source)).toBe(expected);
});
