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
const G = 'def g():\n    return 2';
const OLD = 'def old():\n    return 0\n';

describe('constants and definitions that go into a module', () => {
  it.each([
    [
      'constants behind the imports',
      `import os\n\n\n${OLD}`,
      { constants: ['A = 1', 'B = 2'] },
      `import os\n\nA = 1\nB = 2\n\n\n${OLD}`
    ],
    [
      'constants behind the constants',
      `import os\n\nZ = 0  # zero\n\n\n${OLD}`,
      { imports: ['import re'], constants: ['A = 1'] },
      `import os\nimport re\n\nZ = 0  # zero\nA = 1\n\n\n${OLD}`
    ],
    [
      'constants at the top',
      OLD,
      { constants: ['A = 1'] },
      `A = 1\n\n\n${OLD}`
    ],
    [
      'definitions at the end',
      OLD,
      { definitions: [F, G] },
      `${OLD}\n\n${F}\n\n\n${G}\n`
    ],
    [
      'definitions at the end without line end',
      'x = 1',
      { definitions: [F] },
      `x = 1\n\n\n${F}`
    ],
    [
      'definitions behind a last comment',
      `${OLD}\n# end\n\n\n`,
      { definitions: [F] },
      `${OLD}\n# end\n\n\n${F}\n\n\n`
    ],
    [
      'definitions before the main guard',
      `${OLD}\n\n# Run.\nif __name__ == '__main__':\n    old()\n`,
      { definitions: [F] },
      `${OLD}\n\n${F}\n\n\n# Run.\nif __name__ == '__main__':\n    old()\n`
    ],
    [
      'definitions before a lone main guard',
      'if "__main__" == __name__:\n    pass\n',
      { definitions: [F] },
      `${F}\n\n\nif "__main__" == __name__:\n    pass\n`
    ],
    [
      'definitions behind a guard that is not last',
      `if __name__ == '__main__':\n    pass\n${OLD}`,
      { definitions: [F] },
      `if __name__ == '__main__':\n    pass\n${OLD}\n\n${F}\n`
    ],
    [
      'behind a form feed',
      `${OLD}\n\f\nclass K: pass\n`,
      { definitions: [F] },
      `${OLD}\n\f\nclass K: pass\n\n\n${F}\n`
    ],
    [
      'names in __all__',
      `__all__ = ["old"]\n${OLD}`,
      { constants: ['A = 1'], definitions: [F, 'def _g():\n    pass'] },
      `__all__ = ["old", "f"]\n\nA = 1\n\n\n${OLD}\n\n${F}\n\n\ndef _g():\n    pass\n`
    ],
    [
      'names in an __all__ of lines',
      `__all__ = [\n    'old',  # note\n]\n${OLD}`,
      { definitions: [F] },
      `__all__ = [\n    'old',  # note\n    'f',\n]\n${OLD}\n\n${F}\n`
    ],
    [
      'names in a tuple',
      `__all__ = ('old',)\n${OLD}`,
      { definitions: [F] },
      `__all__ = ('old', 'f',)\n${OLD}\n\n${F}\n`
    ],
    [
      'no name twice in __all__',
      `__all__ = ['f']\n${OLD}`,
      { definitions: [`\n\n${F}\n\n`] },
      `__all__ = ['f']\n${OLD}\n\n${F}\n`
    ],
    [
      'no names in an __all__ that is computed',
      `__all__ = ['old'] + []\n${OLD}`,
      { definitions: [F] },
      `__all__ = ['old'] + []\n${OLD}\n\n${F}\n`
    ],
    [
      'no names in an __all__ that is read',
      `__all__ = ['old']\n__all__ += []\n${OLD}`,
      { definitions: [F] },
      `__all__ = ['old']\n__all__ += []\n${OLD}\n\n${F}\n`
    ]
  ])('stand: %s', (_, before, parts, after) => {
    expect(merge(before, parts)).toBe(after);
  });

  it('bring their flag where no code of the module minds', () => {
    const future = ['annotations'];
    const definitions = ['def f(x: int):\n    return x'];
    expect(merge(`"""Doc."""\n${OLD}`, { future, definitions })).toBe(
      `"""Doc."""\n\nfrom __future__ import annotations\n\n\n${OLD}\n\n${definitions[0]}\n`
    );
    expect(
      merge('from __future__ import division\n', { future, definitions })
    ).toBe(
      `from __future__ import annotations, division\n\n\n${definitions[0]}\n`
    );
    expect(
      merge(OLD, { future: [...future, 'division'], definitions: [F] })
    ).toBe(`${OLD}\n\n${F}\n`);
  });
});
