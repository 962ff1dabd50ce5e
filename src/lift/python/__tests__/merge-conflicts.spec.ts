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

describe('what cannot be merged safely', () => {
  const reads = (name: string) => `def f():\n    return ${name}`;

  it.each<[string, string, Parts, string, string, number]>([
    [
      'an import bound to another thing',
      'import cupy as np\n',
      { imports: ['import numpy as np'], definitions: [reads('np')] },
      'import',
      'np',
      1
    ],
    [
      'an import under a condition',
      'try:\n    import os\nexcept ImportError:\n    os = None\n',
      { imports: ['import os'] },
      'import',
      'os',
      1
    ],
    [
      'an import that is deleted',
      'import os\ndel os\n',
      { imports: ['import os'] },
      'import',
      'os',
      2
    ],
    [
      'the same code with another import',
      'import cupy as np\n\ndef f():\n    return np\n',
      { imports: ['import numpy as np'], definitions: [reads('np')] },
      'import',
      'np',
      1
    ],
    [
      'a name in a formula that is bound to another thing',
      'import cupy as np\n',
      {
        imports: ['import numpy as np'],
        definitions: ["def f(ols, df):\n    return ols('y ~ np.log(x)', df)"]
      },
      'import',
      'np',
      1
    ],
    [
      'a constant with another value',
      '\nRATE = 0.3\n',
      { constants: ['RATE = 0.2'], definitions: [reads('RATE')] },
      'symbol',
      'RATE',
      2
    ],
    [
      'a builtin that the module rebinds',
      'sum = max\n',
      { definitions: [reads('sum')] },
      'import',
      'sum',
      1
    ],
    [
      'a builtin that may come with a star',
      'x = 1\nfrom os import *\n',
      { definitions: [F] },
      'import',
      '*',
      2
    ],
    [
      'a star inside a block',
      'try:\n    from os import *\nexcept ImportError:\n    pass\n',
      { definitions: [F] },
      'import',
      '*',
      1
    ],
    [
      'a definition that hides a builtin',
      'x = 1\n\ndef q(): return sum([])\n',
      { definitions: ['def sum(x):\n    return 0'] },
      'import',
      'sum',
      3
    ],
    [
      'an import that hides a builtin',
      'def q(): return abs(1)\n',
      { imports: ['from numpy import abs'] },
      'import',
      'abs',
      1
    ],
    [
      'a name that comes from elsewhere',
      'def q(): return later\n',
      { constants: ['later = 1'] },
      'import',
      'later',
      1
    ],
    [
      'a module that does not parse',
      'x = 1\ndef (:\n',
      { definitions: [F] },
      'syntax',
      '',
      2
    ],
    [
      'a declared encoding that is not UTF-8',
      '# coding: latin-1\nx = "é"\n',
      { definitions: [F] },
      'syntax',
      '',
      1
    ],
    [
      'a replaced default before its constant',
      'def f(x=1): pass\nA = 1\n',
      {
        constants: ['A = 1'],
        definitions: ['def f(x=A):\n    pass'],
        update: ['f']
      },
      'import',
      'A',
      1
    ],
    [
      'a flag that changes a class',
      'class K:\n    x: int = 1\n',
      { future: ['annotations'], definitions: ['def f(x: int):\n    pass'] },
      'future',
      'annotations',
      1
    ],
    [
      'a flag that changes a decorated function',
      'import functools\n\n@functools.cache\ndef k(x: int): pass\n',
      { future: ['annotations'], definitions: ['def f(x: int):\n    pass'] },
      'future',
      'annotations',
      3
    ],
    [
      'a flag that changes the new class',
      '"""D."""\nfrom __future__ import annotations\n',
      { definitions: ['class K:\n    x: int = 1'] },
      'future',
      'annotations',
      2
    ],
    [
      'a flag without which the same class differs',
      'class K:\n    x: int = 1\n',
      { future: ['annotations'], definitions: ['class K:\n    x: int = 1'] },
      'future',
      'annotations',
      1
    ],
    [
      'a flag that changes a class in a function',
      'from __future__ import annotations\n',
      {
        definitions: [
          'def f():\n    class K:\n        x: int = 1\n    return K'
        ]
      },
      'future',
      'annotations',
      1
    ]
  ])('is refused: %s', (_, before, parts, kind, name, line) => {
    expect(merge(before, parts)).toContainEqual(
      expect.objectContaining({ kind, name, line })
    );
  });

  it('is only that: a declared encoding with plain text is fine', () => {
    expect(merge('# coding: latin-1\nx = 1\n', { definitions: [F] })).toBe(
      `# coding: latin-1\nx = 1\n\n\n${F}\n`
    );
    expect(merge('# coding: utf8\nx = "é"\n', { definitions: [F] })).toBe(
      `# coding: utf8\nx = "é"\n\n\n${F}\n`
    );
  });

  it('gives all reasons at once', () => {
    const conflicts = merge('import cupy as np\nf = 1\n', {
      imports: ['import numpy as np'],
      definitions: [F]
    });
    expect(conflicts).toHaveLength(2);
  });
});
