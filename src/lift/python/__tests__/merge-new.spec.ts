import type { CellFacts } from '../../../analysis/facts';
import { mergeModule } from '../merge';
import { addition } from './addition';
import { faultsOf, moduleAnalysis } from './python';

type Parts = Parameters<typeof addition>[0];

let analyze: (text: string) => CellFacts;
beforeAll(async () => {
  analyze = await moduleAnalysis();
});

function textOf(parts: Parts, local: readonly string[] = []) {
  const result = mergeModule(analyze, null, addition(parts), {
    local: new Set(local)
  });
  return result.ok ? result.after : result.conflicts;
}

describe('a new module', () => {
  it('has all parts in their order, with the blank lines of PEP 8', () => {
    const text = textOf({
      docstring: 'Lifted from a notebook.',
      future: ['annotations'],
      imports: ['import numpy as np', 'import math'],
      constants: ['# Value added tax\nRATE = 0.2', "NAME = 'é'"],
      definitions: [
        'def tax(price: float):\n    return math.floor(price * RATE)',
        '# Of goods.\nclass Basket:\n    name = NAME\n\n    def mean(self):\n        return np.mean(1)'
      ]
    });
    expect(text).toBe(`"""Lifted from a notebook."""

from __future__ import annotations

import math

import numpy as np

# Value added tax
RATE = 0.2
NAME = 'é'


def tax(price: float):
    return math.floor(price * RATE)


# Of goods.
class Basket:
    name = NAME

    def mean(self):
        return np.mean(1)
`);
  });

  it('sorts imports as isort does', () => {
    const lines = [
      'from x import a',
      'from x import b as c',
      'from x import d',
      'from x import e as f',
      'from x import B',
      'from x import CONST',
      'from x import Cls',
      'from x import _p',
      'from x import d as dd',
      'import os.path',
      'import abc',
      'import _thread',
      'import Foo',
      'import foo2',
      'import foo10',
      'import numpy as np',
      'import numpy.linalg as la',
      'import x as xx',
      'import Zed',
      'from numpy import linalg',
      'import own.part'
    ];
    expect(
      textOf({ docstring: 'Lifted from a notebook.', imports: lines }, ['own'])
    ).toBe(`"""Lifted from a notebook."""

import _thread
import abc
import os.path

import Foo
import foo2
import foo10
import numpy as np
import numpy.linalg as la
import x as xx
import Zed
from numpy import linalg
from x import CONST, B, Cls, _p, a
from x import b as c
from x import d
from x import d as dd
from x import e as f

import own.part
`);
  });

  it('wraps a line of imports beyond 88 columns', () => {
    const lines = (last: string) =>
      [`${'a'.repeat(30)}`, `${'b'.repeat(29)}`, last].map(
        name => `from far import ${name}`
      );
    expect(textOf({ imports: lines('c'.repeat(9)) })).toBe(
      `from far import ${'a'.repeat(30)}, ${'b'.repeat(29)}, ${'c'.repeat(9)}\n`
    );
    expect(textOf({ imports: lines('c'.repeat(10)) })).toBe(
      `from far import (\n    ${'a'.repeat(30)},\n    ${'b'.repeat(29)},\n    ${'c'.repeat(10)},\n)\n`
    );
  });

  it('leaves out imports that others make', () => {
    const lines = [
      'import os',
      'import os.path',
      'import os',
      'import xml.dom',
      'import xml'
    ];
    expect(textOf({ imports: lines })).toBe('import os.path\nimport xml.dom\n');
  });

  it('has a docstring that is one, whatever the text', () => {
    const odd = [
      'a "quoted"',
      'three """ quotes',
      'back\\slash \\',
      '"""',
      'ends with \\"',
      'nul \0 x',
      'é 𝒳'
    ];
    const texts = odd.map(docstring => textOf({ docstring }) as string);
    expect(faultsOf(texts)).toEqual(odd.map(() => null));
    texts.forEach(text => expect(text).toMatch(/^"""[^]*"""\n$/));
  });

  it('does not ask for columns of a formula, nor for names that nothing evaluates', () => {
    const definitions = [
      "def f(df):\n    return smf.ols('price ~ np.log(size)', df)",
      "def g(x: 'pd.DataFrame'):\n    return x"
    ];
    const imports = ['import statsmodels.formula.api as smf'];
    expect(textOf({ imports, definitions })).toMatch(/^import statsmodels/);
  });

  it('replaces a file that holds nothing', () => {
    const one = addition({ definitions: ['def f():\n    return 1'] });
    const empty = mergeModule(analyze, '', one);
    expect(empty).toEqual(mergeModule(analyze, null, one));
    expect(mergeModule(analyze, '\ufeff \n\n', one)).toEqual(empty);
  });

  it.each([
    [
      'a name without a binding',
      { definitions: ['def f():\n    return nothing'] },
      'import',
      'nothing'
    ],
    [
      'display, which only notebooks have',
      { definitions: ['def f():\n    display(1)'] },
      'import',
      'display'
    ],
    [
      'a decorator defined too late',
      {
        definitions: ['@g\ndef f():\n    pass', 'def g(x):\n    return x']
      },
      'import',
      'g'
    ],
    [
      'two meanings of a name',
      { imports: ['import a as x', 'import b as x'] },
      'import',
      'x'
    ],
    [
      'a definition and an import of one name',
      {
        imports: ['import f'],
        definitions: ['def f():\n    pass']
      },
      'import',
      'f'
    ],
    ['a star', { imports: ['from os import *'] }, 'import', '*'],
    [
      'two versions',
      {
        definitions: ['def f():\n    return 1', 'def f():\n    return 2']
      },
      'symbol',
      'f'
    ],
    [
      'code that does not parse',
      { definitions: ['def f(:\n    pass'] },
      'syntax',
      'f'
    ],
    [
      'a global',
      { definitions: ['def f():\n    global n\n    n = 1'] },
      'syntax',
      'f'
    ]
  ])('is refused with %s', (_, addition, kind, name) => {
    expect(textOf(addition)).toContainEqual(
      expect.objectContaining({ kind, name })
    );
  });
});
