import { sentence } from '../../lift/messages';
import { readNotebook } from '../../lift/nbformat/read';
import type { Plan } from '../../lift/types';
import { planToContract, refusalOf, refusalsToContract } from '../contract';
import { planText, refusalsText } from '../text';

const NOTEBOOK = `\ufeff{
 "cells": [
  {"cell_type": "markdown", "id": "m", "metadata": {"w": 1.0}, "source": ["# \u2028"]},
  {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": 2,
   "source": ["t = x\\n", "y = t"]},
  {"cell_type": "code", "id": "b", "metadata": {"n": NaN, "i": 12345678901234567890}, "outputs": [],
   "execution_count": null, "source": "print(y)"}
 ],
 "nbformat": 4, "nbformat_minor": 5, "metadata": {}
}`;

function open() {
  const file = readNotebook(NOTEBOOK, 'sub/n.ipynb');
  if (!file.ok) {
    throw new Error(file.error.code);
  }
  return file.value;
}

const draft = (source: string) => ({
  source,
  metadata: {},
  outputs: [],
  executionCount: null,
  id: null
});

const PLAN: Plan = {
  kind: 'functions',
  functions: [
    {
      name: 'f',
      cells: [1],
      parameters: [{ name: 'x' }, { name: 'k', default: '3' }],
      returns: ['y'],
      changes: ['x'],
      droppable: ['t']
    }
  ],
  definitions: [{ name: 'g', cell: 1 }],
  dropped: ['t'],
  displays: [{ cell: 1, kept: true }],
  cells: [
    { index: 0, action: 'kept', inserted: [], id: 'm' },
    {
      index: 1,
      action: 'replaced',
      inserted: [draft('from lib import f'), draft('y = f(x)')],
      id: null
    },
    { index: 2, action: 'removed', inserted: [], id: null }
  ],
  warnings: [
    { code: 'w', cell: 1, line: 2, message: 'Mind this.', data: { a: 'b' } }
  ],
  files: [
    { path: 'lib.py', before: null, after: 'def f(x):\n    return x\n' },
    { path: 'old.py', before: 'a\n', after: 'a\nb\n' }
  ],
  offers: [{ cell: 1, start: 0, name: 'k', literal: '3' }]
};

type Printed = {
  cells: { id: string | null }[];
  notebook: { cells: { id: string }[] };
};

describe('planToContract', () => {
  it('has the shape that programs rely on', () => {
    const printed = JSON.parse(planToContract(PLAN, open())) as Printed;
    expect(printed).toMatchObject({
      ok: true,
      kind: 'functions',
      functions: [
        {
          name: 'f',
          cells: [1],
          parameters: [{ name: 'x' }, { name: 'k', default: '3' }],
          returns: ['y']
        }
      ],
      definitions: [{ name: 'g', cell: 1 }],
      dropped: ['t'],
      displays: [{ cell: 1, kept: true }],
      cells: [
        { index: 0, action: 'kept', id: 'm' },
        { index: 1, action: 'replaced' },
        { index: 2, action: 'removed', id: null }
      ],
      warnings: [{ code: 'w', cell: 1, line: 2, message: 'Mind this.' }],
      files: PLAN.files,
      notebook: {
        nbformat: 4,
        cells: [{ id: 'm' }, {}, { source: ['y = f(x)'] }]
      }
    });
    expect(Object.keys(printed)).toEqual([
      'ok',
      'kind',
      'functions',
      'definitions',
      'dropped',
      'displays',
      'cells',
      'warnings',
      'files',
      'notebook'
    ]);
    expect(printed.cells[1].id).toBe(printed.notebook.cells[2].id);
    expect(printed).not.toHaveProperty('offers');
    expect(JSON.stringify(printed)).not.toMatch(/"(changes|droppable|data)"/);
  });

  it('names what was written', () => {
    const printed = planToContract(PLAN, open(), ['lib.py', 'sub/n.ipynb']);
    expect(JSON.parse(printed)).toMatchObject({
      written: ['lib.py', 'sub/n.ipynb']
    });
  });

  it('is one line of JSON and keeps the numbers of the file', () => {
    const kept = { ...PLAN, cells: [] };
    const printed = planToContract(kept, open());
    expect(printed).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
    expect(printed).toContain('{"w":1.0}');
    expect(printed).toContain('{"n":null,"i":12345678901234567890}');
    expect(JSON.parse(printed)).toMatchObject({
      notebook: { cells: [{ source: ['# \u2028'] }, {}, {}] }
    });
  });
});

describe('refusals', () => {
  it('carry code, place, sentence and remedy', () => {
    const refusal = {
      code: 'bad-input' as const,
      cell: 1,
      line: 2,
      message: 'No.',
      data: { a: 'b' },
      remedy: { text: 'Do.', action: { kind: 'set-name' as const, name: 'f' } }
    };
    expect(JSON.parse(refusalsToContract([refusal]))).toEqual({
      ok: false,
      refusals: [
        {
          code: 'bad-input',
          cell: 1,
          line: 2,
          message: 'No.',
          remedy: { text: 'Do.', action: { kind: 'set-name', name: 'f' } }
        }
      ]
    });
    expect(
      refusalsText([refusal, { ...refusal, cell: null, remedy: undefined }])
    ).toBe('refused: cell 1, line 2: No.\n  Do.\nrefused: No.');
  });

  it('stand for failures too', () => {
    const failure = { code: 'no-space', data: { path: 'lib.py' } } as const;
    expect(refusalOf(failure)).toEqual({
      code: 'no-space',
      cell: null,
      line: null,
      message: sentence(failure).message,
      remedy: { text: sentence(failure).remedy }
    });
    expect(refusalOf({ code: 'target-folder', data: { path: 'x' } }).code).toBe(
      'bad-target'
    );
    expect(
      refusalOf({ code: 'notebook-changed', data: { path: 'x' } }).code
    ).toBe('stale-preview');
  });
});

test('planText shows diffs, then warnings', () => {
  const text = planText(PLAN, open().snapshot);
  expect(text).toBe(
    [
      '--- /dev/null',
      '+++ lib.py',
      '@@ -0,0 +1,2 @@',
      '+def f(x):',
      '+    return x',
      '--- old.py',
      '+++ old.py',
      '@@ -1,1 +1,2 @@',
      ' a',
      '+b',
      '--- cell 1',
      '+++ cell 1, replaced',
      '-t = x',
      '-y = t',
      '+from lib import f',
      '+# %%',
      '+y = f(x)',
      '--- cell 2',
      '+++ cell 2, removed',
      '-print(y)',
      'warning: cell 1, line 2: Mind this.'
    ].join('\n')
  );
});
