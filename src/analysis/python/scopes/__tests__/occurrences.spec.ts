import type { PythonParser } from '../../parse';
import type { ScopeOptions } from '..';
import { scopesOf, testParser } from './parsed';

let parser: PythonParser;

beforeAll(async () => {
  parser = await testParser();
});

/** `name access` of every occurrence; `*` before a name that is not the module's. */
function occurrences(source: string, options?: ScopeOptions): string[] {
  return scopesOf(parser, source, options).occurrences.map(
    one => `${one.global ? '' : '*'}${one.name} ${one.access}`
  );
}

test.each([
  ['x += y', ['x read', 'x bind', 'y read']],
  ['(x) += 1', ['x read', 'x bind']],
  ['x[i] += y', ['x read', 'i read', 'y read']],
  ['x.y = z', ['x read', 'z read']],
  ['x: int', ['x declare', 'int read']],
  ['x: int = y', ['x bind', 'int read', 'y read']],
  ['(x): int', ['int read']],
  ['(x): int = y', ['x bind', 'int read', 'y read']],
  ['x.y: int', ['x read', 'int read']],
  [
    'a, (b, *c) = [d.e, f[g]] = h',
    ['a bind', 'b bind', 'c bind', 'd read', 'f read', 'g read', 'h read']
  ],
  [
    'del a, (b, c.d), e[f]',
    ['a delete', 'b delete', 'c read', 'e read', 'f read']
  ],
  ['import a.b, c.d as e', ['a bind', 'e bind']],
  ['from .a import b, c as d', ['b bind', 'd bind']],
  ['from a import *', []],
  ['with a as b: pass', ['a read', 'b bind']],
  ['try: pass\nexcept A as e: pass', ['A read', 'e bind']],
  ['for a in b: pass', ['a bind', 'b read']],
  ['print((a := b))', ['print read', 'a bind', 'b read']],
  ['f(a=b, *c, **d)', ['f read', 'b read', 'c read', 'd read']],
  ['@d\ndef f(a=b): pass', ['d read', 'f bind', '*a bind', 'b read']],
  ['class C(B, k=v): pass', ['C bind', 'B read', 'v read']]
])('%s', (source, expected) => {
  expect(occurrences(source)).toEqual(expected);
});

describe('scopes', () => {
  test("a function that declares a name global binds the module's", () => {
    expect(occurrences('def f():\n  global x\n  x = y')).toEqual([
      'f bind',
      'x declare',
      'x bind',
      'y read'
    ]);
  });

  test('a method sees past the class', () => {
    expect(
      occurrences('class C:\n  x = x\n  def f(self): return x, self')
    ).toEqual([
      'C bind',
      '*x bind',
      '*x read',
      '*f bind',
      '*self bind',
      'x read',
      '*self read'
    ]);
  });

  test('the first iterable is read outside, the rest inside', () => {
    const { occurrences: found, scopes } = scopesOf(
      parser,
      '[x for x in xs for y in x if y]'
    );
    expect(found.map(({ name, scope }) => `${name} ${scope}`)).toEqual([
      'x 1',
      'x 1',
      'xs 0',
      'y 1',
      'x 1',
      'y 1'
    ]);
    expect(scopes[1]).toMatchObject({ kind: 'comprehension', parent: 0 });
  });

  test('a walrus in a comprehension binds outside of it', () => {
    expect(occurrences('[y := x for x in xs]')).toEqual([
      'y bind',
      '*x read',
      '*x bind',
      'xs read'
    ]);
    expect(occurrences('def f(xs): [y := x for x in xs]')).toContain('*y bind');
  });

  test('annotation scopes in a class find its names', () => {
    const source = 'class C:\n  k = 1\n  def f[T: k](self): return k';
    expect(occurrences(source).slice(4)).toEqual([
      '*k read',
      '*self bind',
      'k read'
    ]);
  });

  test('private names are mangled, in the text they are not', () => {
    const source = 'class _C:\n  def f(self): return __x';
    const [last] = scopesOf(parser, source).occurrences.slice(-1);
    expect(last.name).toBe('_C__x');
    expect(source.slice(last.span.start, last.span.end)).toBe('__x');
  });

  test('identifiers are normalised', () => {
    expect(occurrences('ﬁ = 1; fi')).toEqual(['fi bind', 'fi read']);
  });
});

describe('annotations', () => {
  const marks = (source: string, options?: ScopeOptions) =>
    scopesOf(parser, source, options)
      .occurrences.filter(one => one.annotation !== undefined)
      .map(one => `${one.name} ${one.annotation}`);

  const source = 'def f(a: A = b, *c: C) -> R: x: X = y';

  test('are marked', () => {
    expect(marks(source)).toEqual([
      'A evaluated',
      'C evaluated',
      'R evaluated',
      'X evaluated'
    ]);
  });

  test('are postponed by a future import, of this text or an earlier one', () => {
    const postponed = [
      'A postponed',
      'C postponed',
      'R postponed',
      'X postponed'
    ];
    const future = `from __future__ import annotations\n${source}`;
    expect(marks(future)).toEqual(postponed);
    expect(marks(source, { postponed: true })).toEqual(postponed);
  });

  test('a postponed one is still resolved, but leaves no trace elsewhere', () => {
    const { occurrences: found, scopes } = scopesOf(
      parser,
      'def f():\n  L = int\n  def g(a: L): pass',
      { postponed: true }
    );
    expect(found.find(one => one.annotation)).toMatchObject({
      name: 'L',
      global: false
    });
    expect(scopes[1].symbols.get('L')).toMatchObject({ cell: false });
  });
});

describe('what the grammar misreads', () => {
  test.each([
    ['type(x).y = 1', ['type read', 'x read']],
    [
      'type(x)[i] = a[b:c]',
      ['type read', 'x read', 'i read', 'a read', 'b read', 'c read']
    ],
    ['type[a] = 1', ['type read', 'a read']],
    ['type(x).y: int = 1', ['type read', 'x read', 'int read']],
    ['print >>f, x', ['print read', 'f read', 'x read']],
    ["f'{z:=5}'", ['z read']],
    ["f'{z:=^{w}}'", ['z read', 'w read']],
    ["f'{(z:=5)}'", ['z bind']],
    ["t'{a!r:>{b}}'", ['a read', 'b read']],
    ['try: pass\nexcept A, B: pass', ['A read', 'B read']],
    ['type match[T] = T', ['match bind', '*T bind', '*T read']],
    ['def f[T = int](): pass', ['f bind', '*T bind', 'int read']]
  ])('%s', (source, expected) => {
    expect(occurrences(source)).toEqual(expected);
  });
});
