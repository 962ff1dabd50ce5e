/** A code cell with its source as lines. */
export function code(id: string, source: string, more: object = {}): object {
  const lines = source.match(/.*\n|.+$/g) ?? [];
  const empty = { execution_count: null, metadata: {}, outputs: [] };
  return { cell_type: 'code', id, ...empty, source: lines, ...more };
}

/** A notebook as a value. */
export function notebook(...cells: object[]): object {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** A notebook laid out as Jupyter does. */
export function jupyterText(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** A loop between its input and its display. */
export const SUM = notebook(
  code('a', 'n = 3  # é'),
  code('b', 'total = 0\nfor i in range(n):\n    total += i', {
    metadata: { w: 1.5 }
  }),
  code('c', 'print(total)', {
    outputs: [{ name: 'stdout', output_type: 'stream', text: ['3\n'] }]
  })
);
export const SUM_TEXT = jupyterText(SUM);

export const MARKDOWN = {
  cell_type: 'markdown',
  id: 'm',
  metadata: {},
  source: ['# é\n', 'text']
};

/** Markdown, import, constant, statements, definition, display. */
export const CIRCLE = notebook(
  MARKDOWN,
  code('c1', 'import math'),
  code('c2', 'radius = 2.5'),
  code(
    'c3',
    '# the area\narea = math.pi * radius ** 2\nlength = 2 * math.pi * radius'
  ),
  code('c4', 'def double(x):\n    return 2 * x'),
  code('c5', 'print(area, length, double(3))')
);
export const CIRCLE_TEXT = jupyterText(CIRCLE);
