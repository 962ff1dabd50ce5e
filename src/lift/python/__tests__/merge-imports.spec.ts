import type { CellFacts } from '../../../analysis/facts';
import { mergeModule, type MergeOptions } from '../merge';
import { addition } from './addition';
import { moduleAnalysis } from './python';

let analyze: (text: string) => CellFacts;
beforeAll(async () => {
  analyze = await moduleAnalysis();
});

type Parts = Parameters<typeof addition>[0];

function merge(before: string, parts: Parts, options?: MergeOptions) {
  const result = mergeModule(analyze, before, addition(parts), options);
  return result.ok ? result.after : result.conflicts;
}

const F = 'def f():\n    return 1';
const OLD = 'def old():\n    return 0\n';

describe('imports that go into a module', () => {
  it.each([
    [
      'sorted into a line',
      'from x import a, c\n',
      ['from x import b'],
      'from x import a, b, c\n'
    ],
    [
      'behind a line out of order',
      'from x import c, a\n',
      ['from x import b'],
      'from x import c, a, b\n'
    ],
    [
      'into brackets',
      'from x import (a)\n',
      ['from x import b'],
      'from x import (a, b)\n'
    ],
    [
      'into lines of their own',
      'from x import (\n    a,\n    c,\n)\n',
      ['from x import b', 'from x import d'],
      'from x import (\n    a,\n    b,\n    c,\n    d,\n)\n'
    ],
    [
      'into lines without a last comma',
      'from x import (\n  a,\n  c\n)\n',
      ['from x import d', 'from x import e as f'],
      'from x import (\n  a,\n  c,\n  d,\n  e as f\n)\n'
    ],
    [
      'below a line with a comment',
      'from x import a  # noqa\n',
      ['from x import b'],
      'from x import a  # noqa\nfrom x import b\n'
    ],
    [
      'below a joined line',
      'from x import a, \\\n  c\n',
      ['from x import b'],
      'from x import a, \\\n  c\nfrom x import b\n'
    ],
    [
      'below a shared line',
      'from x import a; import os\n',
      ['from x import b'],
      'from x import a; import os\n\nfrom x import b\n'
    ],
    [
      'below a line that is full',
      `from x import ${'a'.repeat(74)}\n`,
      ['from x import b'],
      `from x import ${'a'.repeat(74)}\nfrom x import b\n`
    ],
    [
      'not at all when they are there',
      'import os.path\nfrom x import a as b\n',
      [
        'import os',
        'import os.path',
        'from x import a as b',
        'import x.a as b'
      ],
      'import os.path\nfrom x import a as b\n'
    ],
    [
      'after all imports, others above',
      'import os\nimport x\n\ny = 1\nimport z\n\ndef q(): pass\nimport last\n',
      ['import json'],
      'import os\nimport x\n\ny = 1\nimport z\n\nimport json\n\ndef q(): pass\nimport last\n'
    ],
    [
      'after the docstring',
      `"""Doc."""\n${OLD}`,
      ['import os'],
      `"""Doc."""\n\nimport os\n\n\n${OLD}`
    ],
    [
      'after __future__',
      'from __future__ import annotations\nx = 1\n',
      ['import os'],
      'from __future__ import annotations\n\nimport os\n\nx = 1\n'
    ],
    [
      'after the heading comment, above the comment of a definition',
      `#!/usr/bin/env python3\n# Licence: none\n\n# About old.\n${OLD}`,
      ['import os'],
      `#!/usr/bin/env python3\n# Licence: none\n\nimport os\n\n\n# About old.\n${OLD}`
    ],
    [
      'after what says how to read the file',
      `# coding: utf-8\n# About old.\n${OLD}`,
      ['import os'],
      `# coding: utf-8\n\nimport os\n\n\n# About old.\n${OLD}`
    ],
    ['at the very top', OLD, ['import os'], `import os\n\n\n${OLD}`],
    [
      'at the very top, above blank lines',
      `\n\n\n${OLD}`,
      ['import os'],
      `import os\n\n\n\n${OLD}`
    ],
    [
      'after nothing but comments',
      '# todo',
      ['import os'],
      '# todo\n\nimport os'
    ]
  ])('stand %s', (_, before, imports, after) => {
    expect(merge(before, { imports })).toBe(after);
  });

  it('follow the line ends of the module', () => {
    const before = 'import os\r\n\r\n\r\ndef old():\r\n\treturn 0';
    expect(merge(before, { imports: ['import json'], definitions: [F] })).toBe(
      'import os\r\nimport json\r\n\r\n\r\ndef old():\r\n\treturn 0\r\n\r\n\r\ndef f():\r\n    return 1'
    );
  });

  it('are left out where they come from the module itself', () => {
    const parts = {
      imports: ['from pkg.own import old'],
      definitions: ['def f():\n    return old()']
    };
    const options = { self: 'pkg.own' };
    expect(merge(OLD, parts, options)).toBe(
      `${OLD}\n\n${parts.definitions[0]}\n`
    );
    expect(merge('x = 1\n', parts, options)).toEqual([
      expect.objectContaining({ kind: 'import', name: 'old' })
    ]);
  });
});
