import type { PythonLift } from '../python/language';
import { planOf, pythonLift, snapshotOf, type CellText } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

const CODE = 'total = sum(xs)\nmean = total / 2';

/** Name and first line of the docstring of the function made of a cell, by default the last but one. */
function said(
  cells: readonly CellText[],
  cell = cells.length - 2
): { name: string; summary: string } {
  const result = planOf(language, snapshotOf(cells), { cells: [cell] });
  if (!result.ok) {
    throw new Error(result.refusals[0].message);
  }
  const { functions, files } = result.plan;
  const [name] = functions.map(one => one.name);
  const text = files[0].after;
  const summary = /"""(.*?)("""|\n)/.exec(text.slice(text.indexOf('def ')));
  return { name, summary: summary?.[1] ?? '' };
}

const summaryOfComment = (comment: string): string =>
  said(['xs = [1]', `${comment}\n${CODE}`, 'print(mean)']).summary;
const underHeading = (...above: CellText[]) =>
  said(['xs = [1]', ...above, CODE, 'print(mean)']);

const NONE = 'Lifted from work.ipynb.';

describe('the docstring of a function', () => {
  it.each([
    ['# add them up', 'Add them up.'],
    ['## Add them up!', 'Add them up!'],
    ['#: add them up', 'Add them up.'],
    ['# 3. Add them up', 'Add them up.'],
    ['# Step 2: add them up,', 'Add them up.'],
    ['# --- add them up ---', 'Add them up.'],
    ['# Add them up. Then halve.', 'Add them up.'],
    ['# Add them, e.g. twice. Yes', 'Add them, e.g. twice.'],
    ['# add them up,\n# and halve the sum', 'Add them up, and halve the sum.'],
    ['# Add them up\n# Halve the sum', 'Add them up.'],
    ['# Rows with p < 0.05', 'Rows with p < 0.05.'],
    ['# xs are added up', 'xs are added up.'],
    ['# mean_of holds it', 'mean_of holds it.'],
    [
      `# ${'many words '.repeat(9)}`,
      `Many words ${'many words '.repeat(5)}many…`
    ]
  ])('begins with %j as %j', (comment, summary) => {
    expect(summaryOfComment(comment)).toBe(summary);
  });

  it.each([
    '#%% [markdown]',
    '# %% Load',
    '# In[3]:',
    '#!/usr/bin/env python',
    '# -*- coding: utf-8 -*-',
    '# noqa: E501',
    '# type: ignore',
    '# pylint: disable=all',
    '# fmt: off',
    '#@title',
    '#| echo: false',
    '# TODO: mend this',
    '# ----------',
    '# x = sum(xs)',
    '# print(xs)',
    '# xs.sort()',
    '# return xs',
    '# for x in xs:',
    '# import numpy as np'
  ])('passes over %j for the next comment, if there is one', comment => {
    expect(summaryOfComment(comment)).toBe(NONE);
    expect(summaryOfComment(`${comment}\n# add them up`)).toBe('Add them up.');
    expect(summaryOfComment(`${comment}\n\n# add them up`)).toBe(
      'Add them up.'
    );
  });

  it.each([
    '"""add them up"""',
    "'add them up'",
    'r"""\nadd them up\nlater\n"""'
  ])('begins with what a string at the start says, which stays: %s', text => {
    const cells = ['xs = [1]', `${text}\n${CODE}`, 'print(mean)'];
    const { name, summary } = said(cells);
    expect([name, summary]).toEqual(['add_up', 'Add them up.']);
  });
});

describe('the heading above', () => {
  it('names the code right below it', () => {
    const heading = { markdown: '## Mean values\n\nText' };
    const expected = { name: 'compute_mean_values', summary: 'Mean values.' };
    expect(underHeading(heading)).toEqual(expected);
    expect(underHeading(heading, 'import os', '%pwd')).toEqual(expected);
    expect(underHeading(heading, 'a = 1').summary).toBe(NONE);
  });

  it('keeps underscores of names and loses marks and formulas', () => {
    const markdown = '## _Sum_ of `all_data` **$x^2_i$**';
    expect(underHeading({ markdown }).summary).toBe('Sum of all_data.');
  });

  it('names nothing where it is the title, or that of the imports', () => {
    expect(underHeading({ markdown: '# My work' }).summary).toBe(NONE);
    const two = [{ markdown: '# Add up' }, { markdown: '# Add up all' }];
    expect(underHeading(...two).summary).toBe('Add up all.');
    const imports = { markdown: '## Import the packages' };
    expect(underHeading(imports, 'import os').summary).toBe(NONE);
    const above = ['xs = [1]', imports, `import os\n${CODE}`, 'print(mean)'];
    expect(said(above).summary).toBe(NONE);
  });
});
