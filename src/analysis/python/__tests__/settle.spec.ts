import { spawnSync } from 'child_process';
import fc from 'fast-check';
import { analyzeCell } from '../facts/cell';
import { parser } from '../facts/__tests__/load';
import type { PythonParser } from '../parse';
import { settle } from '../settle';

let python: PythonParser;

beforeAll(async () => {
  python = await parser();
});

/** Names that the last statement of each cell certainly leaves bound, by the settled facts. */
function certain(cells: readonly string[]): readonly (readonly string[])[] {
  const code = cells.map(source => ({
    source,
    facts: analyzeCell(python, source),
    raises: false
  }));
  return settle(code, (source, known) =>
    analyzeCell(python, source, known)
  ).map(facts => (facts?.statements ?? []).flatMap(one => one.flow.mustBind));
}

const ORACLE = `
import ast, json, sys
def run(cells):
    names, bound = {'print': lambda *a, **k: None}, []
    for cell in cells:
        tree = ast.parse(cell)
        for node in tree.body:
            for name in [n for n in names if n in 'ijw']:
                del names[name]
            try:
                exec(compile(ast.Module([node], []), 'cell', 'exec'), names)
            except Exception:
                return bound
            bound.append(sorted(n for n in names if n in 'ijw'))
    return bound
print(json.dumps([run(cells) for cells in json.load(sys.stdin)]))
`;

/** Targets that CPython has bound after each statement, up to the first one that raises. */
function bound(notebooks: readonly (readonly string[])[]): string[][][] {
  const done = spawnSync('python3', ['-c', ORACLE], {
    input: JSON.stringify(notebooks),
    encoding: 'utf8',
    maxBuffer: 1 << 28
  });
  if (done.status !== 0) {
    throw new Error(done.stderr);
  }
  return JSON.parse(done.stdout) as string[][][];
}

const CERTAIN: readonly (readonly [string, readonly string[], string])[] = [
  ['a number of an earlier cell', ['n = 3', 'for i in range(n): pass'], 'i'],
  ['arithmetic', ['n = 3', 'for i in range(2, n ** 2 // 2 + 1): pass'], 'i'],
  ['a root', ['n = 20', 'for i in range(2, int(n ** 0.5) + 1): pass'], 'i'],
  [
    'a list that nobody empties',
    ['xs = [1, 2]', 'print(xs)', 'for i in xs: pass'],
    'i'
  ],
  ['pairs', ['d = {"a": 1}', 'for i, j in enumerate(d.items()): pass'], 'j'],
  ['two at once', ['a = "ab"\nb = (1,)', 'for i, j in zip(a, b): pass'], 'j'],
  ['a length', ['xs = [1, 2]', 'for i in range(len(xs)): pass'], 'i'],
  [
    'the last round',
    ['for i in range(2, 9):\n    for j in range(2, i): pass'],
    'j'
  ],
  [
    'a condition that holds at first',
    ['k = 0\nwhile k < 3:\n    i = k\n    k += 1'],
    'i'
  ],
  ['a text that is split', ['a = ""', 'for i in a.split(","): pass'], 'i'],
  [
    'nothing, where it is written',
    ['if True:\n    i = 1\nelse:\n    j = 2'],
    'i'
  ],
  ['a walrus', ['n = 2', 'z = [(w := q) for q in range(n)]'], 'w']
];

test.each(CERTAIN)('a loop over %s runs', (_, cells, name) => {
  const names = certain(cells);
  expect(names[names.length - 1]).toContain(name);
  expect(bound([cells])[0].pop()).toContain(name);
});

const UNCERTAIN: readonly (readonly [string, readonly string[]])[] = [
  [
    'is bound by its name',
    ['n = 3', "globals()['n'] = 0", 'for i in range(n): pass']
  ],
  ['is empty', ['n = 0', 'for i in range(n): pass']],
  ['was bound again', ['n = 3', 'n = 0', 'for i in range(n): pass']],
  ['was counted down', ['n = 1', 'n -= 1', 'for i in range(n): pass']],
  [
    'a function changes',
    [
      'n = 1',
      'def f():\n    global n\n    n = 0',
      'f()',
      'for i in range(n): pass'
    ]
  ],
  ['lost its elements', ['xs = [1]', 'xs.pop()', 'for i in xs: pass']],
  [
    'lost its elements under another name',
    ['xs = [1]', 'ys = xs\nys.clear()', 'for i in xs: pass']
  ],
  [
    'lost its elements in a function',
    ['xs = [1]', 'def f(l):\n    l.clear()', 'f(xs)', 'for i in xs: pass']
  ],
  ['was cut', ['xs = [1]', 'del xs[0]', 'for i in xs: pass']],
  ['was overwritten', ['xs = [1]', 'xs[:] = []', 'for i in xs: pass']],
  ['was used up', ['it = zip([1])', 'a = list(it)', 'for i in it: pass']],
  [
    'is a range of one’s own',
    ['def range(n):\n    return []', 'for i in range(3): pass']
  ],
  [
    'a loop binds',
    ['n = 2', 'for n in (1, 0): pass', 'for i in range(n): pass']
  ],
  [
    'a comprehension empties',
    ['xs = [1]', 'a = [xs.remove(1) for q in (1,)]', 'for i in xs: pass']
  ]
];

test.each(UNCERTAIN)('nothing is certain of what %s', (_, cells) => {
  expect(bound([cells])[0].pop()).not.toContain('i');
  const names = certain(cells);
  expect(names[names.length - 1]).not.toContain('i');
});

const value = fc.constantFrom('0', '1', '3', '-1', '2.5');
const number = fc.oneof(
  value,
  fc.constantFrom(
    'n',
    'm',
    'n - 1',
    'len(xs)',
    'n // 2',
    'int(m ** 0.5)',
    'n % 2'
  )
);
const many = fc.oneof(
  number.map(n => `range(${n})`),
  fc.tuple(number, number).map(([a, b]) => `range(${a}, ${b})`),
  fc.constantFrom(
    'xs',
    'ys',
    '[]',
    '[1]',
    'enumerate(xs)',
    'zip(xs, ys)',
    'sorted(ys)',
    '"ab"',
    'it'
  )
);
const plain = fc.oneof(
  fc.tuple(fc.constantFrom('n', 'm'), number).map(([x, n]) => `${x} = ${n}`),
  fc.constantFrom(
    'xs = [1, 2]',
    'ys = (1,)',
    'ys = xs',
    'ys = list(xs)',
    'xs = []',
    'xs.pop()',
    'del xs[0]',
    'it = enumerate(xs)',
    'a = list(it)',
    'n -= 1',
    'def f():\n    global n\n    n = 0',
    'f()',
    'def g(l):\n    l.clear()',
    'g(xs)',
    'ys.clear()',
    'xs[:] = []',
    'print(xs, end="")',
    'i = 1',
    'del i'
  )
);
const indented = (text: string): string => text.replace(/^/gm, '    ');
const compound = fc.letrec<{ statement: string; loop: string }>(tie => ({
  statement: fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: tie('loop') }
  ),
  loop: fc.oneof(
    fc
      .tuple(
        fc.constantFrom('i', 'j', 'n'),
        many,
        fc.array(tie('statement'), { minLength: 1, maxLength: 2 }),
        fc.constantFrom('', 'break', 'continue', 'if n > 1: break')
      )
      .map(
        ([t, over, body, jump]) =>
          `for ${t} in ${over}:\n${indented([...body, ...(jump ? [jump] : [])].join('\n'))}`
      ),
    fc
      .tuple(number, plain)
      .map(
        ([n, body]) => `k = 0\nwhile k < ${n}:\n    k += 1\n${indented(body)}`
      ),
    fc
      .tuple(number, tie('statement'))
      .map(([n, body]) => `if ${n}:\n${indented(body)}`),
    tie('statement').map(
      body => `if 1:\n${indented([String(body)].join('\n'))}\nelse:\n    i = 0`
    ),
    many.map(over => `a = [(w := q) for q in ${over}]`)
  )
}));
const notebook = fc
  .array(
    fc
      .array(compound.statement, { minLength: 1, maxLength: 3 })
      .map(lines => lines.join('\n')),
    { minLength: 2, maxLength: 6 }
  )
  .map(cells => ['n = 2\nm = 3\nxs = [1]\nys = (1,)', ...cells]);

test('what is said to be bound is bound, in CPython', () => {
  const runs = Number(process.env.FLOW_PROGRAMS ?? 150);
  const seed = Number(process.env.FLOW_SEED ?? 1);
  const notebooks = fc.sample(notebook, { numRuns: runs, seed });
  const truth = bound(notebooks);
  notebooks.forEach((cells, at) => {
    const code = cells.map(source => ({
      source,
      facts: analyzeCell(python, source),
      raises: false
    }));
    const statements = settle(code, (source, known) =>
      analyzeCell(python, source, known)
    ).flatMap(facts => facts?.statements ?? []);
    truth[at].forEach((names, index) => {
      const claimed = statements[index].flow.mustBind.filter(name =>
        'ijw'.includes(name)
      );
      const wrong = claimed.filter(name => !names.includes(name));
      expect({ cells, index, wrong }).toEqual({ cells, index, wrong: [] });
    });
  });
});

test('nothing is known of what a cell binds that raises', () => {
  const last = (raises: boolean): readonly string[] | undefined =>
    settle(
      ['n = 0', 'n = 1', 'for i in range(n):\n    pass'].map((source, at) => ({
        source,
        facts: analyzeCell(python, source),
        raises: raises && at === 1
      })),
      (source, known) => analyzeCell(python, source, known)
    )[2]?.statements[0].flow.mustBind;
  expect(last(false)).toEqual(['i']);
  expect(last(true)).toEqual([]);
});
