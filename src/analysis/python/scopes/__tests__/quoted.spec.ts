import type { PythonParser } from '../../parse';
import { isGlobalIn, resolveQuoted } from '../quoted';
import { scopesOf, testParser } from './parsed';

let parser: PythonParser;

beforeAll(async () => {
  parser = await testParser();
});

/** `name@offset` of what the text reads in the scope with that index; `*` before what is not the module's. */
function quoted(source: string, scope: number, text: string): string[] | null {
  const table = scopesOf(parser, source);
  const found = resolveQuoted(table, scope, text, 100, parser);
  return (
    found &&
    found.map(one => `${one.global ? '' : '*'}${one.name}@${one.span.start}`)
  );
}

test.each([
  ['pd.DataFrame', ['pd@100']],
  ['List["A"] | None', ['List@100', 'A@106']],
  ["dict[str, 'A | B']", ['dict@100', 'str@105', 'A@111', 'B@115']],
  ["Literal['a'] | t.Literal['b']", ['Literal@100', 't@115']],
  ["Annotated[A, 'b', C]", ['Annotated@100', 'A@110', 'C@118']],
  ['*Ts', ['Ts@101']],
  ['\n  A  # comment\n', ['A@103']],
  ['[x for x in xs]', ['xs@112']],
  ['', null],
  ['a b', null],
  ['a) + (b', null],
  ['x = 1', null],
  ['()', []]
])('%j', (text, expected) => {
  expect(quoted('', 0, text)).toEqual(expected);
});

test("names of the scopes around it are not the module's", () => {
  const source = [
    'def f(p):',
    '  class C:',
    '    k = 1',
    '    def m(self, q): pass'
  ].join('\n');
  expect(quoted(source, 1, '(p, k, q, C)')).toEqual([
    '*p@101',
    'k@104',
    'q@107',
    '*C@110'
  ]);
  expect(quoted(source, 2, '(p, k, q, C)')).toEqual([
    '*p@101',
    '*k@104',
    'q@107',
    '*C@110'
  ]);
  expect(quoted(source, 3, '(p, k, q, C)')).toEqual([
    '*p@101',
    'k@104',
    '*q@107',
    '*C@110'
  ]);
});

test("a name that the scope declares global is the module's", () => {
  const table = scopesOf(
    parser,
    'def f(x):\n  def g():\n    global x\n    def h(): pass'
  );
  expect([1, 2, 3].map(scope => isGlobalIn(table, scope, 'x'))).toEqual([
    false,
    true,
    true
  ]);
});

test('names are not mangled', () => {
  expect(quoted('class C:\n  pass', 1, '__x')).toEqual(['__x@100']);
});
