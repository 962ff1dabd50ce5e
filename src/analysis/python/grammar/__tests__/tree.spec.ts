import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CELLS, SYNTAX, VERDICTS } from '../../__tests__/fixtures';
import type { Pair } from './compare';
import { comparer, outline } from './compare';
import { ownTexts } from './own';

let pair: (cell: string) => Pair;

beforeAll(async () => {
  pair = await comparer();
});

/** One snippet for each form of each construct. */
const CONSTRUCTS = readFileSync(
  join(__dirname, 'fixtures', 'constructs.txt'),
  'utf8'
).split('\n---\n');

test.each(CONSTRUCTS)('%j has the tree that the parser gives', source => {
  const [built, parsed] = pair(source);
  expect(built).toEqual(parsed);
});

// Where the parser misreads Python: what we make of it instead.
test.each([
  [
    'a sum is starred',
    'print(*a or b, *c + d)',
    'call(identifier argument_list(list_splat(boolean_operator(identifier identifier)) list_splat(binary_operator(identifier identifier))))'
  ],
  [
    'an attribute is starred',
    'a[*b.c]',
    'subscript(identifier list_splat(attribute(identifier identifier)))'
  ],
  [
    '& binds before ^',
    'a ^ b & c',
    'binary_operator(identifier binary_operator(identifier identifier))'
  ],
  [
    'await binds before **',
    'await a ** b',
    'binary_operator(await(identifier) identifier)'
  ],
  ['print is a name', 'print >> f', 'binary_operator(identifier identifier)'],
  [
    'a backslash in a raw string',
    "r'\\\\'",
    'string(string_start string_content string_end)'
  ],
  [
    'a line end in a format',
    "f'''{a:\n}'''",
    'string(string_start interpolation(identifier format_specifier()) string_end)'
  ]
])('%s', (_title, source, expected) => {
  const [built, parsed] = pair(source);
  const expression = built?.kids[0].kids[0];
  expect(expression && outline(expression)).toBe(expected);
  expect(built).not.toEqual(parsed);
});

test.each([
  [
    'a call is starred, not its function',
    'a = *b(), c',
    'expression_statement(assignment(identifier expression_list(list_splat(call(identifier argument_list())) identifier)))'
  ],
  [
    'an attribute of a call of type',
    'type(a).b = c',
    'expression_statement(assignment(attribute(call(identifier argument_list(identifier)) identifier) identifier))'
  ],
  [
    'a managed target in parentheses',
    'with (a as b): pass',
    'with_statement(with_clause(with_item(as_pattern(identifier as_pattern_target(identifier)))) block(pass_statement()))'
  ],
  [
    'a manager with a comma',
    'with (a,): pass',
    'with_statement(with_clause(with_item(identifier)) block(pass_statement()))'
  ],
  [
    'unions in a row',
    'a: b[c] | d | e',
    'expression_statement(assignment(identifier type(union_type(type(union_type(type(generic_type(identifier type_parameter(type(identifier)))) type(identifier))) type(identifier)))))'
  ],
  [
    'a generic type of any name',
    'a: match[b]',
    'expression_statement(assignment(identifier type(generic_type(identifier type_parameter(type(identifier))))))'
  ],
  [
    'a starred type',
    'def f(*a: *b[c]): pass',
    'function_definition(identifier parameters(typed_parameter(list_splat_pattern(identifier) type(list_splat(subscript(identifier identifier))))) block(pass_statement()))'
  ],
  [
    'a subscript of a generic type',
    'a: b[c][d]',
    'expression_statement(assignment(identifier type(subscript(subscript(identifier identifier) identifier))))'
  ],
  [
    'a condition in a type',
    'a: b[c] if d else e',
    'expression_statement(assignment(identifier type(conditional_expression(subscript(identifier identifier) identifier identifier))))'
  ]
])('%s', (_title, source, expected) => {
  const [built, parsed] = pair(source);
  const statement = built?.kids[0];
  expect(statement && outline(statement)).toBe(expected);
  expect(built).not.toEqual(parsed);
});

test('defaults of type parameters are told by their sign', () => {
  const [built, parsed] = pair('def f[T: A = B, *U = *C](): pass');
  const signless = ({ type, start, end, kids }: Pair[1]): unknown => [
    type === '=' ? ':' : type,
    start,
    end,
    kids.map(signless)
  ];
  expect(built && signless(built)).toEqual(signless(parsed));
});

test.each([
  ['', 0],
  ['\n\n', 2],
  ['# nothing\n', 10]
])('the module of %j is empty', (source, end) => {
  const [built, parsed] = pair(source);
  expect(built).toEqual(parsed);
  expect(built).toMatchObject({ start: end, end, kids: [] });
});

test('a sum of ten thousand parts, and as many links of a chain', () => {
  for (const source of [`a${' + a'.repeat(9999)}`, `a${'.a'.repeat(9999)}`]) {
    let [node] = pair(source)[0]?.kids ?? [];
    let depth = 0;
    for (; node !== undefined; [node] = node.kids) {
      depth += 1;
    }
    expect(depth).toBe(10_001);
  }
});

/** What the parser misreads, or is told in another way, as it looks in texts. */
const MISREAD = [
  /\*\w[\w.]*[([]/, // starred calls and subscripts
  /(?:def|class|type) \w+\[[^\]]*=/, // defaults of type parameters
  /with \([^()]* as \w+\):/,
  /type match\[/, // a name that is a keyword elsewhere
  /print ?>>/,
  /await \w+ \*\*/,
  /r["']+(?:\\\\)*\\["']/, // a raw string that is all backslashes
  /:\n\}/ // a line end in a format
];

test('texts of this package have the trees that the parser gives', () => {
  const texts = [
    ...CELLS,
    ...SYNTAX.map(([, source]) => source),
    ...VERDICTS.map(([source]) => source),
    ...ownTexts()
  ];
  const right = texts
    .map(source => ({ source, trees: pair(source) }))
    .filter(({ trees: [built] }) => built !== null);
  const differing = right
    .filter(({ trees: [one, other] }) => !isDeepStrictEqual(one, other))
    .map(({ source }) => source);
  expect(right.length).toBeGreaterThan(900);
  expect(
    differing.filter(source => !MISREAD.some(sign => sign.test(source)))
  ).toEqual([]);
});
