import type { CellFacts } from '../../../analysis/facts';
import { mergeModule } from '../merge';
import { addition } from './addition';
import { moduleAnalysis } from './python';

let analyze: (text: string) => CellFacts;
beforeAll(async () => {
  analyze = await moduleAnalysis();
});

type Parts = Parameters<typeof addition>[0];

function merge(before: string, parts: Parts) {
  const result = mergeModule(analyze, before, addition(parts));
  return result.ok ? result.after : result.conflicts;
}

const F = 'def f():\n    return 1';
const OLD = 'def old():\n    return 0\n';

describe('symbols that stand in a module already', () => {
  it('are reused when their code is the same', () => {
    const before =
      'import os\nRATE = 0.2\n\n# Older note.\n# Note.\ndef f(x = RATE):\n\n\t# in\n\treturn (os,\n\tx) # out';
    const same = '# Note.\ndef f(x=RATE):\n    # in\n    return (os, x)  # out';
    const parts = addition({
      imports: ['import os'],
      constants: ['RATE = 0.2'],
      definitions: [same]
    });
    expect(mergeModule(analyze, before, parts)).toEqual({
      ok: true,
      after: before,
      reused: ['RATE', 'f']
    });
  });

  it.each([
    [
      'another comment',
      '# a\ndef f():\n    return 1\n',
      '# b\ndef f():\n    return 1'
    ],
    ['another token', 'def f():\n    return 1\n', 'def f():\n    return 1.0'],
    [
      'another string',
      "def f():\n    '''a\n    b'''\n",
      "def f():\n    '''a\n  b'''"
    ],
    [
      'another block',
      'def f():\n    if a:\n        b\n    c\na = b = c = 1\n',
      'def f():\n    if a:\n        b\n        c'
    ],
    [
      'a decorator',
      '@staticmethod\ndef f():\n    return 1\n',
      'def f():\n    return 1'
    ],
    ['another kind', 'f = 1\n', 'def f():\n    return 1'],
    [
      'a second version',
      'def f():\n    return 1\ndef f():\n    return 1\n',
      'def f():\n    return 1'
    ],
    [
      'a condition',
      'if 1:\n    def f():\n        return 1\n',
      'def f():\n    return 1'
    ],
    ['a patch', 'def f():\n    return 1\nf.x = 1\n', 'def f():\n    return 1'],
    ['a del', 'def f():\n    return 1\ndel f\n', 'def f():\n    return 1'],
    [
      'a global',
      'def f():\n    return 1\ndef q():\n    global f\n    f = 2\n',
      'def f():\n    return 1'
    ]
  ])('are a conflict with %s', (_, before, definition) => {
    expect(merge(before, { definitions: [definition] })).toContainEqual(
      expect.objectContaining({ kind: 'symbol', name: 'f' })
    );
  });

  it('name the text and the line', () => {
    const before =
      '"""Doc."""\n\n# Two.\n@staticmethod\ndef f():\n    return 2  # two\n    # end\n\n\nx = 1\n';
    expect(merge(before, { definitions: [F] })).toEqual([
      {
        kind: 'symbol',
        name: 'f',
        existing:
          '# Two.\n@staticmethod\ndef f():\n    return 2  # two\n    # end',
        line: 4
      }
    ]);
  });

  it('are replaced on request, with the comments above, and nothing else', () => {
    const before = `x = 1\n\n# Old.\n# Notes.\n@staticmethod\ndef f():\n\treturn 2  # two\n\t# end\n\n# own\n${OLD}`;
    const definitions = [
      '# New.\ndef f():\n    return y',
      'def y():\n    pass'
    ];
    expect(merge(before, { definitions, update: ['f'] })).toBe(
      `x = 1\n\n\ndef y():\n    pass\n\n\n# New.\ndef f():\n    return y\n\n# own\n${OLD}`
    );
    expect(merge(before, { definitions: [F], update: ['f'] })).toBe(
      `x = 1\n\n# Old.\n# Notes.\n${F}\n\n# own\n${OLD}`
    );
    expect(
      merge('A = 1; B = 2\n', { constants: ['A = 3'], update: ['A'] })
    ).toEqual([
      expect.objectContaining({ kind: 'symbol', name: 'A', existing: '' })
    ]);
    expect(
      merge('A = 1  # old\nB = A\n', { constants: ['A = 3'], update: ['A'] })
    ).toBe('A = 3\nB = A\n');
  });
});
