import { textOf } from '../../../../core/span';
import { cell, last, sorted } from './load';

test.each([
  ['%matplotlib inline', 'line', 'matplotlib', '%matplotlib inline'],
  ['!ls -l', 'shell', '', '!ls -l'],
  ['df.head?', 'help', '', 'df.head?'],
  ['/f x', 'line', '', '/f x'],
  ['files = !ls', 'assignment', '', '!ls'],
  ['t = %timeit -o f()', 'assignment', 'timeit', '%timeit -o f()'],
  ['%%bash\nls\npwd', 'cell', 'bash', '%%bash']
])('%j', (source, form, name, text) => {
  const { kind, magic, span, effect } = last(source);
  expect([kind, effect]).toEqual(['magic', true]);
  expect(magic).toMatchObject({ form, name, text });
  expect(textOf(source, span)).toBe(source);
});

test.each([
  // reads, binds
  ['%time z = f(y)', 'f y', 'z'],
  ['%time z = f(y); w = z', 'f y', 'w z'],
  ['%prun z = f(y)', 'f y', 'z'],
  ['%timeit z = f(y)', 'f y', ''],
  ['%timeit -n 10 f(y)', 'f y', ''],
  ['t = %timeit -o f(y)', 'f y', 't'],
  ['files = !ls {folder}', 'folder', 'files'],
  ['a, b = !cmd $x', 'x', 'a b'],
  ['!cp {src.name} "{dst[k]}" $n', 'dst k n src', ''],
  ["!echo '$quoted' $$dollar {{brace}}", '', ''],
  ['%env HOME_DIR={h}', 'h', ''],
  ['%cd $folder', 'folder', ''],
  ['df.head?', 'df', ''],
  ['%pinfo df', 'df', ''],
  ['/f x', 'f x', ''],
  [',f a b', 'f', ''],
  ['%store x', 'x', ''],
  ['%store -r x y', '', 'x y'],
  ['%xdel x', 'x', ''],
  ['%lprun -f g.h g(x)', 'g x', ''],
  ['%%capture out --no-stderr\nf(x)', 'f x', 'out'],
  ['%%capture --no-stderr out\nf(x)', 'f x', 'out'],
  ['%%capture\nf(x)', 'f x', ''],
  ['%%bash --out o --err e\nls $x', '', 'e o'],
  ['%%R -i df,k -o model\nlm(y ~ x)', 'df k', 'model'],
  ['%%cython\ncdef int f(int x):\n  return x\ndef g(y): pass', '', 'f g'],
  ['%%writefile {p}\ntext $x', 'p', ''],
  ['%%html\n<b>{x}</b>', '', ''],
  ['%%timeit y = 1\nz = f(y)\nz + w', 'f w', '']
])('%j reads %j, binds %j', (source, reads, binds) => {
  const { statements } = cell(source);
  const flows = statements.map(one => one.flow);
  expect(sorted([...new Set(flows.flatMap(one => one.exposed))])).toBe(reads);
  expect(sorted(flows.flatMap(one => one.mayBind))).toBe(binds);
});

test("a dollar may be the shell's own", () => {
  expect(last('!ls {folder}').uses[0].unsure).toBeUndefined();
  expect(last('!ls {a,b}').uses[0].unsure).toBe(true);
  expect(last('!ls $HOME').uses[0]).toMatchObject({
    name: 'HOME',
    unsure: true
  });
  expect(last('!ls $HOME').flow.exposedAlways).toEqual([]);
  expect(last('%time f(x)').uses[0].unsure).toBeUndefined();
});

test('calls of a payload belong to the magic', () => {
  const { uses, calls } = last('%time x = f(1); g(x)');
  expect(calls.map(one => one.path)).toEqual(['f', 'g']);
  expect(uses.find(use => use.name === 'g')?.call).toBe(1);
});

test('payload code is told with its place', () => {
  const source = '%timeit -n 3 f(x)';
  const span = last(source).magic?.codeSpan;
  expect(span && textOf(source, span)).toBe('f(x)');
});

test('magics inside blocks are part of them', () => {
  const source = 'if c:\n    !rm {old}\n    %time x = f()';
  const { kind, span, flow, hazards } = last(source);
  expect([kind, textOf(source, span)]).toEqual(['compound', source]);
  expect(sorted(flow.exposed)).toBe('c f old');
  expect(flow.mayBind).toEqual(['x']);
  expect(flow.mustBind).toEqual([]);
  expect(hazards.map(one => textOf(source, one.span))).toEqual([
    '!rm {old}',
    '%time x = f()'
  ]);
  const inner = last('def f():\n    !ls {k}');
  expect(inner.flow.deferred).toEqual(['k']);
  expect(inner.definition?.bodyReads).toEqual(['k']);
});

test('a cell magic comes before its body', () => {
  const facts = cell('%%time\nx = 1\nx');
  expect(facts.cellMagic).toBe('time');
  expect(facts.statements.map(one => one.kind)).toEqual([
    'magic',
    'simple',
    'expression'
  ]);
});

test('a cell of another language is opaque', () => {
  const source = '%%bash\nfor x in $y; do echo; done';
  const { status, statements, problems, cellMagic } = cell(source);
  expect([status, problems, cellMagic]).toEqual(['opaque', [], 'bash']);
  expect(statements.map(one => textOf(source, one.span))).toEqual([source]);
});
