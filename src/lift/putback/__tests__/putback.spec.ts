import type { PutBackResult } from '../../putback';
import { putter, textsOf, type Case } from './case';
import { python } from '../../python/__tests__/python';

let put: (one: Case) => PutBackResult;
beforeAll(async () => {
  put = await putter();
});

const after = (one: Case) => textsOf(put(one), one);

const IMPORT = 'from m import f';

const RUN = `
import ast, asyncio, contextlib, io, json, sys, types
def show(value):
    return 'callable' if callable(value) else repr(value)
def run(module, cells):
    sys.modules['m'] = types.ModuleType('m')
    exec(module, sys.modules['m'].__dict__)
    space, seen = {'__name__': '__main__'}, []
    for cell in cells:
        tree, out = ast.parse(cell), io.StringIO()
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        with contextlib.redirect_stdout(out):
            def step(node, mode):
                code = compile(node, 'cell', mode, flags)
                value = eval(code, space)
                return asyncio.run(value) if code.co_flags & 0x80 else value
            step(ast.Module(tree.body, []), 'exec')
            value = step(ast.Expression(last.value), 'eval') if last else None
        quiet = cell.rstrip().split('#')[0].rstrip().endswith(';')
        seen.append([out.getvalue(), None if value is None or quiet else show(value)])
    names = {k: show(v) for k, v in space.items() if not k.startswith('__') and not isinstance(v, types.ModuleType)}
    return [seen, names]
print(json.dumps([run(*case) for case in json.load(sys.stdin)]))
`;

type Run = readonly [
  readonly (readonly [string, string | null])[],
  { readonly [name: string]: string }
];

function runs(cases: readonly (readonly [string, readonly string[]])[]): Run[] {
  return python<Run[]>(RUN, cases);
}

describe('a call that is put back', () => {
  const cases: readonly (readonly [string, Case, readonly string[]])[] = [
    [
      'with its own names',
      {
        module:
          'def f(x):\n    """Doc."""\n    # double\n    y = x * 2\n    return y\n',
        cells: ['x = 1', `${IMPORT}\n\ny = f(x)`]
      },
      ['x = 1', '# double\ny = x * 2']
    ],
    [
      'with other arguments',
      {
        module: 'def f(a, b=3, *, c=None):\n    return a + b\n',
        cells: [IMPORT, 'x = 2\nz = f(x + 1, c=4)\nz']
      },
      ['x = 2\na = x + 1\nc = 4\nb = 3\nz = a + b\nz']
    ],
    [
      'with arguments that change places',
      {
        module: 'def f(a, b):\n    d = a - b\n    return d\n',
        cells: ['a, b = 1, 5', IMPORT, 'd = f(b, a)']
      },
      ['a, b = 1, 5', 'a, b = b, a\nd = a - b']
    ],
    [
      'with other targets',
      {
        module: 'def f(x):\n    y, z = x, x + 1\n    return y, z\n',
        cells: ['x = 1', IMPORT, 'p, q = f(x)']
      },
      ['x = 1', 'y, z = x, x + 1\np, q = y, z']
    ],
    [
      'with the same targets',
      {
        module:
          'def f(x):\n    y = x\n    z = x + 1\n    return y, z  # both\n',
        cells: ['x = 1', IMPORT, 'y, z = f(x)\nz']
      },
      ['x = 1', 'y = x\nz = x + 1\n# both\nz']
    ],
    [
      'with what it shows',
      {
        module: 'def f(x):\n    y = [x]\n    return y\n',
        cells: ['x = 1', IMPORT, 'f(x)']
      },
      ['x = 1', 'y = [x]\ny']
    ],
    [
      'with what it does not show',
      {
        module: 'def f(x):\n    y = [x]\n    return y\n',
        cells: ['x = 1', IMPORT, 'f(x);']
      },
      ['x = 1', 'y = [x]\ny;']
    ],
    [
      'without a value to show',
      {
        module: 'def f(x):\n    x.append(2)\n    x.pop()\n',
        cells: ['x = [1]', IMPORT, 'f(x)']
      },
      ['x = [1]', 'x.append(2)\nx.pop();']
    ],
    [
      'without a value to bind',
      {
        module: 'def f(x):\n    print(x)\n    return\n',
        cells: ['x = [1]', IMPORT, 'y = f(x)']
      },
      ['x = [1]', 'print(x)\ny = None']
    ],
    [
      'with print at the end',
      {
        module: 'def f(x):\n    print(x)\n',
        cells: ['x = [1]', IMPORT, 'f(x)']
      },
      ['x = [1]', 'print(x)']
    ],
    [
      'in the middle of a cell',
      {
        module: 'def f(x):\n    x.append(2)\n    x.pop()\n',
        cells: ['x = [1]', IMPORT, '# before\nf(x)  # here\nx']
      },
      ['x = [1]', '# before\nx.append(2)\nx.pop()  # here\nx']
    ],
    [
      'on one line',
      {
        module: 'def f(x): y = x; return y\n',
        cells: ['x = 1', IMPORT, 'y = f(x)']
      },
      ['x = 1', 'y = x;']
    ],
    [
      'with nothing in it',
      {
        module: 'def f():\n    """Nothing."""\n',
        cells: [`${IMPORT}\nf()\nx = 1`]
      },
      ['x = 1']
    ],
    [
      'with imports that it needs',
      {
        module:
          'import math\nfrom os import path as p, sep\nK = 2\ndef g(x):\n    return x\ndef f(x):\n    return g(math.floor(x)) + K, p.join("a", sep)\n',
        cells: ['import math\nx = 1.5', IMPORT, 'y = f(x)']
      },
      [
        'import math\nx = 1.5',
        'from os import path as p\nfrom os import sep\nfrom m import K, g\n\ny = g(math.floor(x)) + K, p.join("a", sep)'
      ]
    ],
    [
      'beside a call that stays',
      {
        module: 'def f(x):\n    return x + 1\ndef g():\n    return 1\n',
        cells: ['from m import f, g', 'x = f(1)', 'y = f(2)', 'g()'],
        cell: 1
      },
      ['from m import f, g', 'x = 1\nx = x + 1', 'y = f(2)', 'g()']
    ],
    [
      'with its import thinned out',
      {
        module: 'def f(x):\n    return x + 1\ndef g():\n    return 1\n',
        cells: ['from m import (\n    f,\n    g\n)', 'y = f(2)', 'g()'],
        cell: 1
      },
      ['from m import (\n    g\n)', 'x = 2\ny = x + 1', 'g()']
    ],
    [
      'twice',
      {
        module: 'def f(x):\n    return x + 1\n',
        cells: [`${IMPORT}\na = f(1)\nb = f(a)`]
      },
      ['x = 1\na = x + 1\nx = a\nb = x + 1']
    ],
    [
      'with strings of several lines',
      {
        module:
          "def f():\n    if True:\n        s = '''a\n    b\nc'''\n    return s, f'''{1\n}'''\n",
        cells: [IMPORT, 's = f()']
      },
      ["if True:\n    s = '''a\n    b\nc'''\ns = s, f'''{1\n}'''"]
    ],
    [
      'with tabs',
      {
        module: 'def f():\n\tif True:\n\t\ts = 1\n\n\t# why\n\treturn s\n',
        cells: [IMPORT, 's = f()']
      },
      ['if True:\n\ts = 1\n\n# why']
    ],
    [
      'that is awaited',
      {
        module:
          'import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x\n',
        cells: ['x = 1', IMPORT, 'y = await f(x)']
      },
      ['x = 1', 'import asyncio\n\nawait asyncio.sleep(0)\ny = x']
    ],
    [
      'from a generator',
      {
        module: 'def f(x):\n    return sum(x)\n',
        cells: ['xs = [1]', IMPORT, 'y = f(x * 2 for x in xs)']
      },
      ['xs = [1]', 'x = (x * 2 for x in xs)\ny = sum(x)']
    ],
    [
      'by another name',
      {
        module: 'def f(x):\n    return x\n',
        cells: ['x = 1', 'from m import f as h', 'y = h(x)']
      },
      ['x = 1', 'y = x']
    ]
  ];

  it.each(cases)('stands there %s', (_, one, expected) => {
    expect(after(one)).toEqual(expected);
  });

  it('does what the call did, in CPython', () => {
    const given = runs(cases.map(([, one]) => [one.module, one.cells]));
    const found = runs(
      cases.map(([, one]) => [one.module, after(one) as string[]])
    );
    cases.forEach(([title, one], i) => {
      const [seen, names] = given[i];
      const shown = (run: Run) =>
        run[0].filter(([out, value]) => out !== '' || value !== null);
      expect([title, shown(found[i])]).toEqual([title, shown([seen, names])]);
      const kept = Object.entries(names).filter(
        ([name, value]) =>
          value !== 'callable' &&
          !(one.cells.join().includes('f(b, a)') && /^[ab]$/.test(name))
      );
      expect([title, found[i][1]]).toEqual([
        title,
        expect.objectContaining(Object.fromEntries(kept))
      ]);
    });
  });

  it('keeps the metadata, and tells what became of each cell', () => {
    const result = put({
      module: 'def f(x):\n    return x\n',
      cells: ['x = 1', IMPORT, 'y = f(x)']
    });
    expect(result.ok && result.changes.map(one => one.action)).toEqual([
      'kept',
      'removed',
      'replaced'
    ]);
    expect(result.ok && result.changes[2].inserted).toMatchObject([
      { source: 'y = x', metadata: { tags: ['tag-2'] }, executionCount: 2 }
    ]);
    expect(result.ok && result.changes[2].id).toEqual(
      result.ok && result.changes[2].inserted[0].id
    );
  });

  it('has its imports in a cell before one that begins with a cell magic', () => {
    const module = 'import math\ndef f(x):\n    return math.floor(x)\n';
    expect(
      after({ module, cells: ['x = 1', IMPORT, '%%time\ny = f(x)'] })
    ).toEqual(['x = 1', 'import math', '%%time\ny = math.floor(x)']);
  });
});
