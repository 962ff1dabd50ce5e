import { Folder } from './folder';
import { failed, planned, refused, runHere } from './here';
import { CIRCLE, CIRCLE_TEXT, jupyterText, MARKDOWN } from './notebooks';

const folder = new Folder();
const full = folder.at('n.ipynb');
beforeEach(() => {
  folder.clear();
  folder.put('n.ipynb', CIRCLE_TEXT);
});
afterAll(() => folder.remove());

describe('plan', () => {
  const plan = (...more: string[]) =>
    runHere(['plan', full, '--to', 'lib.py', ...more]);

  it('says what would change and writes nothing', async () => {
    const made = planned(await plan('--cells', '3'));
    expect(made).toMatchObject({
      ok: true,
      kind: 'functions',
      definitions: []
    });
    expect(made.functions).toMatchObject([
      { cells: [3], returns: ['area', 'length'] }
    ]);
    expect(made.cells.map(cell => cell.index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(made.cells[3].action).toBe('replaced');
    expect(made.files).toMatchObject([{ path: 'lib.py', before: null }]);
    expect(made.files[0].after).toContain('import math');
    expect(made.notebook.cells[0]).toEqual(MARKDOWN);
    expect(made.notebook.cells.map(cell => cell.id)).toContain(
      made.cells[3].id
    );
    expect(folder.list()).toEqual(['n.ipynb']);
    expect(folder.text('n.ipynb')).toBe(CIRCLE_TEXT);
  });

  it('takes names and definitions', async () => {
    const named = planned(await plan('--cells=3', '--name=measure'));
    expect(named.functions[0].name).toBe('measure');
    expect(
      planned(await plan('--cells', '2-4', '--only', 'double'))
    ).toMatchObject({
      kind: 'definitions',
      functions: [],
      definitions: [{ name: 'double', cell: 4 }]
    });
  });

  it('prints for people', async () => {
    const { code, out } = await plan('--cells', '3', '--text');
    expect(code).toBe(0);
    expect(out).toContain('--- /dev/null\n+++ lib.py\n@@');
    expect(out).toContain('+++ cell 3, replaced\n');
    expect(out).toContain('-area = math.pi * radius ** 2');
    const no = await plan('--cells', '0', '--text');
    expect(no).toMatchObject({ code: 2, err: '' });
    expect(no.out).toMatch(/^refused: .*\n {2}\S/);
  });

  it.each([
    ['99', 'bad-input'],
    ['6', 'bad-input'],
    ['3,3', 'bad-input'],
    ['three', 'bad-input'],
    ['5-3', 'bad-input'],
    ['0', 'nothing-to-lift']
  ])('refuses --cells %s as %s', async (cells, expected) => {
    expect(refused(await plan('--cells', cells))[0].code).toBe(expected);
  });

  it('refuses roots that are none of the notebook', async () => {
    folder.put('b/x', '');
    for (const root of ['b', 'none', 'b/x']) {
      const made = await plan('--cells', '3', '--root', folder.at(root));
      expect(refused(made)).toMatchObject([{ code: 'bad-input' }]);
    }
  });

  it('refuses other languages', async () => {
    const metadata = { kernelspec: { name: 'ir', language: 'R' } };
    folder.put('n.ipynb', jupyterText({ ...CIRCLE, metadata }));
    const other = [{ code: 'unsupported-language' }];
    expect(refused(await plan('--cells', '3'))).toMatchObject(other);
    expect(refused(await runHere(['analyze', full]))).toMatchObject(other);
  });
});

describe('notebooks that cannot be read', () => {
  it.each<[string, string | Buffer, string]>([
    ['nothing', '', 'not valid JSON'],
    ['no JSON', '{"cells": [', 'not valid JSON'],
    ['a conflict', '{\n<<<<<<< a\n}', 'merge conflict'],
    ['nbformat 3', '{"nbformat": 3, "worksheets": []}', 'nbconvert'],
    ['nbformat 5', '{"nbformat": 5, "cells": []}', 'newer'],
    ['no cells', '{"nbformat": 4}', 'not a notebook'],
    ['other bytes', Buffer.from([0x7b, 0xff, 0x7d]), 'not UTF-8']
  ])('%s', async (_name, content, expected) => {
    folder.put('n.ipynb', content);
    expect(failed(await runHere(['analyze', full]))).toContain(expected);
    const args = ['plan', full, '--cells', '0', '--to', 'a.py'];
    expect(failed(await runHere(args))).toContain(expected);
  });

  it('missing ones and folders', async () => {
    const missing = await runHere(['analyze', folder.at('none.ipynb')]);
    expect(failed(missing)).toContain('there is no such file');
    const args = ['apply', folder.path, '--cells', '0', '--to', 'a.py'];
    expect(failed(await runHere(args))).toContain('it is a folder');
  });
});

describe('usage', () => {
  it.each([
    [['what']],
    [['plan', full]],
    [['plan', full, '--cells', '0', '--to', 'a.py', '--frob']],
    [['analyze']],
    [['check', full, full]],
    [['verify', full]]
  ])('complains of %j', async args => {
    failed(await runHere(args));
  });
});

describe('analyze', () => {
  it('describes code cells', async () => {
    const { code, out, err } = await runHere(['analyze', full]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { language, cells } = JSON.parse(out) as {
      language: string;
      cells: { index: number }[];
    };
    expect(language).toBe('python');
    expect(cells.map(cell => cell.index)).toEqual([1, 2, 3, 4, 5]);
    expect(cells[2]).toEqual({
      index: 3,
      id: 'c3',
      status: 'exact',
      reads: ['math', 'radius'],
      deferredReads: [],
      writes: ['area', 'length'],
      mutates: [],
      deletes: [],
      imports: [],
      definitions: [],
      magics: [],
      await: false,
      problems: []
    });
  });

  it('prints for people', async () => {
    const { out } = await runHere(['analyze', full, '--text']);
    expect(out).toContain(
      'cell 3\n  reads math, radius\n  writes area, length\n'
    );
  });
});
