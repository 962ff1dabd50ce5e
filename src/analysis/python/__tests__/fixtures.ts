import { readFileSync } from 'node:fs';
import { join } from 'node:path';

function read(name: string): string {
  return readFileSync(join(__dirname, 'fixtures', name), 'utf8');
}

/** What IPython 9.17 makes of cells: [cell, the Python that it runs]. */
export const TRANSFORMED = JSON.parse(read('ipython-input.json')) as [
  cell: string,
  python: string
][];

/** Snippets of Python 3.14 with a title. */
export const SYNTAX = JSON.parse(read('python-syntax.json')) as [
  title: string,
  source: string
][];

/** What CPython 3.13 says of snippets; `null` where it compiles. See make_verdicts.py. */
export const VERDICTS = JSON.parse(read('verdicts.json')) as [
  source: string,
  cell: string | null,
  module: string | null
][];

/** Cells as people write them. */
export const CELLS = read('cells.txt').split('=====\n');

/** The text as Python's tokenizer cuts it, blanks and comments left out. */
export function words(
  tokens: readonly { readonly type: string; readonly text: string }[]
): string[] {
  return tokens
    .filter(({ type }) => type !== 'end')
    .map(({ type, text }) =>
      type === 'newline' || type === 'indent' || type === 'dedent' ? type : text
    );
}
