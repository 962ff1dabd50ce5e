import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import grammar from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import type { CellContract, NotebookContract } from '../contract';
import { toContract } from '../contract';
import { IPYTHON_BUILTINS, PYTHON_BUILTINS } from '../python/builtins';
import { analyzeCell } from '../python/facts/cell';
import type { PythonParser } from '../python/parse';
import { loadParser } from '../python/parse';

let python: PythonParser;

beforeAll(async () => {
  python = await loadParser({ runtime, python: grammar });
});

/** The contract of a notebook of code cells; a text that begins with `#md` is a Markdown cell. */
function contract(...sources: readonly string[]): NotebookContract {
  const isCode = (source: string): boolean => !source.startsWith('#md');
  const cells = sources.map((source, index) => ({
    index,
    id: index === 0 ? null : `id-${index}`,
    kind: isCode(source) ? ('code' as const) : ('markdown' as const),
    source,
    metadata: {},
    outputs: [],
    executionCount: null
  }));
  return toContract(
    {
      snapshot: {
        path: 'a.ipynb',
        language: 'python',
        nbformat: 4,
        nbformatMinor: 5,
        cells
      },
      cells: sources.map(source =>
        isCode(source) ? analyzeCell(python, source) : null
      )
    },
    name => PYTHON_BUILTINS.has(name) || IPYTHON_BUILTINS.has(name)
  );
}

function only(source: string): CellContract {
  return contract(source).cells[0];
}

test('the shape of the output', () => {
  expect(contract('#md', 'import a\nx = a.b()')).toEqual({
    language: 'python',
    cells: [
      {
        index: 1,
        id: 'id-1',
        status: 'exact',
        reads: [],
        deferredReads: [],
        writes: ['a', 'x'],
        mutates: [],
        deletes: [],
        imports: ['a'],
        definitions: [],
        magics: [],
        await: false,
        problems: []
      }
    ]
  });
});

test.each([
  // cell, reads, deferredReads
  ['x = y', 'y', ''],
  ['x = 1\ny = x', '', ''],
  ['x += 1', 'x', ''],
  ['del x', 'x', ''],
  ['x = 1\ndel x', '', ''],
  ['if c:\n  x = 1\nprint(x)', 'c x', ''],
  ['print(len(x))\ndisplay(y)', 'x y', ''],
  ['def f(a=b): return a + k', 'b k', 'k'],
  ['k = 1\ndef f(): return k', '', ''],
  ['def f(): return k\nk = 1', '', ''],
  ['def f(): return k\nf()\nk = 1', 'k', 'k'],
  ['def f(): return g()\ndef g(): return f()', '', ''],
  ['def f(): return k\nprint(k)', 'k', ''],
  ['f = lambda x: x + k', 'k', 'k'],
  ['sum(x * k for x in xs)', 'k xs', ''],
  ['g = (x * k for x in xs)', 'k xs', 'k'],
  ['class A(B):\n  n = m\n  def f(self): return k', 'B m k', 'k'],
  ['class A:\n  x = x', 'x', ''],
  ['def f(x: T) -> "U": pass', 'T', ''],
  ['from __future__ import annotations\ndef f(x: T): pass', '', ''],
  ['x: T = 1', 'T', ''],
  ['def f():\n  x: T = 1', '', ''],
  ["df.query('a > @k')", 'df k', ''],
  ["ols('y ~ x', df)", 'ols df', ''],
  ['!echo $HOME {name}', 'name', ''],
  ['for i in xs: t = i\nprint(i)', 'i xs', ''],
  ['try: f()\nexcept E as e: print(e)', 'f E', ''],
  ['x.y = 1\nz[0] += x', 'x z', ''],
  ['def f():\n  global n\n  n += 1', 'n', 'n']
])('%j reads %j, later %j', (source, reads, deferred) => {
  const found = only(source);
  expect(found.reads.join(' ')).toBe(reads);
  expect(found.deferredReads.join(' ')).toBe(deferred);
});

test.each([
  // cell, writes, mutates, deletes
  ['x = 1\nif c: y = 2', 'x y', '', ''],
  ['x = 1\ndel x', '', '', 'x'],
  ['x = 1\ndel x\nx = 2', 'x', '', 'x'],
  ['for i in xs: pass\nwith a as b: pass', 'i b', '', ''],
  ['import a.b, c as d\ndef f(): y = 1\nclass A: z = 1', 'a d f A', '', ''],
  ['try: f()\nexcept E as e: x = 1', 'x', '', 'e'],
  ['[(y := x) for x in xs]', 'y', '', ''],
  ['def f():\n  global n\n  n = 1', 'f n', '', ''],
  ['x: int', '', '', ''],
  ['x = 1\nraise E', 'x', '', ''],
  ['if c:\n  x = 1\n  raise E', 'x', '', ''],
  ['df["a"] = 1\nm.x += 1\ndel d[k]', '', 'df m d', ''],
  ['n += 1', 'n', '', ''],
  ['def f(): cache[1] = 2', 'f', 'cache', ''],
  ['files = !ls', 'files', '', ''],
  ['%time x = 1', 'x', '', ''],
  ['from a import *', '', '', '']
])(
  '%j writes %j, mutates %j, deletes %j',
  (source, writes, mutates, deletes) => {
    const found = only(source);
    expect(found.writes.join(' ')).toBe(writes);
    expect(found.mutates.join(' ')).toBe(mutates);
    expect(found.deletes.join(' ')).toBe(deletes);
  }
);

test('imports, definitions, magics, await', () => {
  const source =
    '%matplotlib inline\nimport a.b as c\ntry:\n  import d\nexcept E: pass\n' +
    'def f(): import g\nclass A: pass\nfiles = !ls\nawait f()\nif c:\n  !pwd';
  expect(only(source)).toMatchObject({
    imports: ['c', 'd'],
    definitions: ['f', 'A'],
    magics: ['%matplotlib inline', '!ls', '!pwd'],
    await: true
  });
});

test('a builtin that the notebook binds is a name like others', () => {
  const { cells } = contract('print(sum(x))', 'sum = 1');
  expect(cells[0].reads).toEqual(['sum', 'x']);
  expect(contract('print(sum(x))').cells[0].reads).toEqual(['x']);
});

test('what a shell line interpolates counts where the notebook binds it', () => {
  const { cells } = contract('folder = 1', '!ls {folder} $HOME');
  expect(cells[1].reads).toEqual(['folder']);
});

test('postponed annotations stay in force', () => {
  const { cells } = contract(
    'def f(x: T): pass',
    'from __future__ import annotations',
    'def g(x: T, y=U): pass'
  );
  expect(cells[0].reads).toEqual(['T']);
  expect(cells[2].reads).toEqual(['U']);
});

test('a cell that does not parse', () => {
  const found = only('x = y\nif z\nw = 1');
  expect(found.status).toBe('partial');
  expect(found.reads).toContain('y');
  expect(found.problems[0].line).toBe(2);
});
