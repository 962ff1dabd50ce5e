import type { Analysis } from '../../types';
import type { TargetContext } from '../context';
import { defaultTarget } from '../default';
import { isPaired, isTextTwin } from '../twin';
import { contextOf, notebookAnalysis } from './notebook';

let analysisOf: (path: string, cells: readonly string[]) => Analysis;
beforeAll(async () => {
  analysisOf = await notebookAnalysis();
});

function target(
  notebook: string,
  parts: Partial<TargetContext> = {},
  cells: string[] = []
): string {
  return defaultTarget(contextOf(analysisOf(notebook, cells), parts));
}

describe('the default module', () => {
  it('is the last one that was used', () => {
    expect(target('a/n.ipynb', { lastModule: 'a/last.py' })).toBe('a/last.py');
    expect(target('a/n.ipynb', { lastModule: 'b/last.py' })).toBe('a/n.py');
  });

  it('is a module of the project that the notebook imports', () => {
    const cells = [
      'import numpy as np',
      'from tools.clean import drop',
      'import other'
    ];
    const files = ['a/tools/clean.py', 'a/other.py', 'a/x.py'];
    expect(target('a/n.ipynb', { files }, cells)).toBe('a/tools/clean.py');
    expect(target('a/n.ipynb', { files: ['a/other.py'] }, cells)).toBe(
      'a/other.py'
    );
    expect(
      target('a/n.ipynb', { files: ['src/pkg/own.py'], searchPath: ['src'] }, [
        'from pkg import own'
      ])
    ).toBe('src/pkg/own.py');
    expect(
      target('a/n.ipynb', { files: ['src/own.py'] }, [
        "import sys\nsys.path.append('../src')",
        'import own'
      ])
    ).toBe('src/own.py');
  });

  it.each([
    ['a/Sales Überblick.ipynb', 'a/sales_uberblick.py'],
    ['01-eda.ipynb', 'nb_01_eda.py'],
    ['Untitled.ipynb', 'helpers.py'],
    ['x/Untitled12.ipynb', 'x/helpers.py'],
    ['分析.ipynb', 'helpers.py'],
    ['json.ipynb', 'json_lib.py'],
    ['pandas.ipynb', 'pandas_lib.py'],
    ['class.ipynb', 'class_lib.py'],
    ['__init__.ipynb', 'init.py']
  ])('of %s is %s', (notebook, path) => {
    expect(target(notebook)).toBe(path);
  });

  it('stands for nothing else', () => {
    expect(target('sales.ipynb', {}, ['sales = 1'])).toBe('sales_lib.py');
    expect(target('sales.ipynb', {}, ['import sales'])).toBe('sales_lib.py');
    expect(target('sales.ipynb', { paired: true })).toBe('sales_lib.py');
    expect(target('sales.ipynb', { paired: true }, ['sales_lib = 1'])).toBe(
      'sales_lib_2.py'
    );
    expect(target('sales.ipynb', { files: ['sales.py'] })).toBe('sales.py');
    expect(target('sales.ipynb', { files: ['Sales.py'] })).toBe('sales_lib.py');
  });
});

describe('a text twin', () => {
  it.each([
    '# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n\n# %%\nx = 1\n',
    '# ---\r\n# jupyter:\r\n#   kernelspec:\r\n# ---\r\n\r\n# +\r\nx = 1\r\n',
    'import x\n\n# %% [markdown]\n# text\n',
    '#%%\nx = 1\n',
    '#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\nx = 1\n',
    '# In[ ]:\n'
  ])('is %j', text => expect(isTextTwin(text)).toBe(true));

  it.each([
    '',
    'x = 1\n',
    '# ---\n# Helpers\n# ---\n',
    "s = '''\n# text\n'''\n",
    '# In the beginning\n'
  ])('is not %j', text => expect(isTextTwin(text)).toBe(false));

  it('is named in the metadata', () => {
    expect(isPaired({ jupytext: { formats: 'ipynb,py:percent' } })).toBe(true);
    expect(isPaired({ jupytext: { formats: 'ipynb,src//py:light' } })).toBe(
      true
    );
    expect(isPaired({ jupytext: { formats: 'ipynb,md' } })).toBe(false);
    expect(isPaired({ jupytext: { cell_metadata_filter: '-all' } })).toBe(
      false
    );
    expect(isPaired({})).toBe(false);
  });
});
