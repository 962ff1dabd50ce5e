import { readNotebook } from '../read';

/** Reads what must be readable. */
function read(value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const result = readNotebook(text, 'a.ipynb');
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.value;
}

/** What is said of what cannot be read. */
function problem(value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const result = readNotebook(text, 'a.ipynb');
  return result.ok ? null : result.error;
}

const code = (source: unknown, more = {}) => ({
  cell_type: 'code',
  metadata: {},
  outputs: [],
  execution_count: null,
  source,
  ...more
});
const notebook = (cells: unknown[], more = {}) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells,
  ...more
});

describe('readNotebook', () => {
  it('joins lines and takes strings as they are', () => {
    const { cells } = read(
      notebook([code(['a\n', 'b']), code('a\nb'), code([])])
    ).snapshot;
    expect(cells.map(cell => cell.source)).toEqual(['a\nb', 'a\nb', '']);
  });

  it('carries metadata, outputs, attachments and counts', () => {
    const output = { output_type: 'stream', name: 'stdout', text: ['1\n'] };
    const [one, two] = read(
      notebook([
        code('x', {
          id: 'abc',
          execution_count: 7,
          outputs: [output],
          metadata: { tags: ['t'] }
        }),
        {
          cell_type: 'markdown',
          id: 'm',
          metadata: {},
          source: '# T',
          attachments: { a: {} }
        }
      ])
    ).snapshot.cells;
    expect(one).toEqual({
      index: 0,
      id: 'abc',
      kind: 'code',
      source: 'x',
      metadata: { tags: ['t'] },
      outputs: [output],
      executionCount: 7
    });
    expect(two).toMatchObject({
      kind: 'markdown',
      attachments: { a: {} },
      executionCount: null
    });
  });

  it('knows no ids before nbformat 4.5, and takes missing and repeated ones as they come', () => {
    const cells = [
      code('a', { id: 'x' }),
      code('b'),
      code('c', { id: 'x' }),
      code('d', { id: 3 })
    ];
    const ids = (minor: number) =>
      read(notebook(cells, { nbformat_minor: minor })).snapshot.cells.map(
        cell => cell.id
      );
    expect(ids(5)).toEqual(['x', null, 'x', null]);
    expect(ids(4)).toEqual([null, null, null, null]);
  });

  it('finds the language where the file tells it', () => {
    const language = (metadata: unknown) =>
      read(notebook([], { metadata })).snapshot.language;
    expect(language({})).toBe('python');
    expect(language({ language_info: { name: 'Python' } })).toBe('python');
    expect(
      language({ kernelspec: { name: 'x', language: 'TypeScript' } })
    ).toBe('typescript');
    expect(language({ kernelspec: { name: 'deno' } })).toBe('typescript');
    expect(language({ kernelspec: { name: 'ir', display_name: 'R' } })).toBe(
      'r'
    );
    expect(language({ kernelspec: { name: 'python3' } })).toBe('python');
    expect(language([])).toBe('python');
  });

  it('lives with a byte order mark, NaN, duplicate keys and unknown cells', () => {
    expect(
      read('\ufeff' + JSON.stringify(notebook([code('x')]))).cells
    ).toHaveLength(1);
    const odd =
      '{"cells": [], "nbformat": 4, "metadata": {"a": NaN, "b": -Infinity}, "cells": [' +
      '{"cell_type": "code", "source": "NaN", "source": "last", "metadata": {"x": NaN}},' +
      '{"cell_type": "heading", "source": "h"}]}';
    const { snapshot } = read(odd);
    expect(snapshot.nbformatMinor).toBe(0);
    expect(snapshot.cells.map(cell => [cell.kind, cell.source])).toEqual([
      ['code', 'last'],
      ['raw', 'h']
    ]);
    expect(snapshot.cells[0].metadata).toEqual({ x: null });
  });

  it('spans the objects of the cells', () => {
    const text =
      '{"metadata": {"s": "]}\\"\\\\"}, "nbformat": 4,\n"cells": [ {"cell_type":"code"} ,\n{"cell_type":"raw"}]}';
    const file = read(text);
    expect(file.cells.map(span => text.slice(span.start, span.end))).toEqual([
      '{"cell_type":"code"}',
      '{"cell_type":"raw"}'
    ]);
  });

  it.each([
    ['{"cells": [', 'notebook-not-json'],
    ['', 'notebook-not-json'],
    ['"unterminated', 'notebook-not-json'],
    ['{\n<<<<<<< HEAD\n "cells": []\n=======\n}', 'notebook-conflict'],
    [[], 'notebook-shape'],
    ['null', 'notebook-shape'],
    [{}, 'notebook-shape'],
    [{ nbformat: 4 }, 'notebook-shape'],
    [{ nbformat: 4, cells: {} }, 'notebook-shape'],
    [{ nbformat: '4', cells: [] }, 'notebook-shape'],
    [{ nbformat: 4, cells: [3] }, 'notebook-shape'],
    [{ nbformat: 4, cells: [{ source: '' }] }, 'notebook-shape'],
    [{ nbformat: 4, cells: [code([1])] }, 'notebook-shape'],
    [{ nbformat: 3, worksheets: [] }, 'notebook-old'],
    [{ nbformat: 5, cells: [] }, 'notebook-new']
  ])('says what is wrong with %j', (value, expected) => {
    expect(problem(value)).toMatchObject({
      code: expected,
      data: { path: 'a.ipynb' }
    });
  });
});
