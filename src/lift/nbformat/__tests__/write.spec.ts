import type { CellChange, CellDraft } from '../../types';
import { readNotebook } from '../read';
import { notebookJson, writeNotebook } from '../write';

const draft = (source: string, more: Partial<CellDraft> = {}): CellDraft => ({
  source,
  metadata: {},
  outputs: [],
  executionCount: null,
  id: null,
  ...more
});

const replace = (index: number, ...inserted: CellDraft[]): CellChange => ({
  index,
  action: inserted.length ? 'replaced' : 'removed',
  inserted,
  id: inserted[0]?.id ?? null
});

function file(text: string) {
  const result = readNotebook(text, 'n.ipynb');
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.value;
}

const write = (text: string, ...changes: CellChange[]) =>
  writeNotebook(file(text), changes);

/** As Jupyter writes it: indent 1, sorted keys, sources as lines. */
const JUPYTER = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "m0",
   "metadata": {},
   "source": [
    "# T"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "c1",
   "metadata": {
    "tags": [
     "keep"
    ],
    "weight": 1.0
   },
   "outputs": [],
   "source": [
    "a = 1\\n",
    "b = 'é'"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "c2",
   "metadata": {},
   "outputs": [],
   "source": []
  }
 ],
 "metadata": {"big": 12345678901234567890, "e": 1e5},
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

describe('writeNotebook', () => {
  it('returns the text it was given when nothing changes', () => {
    const kept = { index: 1, action: 'kept', inserted: [], id: 'c1' } as const;
    expect(write(JUPYTER)).toBe(JUPYTER);
    expect(write(JUPYTER, kept)).toBe(JUPYTER);
  });

  it('touches the changed fields of a replaced cell only', () => {
    const metadata = { tags: ['keep'], weight: 1 };
    const change = replace(
      1,
      draft("a = 1\nb = f('ü')", { id: 'c1', executionCount: 3, metadata })
    );
    expect(write(JUPYTER, change)).toBe(
      JUPYTER.replace(`"b = 'é'"`, `"b = f('ü')"`)
    );
  });

  it('inserts, removes and gives ids', () => {
    const text = write(
      JUPYTER,
      replace(1, draft('x\n', { id: 'n1' }), draft('y')),
      replace(2)
    );
    expect(text.slice(text.indexOf('"# T"'))).toBe(`"# T"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "n1",
   "metadata": {},
   "outputs": [],
   "source": [
    "x\\n"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "${/"id": "([0-9a-f]{8})"/.exec(text)?.[1]}",
   "metadata": {},
   "outputs": [],
   "source": [
    "y"
   ]
  }
 ],
 "metadata": {"big": 12345678901234567890, "e": 1e5},
 "nbformat": 4,
 "nbformat_minor": 5
}
`);
  });

  it('spells new outputs and metadata like the file, old parts as they were', () => {
    const output = { output_type: 'stream', name: 'stdout', text: ['1\n'] };
    const metadata = { weight: 1, lift: { from: ['c1'], none: {} } };
    const text = write(
      JUPYTER,
      replace(1, draft('z', { id: 'c1', metadata, outputs: [output] }))
    );
    expect(text).toContain(`   "metadata": {
    "weight": 1.0,
    "lift": {
     "from": [
      "c1"
     ],
     "none": {}
    }
   },
   "outputs": [
    {
     "output_type": "stream",
     "name": "stdout",
     "text": [
      "1\\n"
     ]
    }
   ],
   "source": [
    "z"
   ]
`);
  });

  it('keeps CRLF and tabs', () => {
    const crlf = JUPYTER.replace(/^ +/gm, blanks =>
      '\t'.repeat(blanks.length)
    ).replace(/\n/g, '\r\n');
    const text = write(crlf, replace(1, draft('q\nr', { id: 'c1' })));
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(text).toContain(
      '\t\t\t"source": [\r\n\t\t\t\t"q\\n",\r\n\t\t\t\t"r"\r\n\t\t\t]\r\n\t\t},'
    );
  });

  it.each([
    [', ', ': '],
    [',', ':']
  ])('keeps a file on one line, with %j and %j', (comma, colon) => {
    const cell = (id: string, source: string) =>
      `{"cell_type"${colon}"code"${comma}"source"${colon}${source}${comma}"metadata"${colon}{}${comma}"id"${colon}"${id}"${comma}"outputs"${colon}[]${comma}"execution_count"${colon}null}`;
    const wrap = (...cells: string[]) =>
      `{"nbformat"${colon}4${comma}"nbformat_minor"${colon}5${comma}"cells"${colon}[${cells.join(comma)}]}`;
    const text = wrap(
      cell('a', '"x = 1\\ny"'),
      cell('b', `["p\\n"${comma}"q"]`)
    );
    const changed = write(
      text,
      replace(0, draft('f()\ng()', { id: 'a' })),
      replace(1, draft('p\nr', { id: 'b' }))
    );
    expect(changed).toBe(
      wrap(cell('a', '"f()\\ng()"'), cell('b', `["p\\n"${comma}"r"]`))
    );
    expect(write(text, replace(0))).toBe(
      wrap(cell('b', `["p\\n"${comma}"q"]`))
    );
    expect(write(text, replace(1))).toBe(wrap(cell('a', '"x = 1\\ny"')));
    expect(write(text, replace(0), replace(1))).toBe(wrap());
  });

  it('escapes where the file escapes', () => {
    const text =
      '{"nbformat":4,"metadata":{"t":"\\u00e9"},"cells":[{"cell_type":"code","source":["a\\/b \\u00e9\\n"]}]}';
    const changed = write(text, replace(0, draft('a/b é\nx/😀\x7f\x01')));
    expect(changed).toContain(
      '["a\\/b \\u00e9\\n","x\\/\\ud83d\\ude00\\u007f\\u0001"]'
    );
  });

  it('does not take a backslash before u for an escape', () => {
    const text =
      '{"nbformat":4,"cells":[{"cell_type":"code","source":"print(\'\\\\u00e9\\\\/\')"}]}';
    expect(write(text, replace(0, draft('é/')))).toContain('"source":"é/"');
  });

  it('adds the fields that the format asks for, in their places', () => {
    const text =
      '{"nbformat":4,"nbformat_minor":5,"cells":[{"cell_type":"code","mine":1,"source":"a","id":7}]}';
    const changed = write(
      text,
      replace(0, draft('b', { id: 'n' }), draft('c', { id: 'o' }))
    );
    expect(changed).toBe(
      '{"nbformat":4,"nbformat_minor":5,"cells":[' +
        '{"cell_type":"code","execution_count":null,"mine":1,"source":"b","id":"n","metadata":{},"outputs":[]},' +
        '{"cell_type":"code","execution_count":null,"source":"c","id":"o","metadata":{},"outputs":[]}]}'
    );
  });

  it('puts new cells before a kept one and writes no ids before 4.5', () => {
    const text =
      '{"nbformat":4,"nbformat_minor":4,"cells":[{"cell_type":"code","source":["%%time\\n"]}]}';
    const kept: CellChange = {
      index: 0,
      action: 'kept',
      inserted: [draft('import m', { id: 'never' })],
      id: null
    };
    const value = notebookJson(file(text), [kept]) as {
      cells: { source: unknown; id?: string }[];
    };
    expect(value.cells.map(cell => cell.source)).toEqual([
      ['import m'],
      ['%%time\n']
    ]);
    expect(value.cells[0]).not.toHaveProperty('id');
  });

  it('splits sources as Python splits lines', () => {
    const text = '{"nbformat":4,"cells":[{"cell_type":"code","source":["x"]}]}';
    const value = notebookJson(file(text), [
      replace(0, draft('a\r\nb\fc\u2028d\n'))
    ]);
    expect(value.cells).toMatchObject([
      { source: ['a\r\n', 'b\f', 'c\u2028', 'd\n'] }
    ]);
  });

  it('takes the layout of lists from a neighbour where the cell has none', () => {
    const inline = JUPYTER.replace(
      /"source": \[\s*"a = 1\\n",\s*"b = 'é'"\s*\]/,
      `"source": ["a", "b"]`
    ).replace(/"source": \[\s*"# T"\s*\]/, '"source": "# T"');
    expect(write(inline, replace(2, draft('p\nq', { id: 'c2' })))).toContain(
      '"source": ["p\\n", "q"]'
    );
  });
});
