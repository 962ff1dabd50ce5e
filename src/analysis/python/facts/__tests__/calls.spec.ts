import { textOf } from '../../../../core/span';
import { last } from './load';

test.each([
  ['plt.plot(x)', ['plt.plot'], ['plt']],
  ["df.groupby('a').mean()", ['df.groupby().mean', 'df.groupby'], ['df', 'df']],
  ['a[0].b()(1)', ['a[].b()', 'a[].b'], ['a', 'a']],
  ["', '.join(xs)", [null], [null]],
  ['(a or b).c()', [null], [null]],
  ['[v.f() for v in xs]', ['v.f'], [null]],
  ['(f)(g(1))', ['f', 'g'], ['f', 'g']]
])('paths of %s', (source, paths, roots) => {
  const { calls } = last(source);
  expect(calls.map(one => one.path)).toEqual(paths);
  expect(calls.map(one => one.root)).toEqual(roots);
});

test.each([
  ['f()', { last: null, comma: false, bare: null }],
  ['f( )', { last: null, comma: false, bare: null }],
  ['f(a, b)', { last: 'f(a, b', comma: false, bare: null }],
  ['f(a, k=b, )', { last: 'f(a, k=b', comma: true, bare: null }],
  ['f(\n  a,  # note\n)', { last: 'f(\n  a', comma: true, bare: null }],
  ['f(*a, **b)', { last: 'f(*a, **b', comma: false, bare: null }],
  [
    'f( x for x in y )',
    { last: 'f( x for x in y', comma: false, bare: 'x for x in y' }
  ],
  ['f((x for x in y))', { last: 'f((x for x in y)', comma: false, bare: null }]
])('where %s takes another argument', (source, expected) => {
  const [call] = last(source).calls;
  expect(source[call.close]).toBe(')');
  expect(textOf(source, call.span)).toBe(source);
  const { lastArgumentEnd: end, bareGenerator: bare } = call;
  expect({
    last: end === null ? null : source.slice(0, end),
    comma: call.trailingComma,
    bare: bare && textOf(source, bare)
  }).toEqual(expected);
});

test('keywords, mappings and when a call is made', () => {
  const { calls } = last('f(1, a=2, **kw, key=lambda: g())');
  expect(calls.map(one => [one.path, one.when])).toEqual([
    ['f', 'eager'],
    ['g', 'deferred']
  ]);
  expect(calls[0].keywords).toEqual(['a', 'key']);
  expect(calls.map(one => one.doubleStar)).toEqual([true, false]);
  expect(last('sorted(xs, key=lambda x: g(x))').calls[1].atOnce).toBe(true);
});
