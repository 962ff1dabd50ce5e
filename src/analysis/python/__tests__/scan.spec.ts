import type { Span } from '../../../core/span';
import { isolate, moduleScan, scanCell } from '../scan';

const textOf = (source: string, spans: readonly Span[]): string[] =>
  spans.map(span => source.slice(span.start, span.end));

/** Form, name, text, payload and reads of every region. */
function regions(source: string): unknown[] {
  return scanCell(source).regions.map(
    ({ form, name, span, payload, reads }) => [
      form,
      name,
      source.slice(span.start, span.end),
      payload && source.slice(payload.start, payload.end),
      textOf(source, reads)
    ]
  );
}

const masked = (source: string): string => scanCell(source).masked;

describe('regions', () => {
  test.each([
    ['%time f(x)', 'f(x)'],
    ['%timeit -n 10 -r3 f(x)', 'f(x)'],
    ['%timeit -on10 f(x)', 'f(x)'],
    ['%timeit -q -o -x', '-x'],
    ['%prun -s cumulative -T out.txt f(x)', 'f(x)'],
    ['%time', null],
    ['%timeit -n 10', null],
    ['%time f(x, \\\n  y)', 'f(x, \\\n  y)'],
    ['%ls f(x)', null],
    ['%toString f(x)', null]
  ])('the payload of %j', (source, payload) => {
    expect(regions(source)).toMatchObject([
      ['line', expect.any(String), source, payload, []]
    ]);
  });

  test('an option may name what is read', () => {
    const source = '%lprun -f f -f a.g h(x)';
    expect(regions(source)).toEqual([
      ['line', 'lprun', source, 'h(x)', ['f', 'a.g']]
    ]);
  });

  test('the set-up code of a cell magic', () => {
    expect(regions('%%timeit -n 5 x = 1\nf(x)')).toEqual([
      ['cell', 'timeit', '%%timeit -n 5 x = 1', 'x = 1', []]
    ]);
  });

  test.each([
    ['!ls {path}/*.csv $x', ['path', 'x']],
    ['x = !ls {a["b"]}', ['a["b"]']],
    ['%cd {root}', ['root']],
    ['%%capture {name}\nf()', ['name']],
    ['df.a?', ['df.a']],
    ['*a*?', []],
    ['/f x y', ['f', 'x', 'y']],
    [',f x y', ['f']],
    ['%time f({x})', []]
  ])('%j reads', (source, reads) => {
    expect(regions(source)[0]).toMatchObject({ 4: reads });
  });

  test('a cell magic in a cell magic', () => {
    const source = '%%capture out\n\n%%time\nx = 1\n%ls';
    expect(regions(source).map(region => (region as unknown[])[2])).toEqual([
      '%%capture out',
      '%%time',
      '%ls'
    ]);
    expect(masked(source)).toBe('pass         \n\npass  \nx = 1\n0  ');
    expect(scanCell('%%time\n%%bash\nls').opaque).toBe(true);
  });

  test('commands end where a line ends for IPython', () => {
    expect(masked('!ls\vx = 1')).toBe('0  \nx = 1');
  });
});

describe('the masked text', () => {
  test.each([
    ['x = (1, # one\n     2)', 'x = (1,            2)'],
    ['x = 1 \\\n  + 2', 'x = 1     + 2'],
    ['x = 1 # one\n# two\ny', 'x = 1      \n     \ny'],
    ["x = '''a\n# b'''", "x = '''a\n# b'''"],
    ["f'''{\n a # } b\n}'''", "f'''{  a       }'''"],
    ["f'{a['b']}' # c", "f'{a['b']}'    "],
    ["f'{f'{1 +\n 2}'}'", "f'{f'{1 +  2}'}'"],
    ["f'{x:{w}}\\\n# no comment'", "f'{x:{w}}\\\n# no comment'"],
    ['x = 1\ry = 2\r\n', 'x = 1\ny = 2\r\n'],
    ['\\\n  x', '\f\f  x'],
    [
      '    x = 1\n    if y:\n        z',
      '\f\f\f\fx = 1\n\f\f\f\fif y:\n\f\f\f\f    z'
    ],
    ['>>> if x:\n...     y', '\f\f\f\fif x:\n\f\f\f\f    y'],
    ['%%html\n<b>\n', 'pass       ']
  ])('of %j', (source, expected) => {
    expect(masked(source)).toBe(expected);
  });

  test('an open bracket leaves the lines behind it alone', () => {
    const source = 'x = 1 # a\nf(a, # b\ny = 2 # c\n';
    expect(masked(source)).toBe('x = 1    \nf(a, # b\ny = 2 # c\n');
    expect(scanCell(source).problems).toMatchObject([
      { code: 'unclosed-bracket', offset: 11 }
    ]);
  });

  test('a module has no magics', () => {
    expect(moduleScan('%ls\nx = !y # a').masked).toBe('%ls\nx = !y    ');
  });
});

describe('what else is told', () => {
  test('comments, strings and logical lines', () => {
    const source = 'x = "a" # b\n\nif x: # c\n  f(y,\n  r\'z\'); g\n%ls # d\n';
    const scan = scanCell(source);
    expect(textOf(source, scan.comments)).toEqual(['# b', '# c']);
    expect(textOf(source, scan.strings)).toEqual(['"a"', "r'z'"]);
    expect(textOf(source, scan.lines)).toEqual([
      'x = "a"',
      'if x:',
      "f(y,\n  r'z'); g",
      '%ls # d'
    ]);
  });

  test('a string with fields is one string', () => {
    const source = 'f\'{a["b"]:{w}}\' f"{x}"';
    expect(textOf(source, scanCell(source).strings)).toEqual([
      'f\'{a["b"]:{w}}\'',
      'f"{x}"'
    ]);
  });

  test.each([
    ["x = '''a\n  \n b\n'''", ['  ']],
    ["  x = '''a\n    b\n  '''", ['  ', '  ']],
    [">>> x = '''a\n... b'''", ['... ']],
    ["%%time\n  x = '''\n   \n  a'''", ['   ', '  ']],
    ["x = '''\n\fa'''", []],
    ["x = 'a'\n  \ny", []]
  ])('IPython takes from the strings of %j', (source, dropped) => {
    expect(textOf(source, scanCell(source).dropped)).toEqual(dropped);
  });

  test('the margin of a cell', () => {
    expect(scanCell('\n  x\n\n   y').indent).toBe('  ');
    expect(scanCell('  x\ny').indent).toBe('');
    expect(scanCell('  x\n\ty').indent).toBe('');
  });

  test.each([
    ['x = 1\n%%time\ny', 'misplaced-cell-magic', 6],
    ["x = 'a\u2028b'", 'line-separator', 6],
    ["x = 'a", 'unterminated-string', 4],
    ["f'{a", 'unclosed-bracket', 0],
    ["f'a}'", 'brace', 3],
    ['if a:\n    b\n  c', 'indentation', 14],
    ['if a:\n\tb\n        c', 'tabs', 17],
    ['a \\ b', 'backslash', 2],
    ['a \\\n', 'unexpected-end', 3]
  ])('%j has the problem %s', (source, code, offset) => {
    expect(scanCell(source).problems).toMatchObject([{ code, offset }]);
  });

  test('an expression in a region is scanned at the offsets of the cell', () => {
    const source = 'if x:\n    %time f(a)';
    const span = { start: 16, end: 20 };
    const { tokens } = scanCell(isolate(source, span));
    expect(tokens[0]).toMatchObject({ type: 'name', text: 'f', start: 16 });
  });
});
