import { proposeTarget, readProject, type Known } from '../../project';
import { notebookAnalysis } from '../../target/__tests__/notebook';
import type { Analysis } from '../../types';
import { MemoryFiles } from './files';

let analysisOf: (path: string, cells: readonly string[]) => Analysis;
beforeAll(async () => {
  analysisOf = await notebookAnalysis();
});

type Texts = { readonly [path: string]: string };

function read(
  to: string,
  texts: Texts = {},
  cells: string[] = [],
  known?: Known,
  path = 'a/n.ipynb'
) {
  const files = new MemoryFiles(texts);
  const { snapshot, cells: facts } = analysisOf(path, cells);
  const project = readProject(
    files,
    snapshot,
    facts,
    { cells: [cells.length], to },
    known
  );
  return { files, project };
}

describe('what planning may know of a project', () => {
  it('is the module, its name and who imports it', async () => {
    const texts = {
      'a/n.ipynb':
        '{"cells": [{"cell_type": "code", "source": "import tools.clean"}]}',
      'a/tools/clean.py': 'x = 1\n',
      'a/main.py': 'from tools.clean import x\n',
      'a/old/m.ipynb': JSON.stringify({
        cells: [
          {
            cell_type: 'code',
            source: ['import os\n', 'from tools import clean']
          }
        ]
      }),
      'a/tools/other.py': 'from . import clean\n',
      'b/far.py': 'from numpy import clean\n',
      'a/venv/lib/x.py': 'import clean\n',
      'a/.hidden/x.py': 'import clean\n'
    };
    const { project } = read('a/tools/clean.py', texts);
    expect(await project).toEqual({
      notebookFolder: 'a',
      module: 'x = 1\n',
      importName: { ok: true, name: 'tools.clean' },
      leadingBack: [],
      importers: ['a/main.py', 'a/old/m.ipynb', 'a/tools/other.py']
    });
  });

  it('names the modules that the module cannot import', async () => {
    const texts = {
      'a/n.ipynb': '',
      'a/mod.py': 'BASE = 3\n',
      'a/near.py': 'from mod import BASE\n',
      'a/far.py': 'import os, near\n',
      'a/pkg/__init__.py': 'from .inner import x\n',
      'a/pkg/inner.py': 'import far\nx = 1\n',
      'a/free.py': 'import os\n'
    };
    const cells = [
      'import far, free, os, numpy as np\nfrom near import BASE\nfrom pkg import inner'
    ];
    const { project } = read('a/mod.py', texts, cells);
    expect(await project).toMatchObject({
      leadingBack: ['far', 'near', 'pkg', 'pkg.inner']
    });
  });

  it('takes few questions where there is no module yet', async () => {
    const { files, project } = read('a/new.py', {
      'a/n.ipynb': '',
      'b/x.py': ''
    });
    expect(await project).toEqual({
      notebookFolder: 'a',
      module: null,
      importName: { ok: true, name: 'new' },
      leadingBack: [],
      importers: []
    });
    expect(files.asked).toEqual(['list a', 'list ', 'read a/new.py']);
  });

  it('never leaves the project', async () => {
    const cells = [
      "import sys\nsys.path.append('../..')\nsys.path.append('/etc')"
    ];
    const { files, project } = read('../secret.py', {}, cells, {
      searchPath: ['../lib', '/usr/lib']
    });
    expect(await project).toMatchObject({ code: 'bad-target' });
    expect(files.asked).toEqual(['list a']);
  });

  it('tells of a module that cannot be imported', async () => {
    const { project } = read('b/new.py');
    expect(await project).toMatchObject({
      importName: { ok: false, refusal: { code: 'not-importable' } }
    });
    const known = { searchPath: ['b'] };
    expect(await read('b/new.py', {}, [], known).project).toMatchObject({
      importName: { name: 'new' }
    });
  });

  it('uses the notebook’s own place below the root', async () => {
    const { project } = read(
      'n_lib.py',
      {},
      [],
      { notebook: 'n.ipynb' },
      'work/n.ipynb'
    );
    expect(await project).toMatchObject({
      notebookFolder: '',
      importName: { name: 'n_lib' }
    });
  });

  it.each<[string, Texts, string]>([
    ['a/n.py', { 'a/n.py': '# %%\nx = 1\n' }, 'text twin'],
    ['a/Tools.py', { 'a/tools.py': '' }, 'capital letters'],
    ['a/tools.py', { 'a/tools.py/x': '' }, 'is a folder'],
    ['a/data/x.py', { 'a/data': '' }, 'is a file'],
    ['a/mod.py', { 'a/mod/__init__.py': '' }, '']
  ])('does not take %s for a module among %j', async (to, texts, detail) => {
    const answer = await read(to, texts).project;
    if (detail === '') {
      expect(answer).toMatchObject({ importName: { ok: false } });
    } else {
      expect(answer).toMatchObject({
        code: 'bad-target',
        message: expect.stringContaining(detail) as string
      });
    }
  });
});

describe('a proposed module', () => {
  const propose = (texts: Texts, cells: string[] = [], known?: Known) =>
    proposeTarget(
      new MemoryFiles(texts),
      analysisOf('a/sales.ipynb', cells),
      known
    );

  it('is the one that fits the project', async () => {
    expect(await propose({})).toBe('a/sales.py');
    expect(await propose({ 'a/sales.py': '# %%\n' })).toBe('a/sales_lib.py');
    expect(await propose({ 'a/sales.py': 'x = 1\n' })).toBe('a/sales.py');
    expect(
      await propose({}, [], { metadata: { jupytext: { formats: 'ipynb,py' } } })
    ).toBe('a/sales_lib.py');
    expect(
      await propose({ 'a/pkg/own.py': '' }, [
        'import os',
        'from pkg.own import f'
      ])
    ).toBe('a/pkg/own.py');
    expect(
      await propose({ 'a/own.py': '' }, ['import own'], {
        lastModule: 'a/last.py'
      })
    ).toBe('a/last.py');
  });
});
