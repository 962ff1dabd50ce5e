import * as fc from 'fast-check';
import type { CellChange, CellDraft } from '../../types';
import { parseJson } from '../json';
import { readNotebook, type NotebookFile } from '../read';
import { notebookJson, writeNotebook } from '../write';

/** Blanks as editors, programs and people leave them between the tokens of a file. */
type Layout = {
  indent: string;
  newline: string;
  colon: string;
  comma: string;
  ascii: boolean;
};

const layout: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom('', ' ', '  ', '    ', '\t'),
  newline: fc.constantFrom('\n', '\r\n', ''),
  colon: fc.constantFrom(':', ': ', ' : '),
  comma: fc.constantFrom(',', ', '),
  ascii: fc.boolean()
});

function print(value: unknown, style: Layout, depth = 0): string {
  const gap = (level: number) =>
    style.newline && style.newline + style.indent.repeat(level);
  const comma = style.newline ? ',' : style.comma;
  const wrap = (left: string, parts: string[], right: string) =>
    parts.length
      ? left +
        gap(depth + 1) +
        parts.join(comma + gap(depth + 1)) +
        gap(depth) +
        right
      : left + right;
  if (Array.isArray(value)) {
    return wrap(
      '[',
      value.map(item => print(item, style, depth + 1)),
      ']'
    );
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(
      ([key, part]) =>
        quote(key, style) + style.colon + print(part, style, depth + 1)
    );
    return wrap('{', parts, '}');
  }
  return typeof value === 'string'
    ? quote(value, style)
    : JSON.stringify(value);
}

function quote(value: string, style: Layout): string {
  const text = JSON.stringify(value);
  return style.ascii
    ? text.replace(
        /[\u0080-\uffff]/g,
        unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
      )
    : text;
}

const line = fc.oneof(
  fc.constantFrom(
    'x = 1',
    'df["é"]',
    "print('\\\\u00e9 / \"')",
    '',
    '😀',
    '[{,:}]',
    '\t"""'
  ),
  fc.string({ unit: 'binary' })
);
const source = fc.oneof(
  fc.array(line).map(lines => lines.map(text => `${text}\n`)),
  fc.array(line).map(lines => lines.join('\n'))
);
const metadata = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
const cell = fc
  .tuple(
    fc.constantFrom('code', 'code', 'markdown', 'raw'),
    fc.record({
      source,
      metadata,
      id: fc.option(fc.string(), { nil: undefined })
    }),
    fc.array(
      fc.record({
        output_type: fc.constant('stream'),
        text: source,
        extra: fc.jsonValue()
      }),
      { maxLength: 2 }
    ),
    fc.option(fc.nat()),
    fc.shuffledSubarray(
      ['cell_type', 'source', 'metadata', 'id', 'outputs', 'execution_count'],
      { minLength: 6 }
    )
  )
  .map(([kind, fields, outputs, count, order]) => {
    const all: { [key: string]: unknown } = { cell_type: kind, ...fields };
    if (kind === 'code') {
      Object.assign(all, { outputs, execution_count: count });
    }
    return Object.fromEntries(
      order.filter(key => all[key] !== undefined).map(key => [key, all[key]])
    );
  });

const notebook = fc
  .tuple(
    fc.array(cell, { maxLength: 6 }),
    metadata,
    fc.constantFrom(4, 5),
    layout,
    fc.constantFrom('', '\n', '\ufeff')
  )
  .map(([cells, meta, minor, style, edge]) => {
    const text = print(
      { metadata: meta, cells, nbformat: 4, nbformat_minor: minor },
      style
    );
    return edge === '\ufeff' ? edge + text : text + edge;
  });

const draft: fc.Arbitrary<Omit<CellDraft, 'id'>> = fc.record({
  source: source.map(text => (typeof text === 'string' ? text : text.join(''))),
  metadata,
  outputs: fc.array(
    fc.record({ output_type: fc.constant('stream'), extra: fc.jsonValue() }),
    { maxLength: 2 }
  ),
  executionCount: fc.option(fc.nat())
});
const changeOf = fc.record({
  action: fc.constantFrom<CellChange['action'][]>(
    'replaced',
    'removed',
    'changed',
    'kept'
  ),
  drafts: fc.array(draft, { maxLength: 3 })
});

function read(text: string): NotebookFile {
  const result = readNotebook(text, 'n.ipynb');
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.value;
}

const rawCells = (file: NotebookFile) =>
  file.cells.map(span => file.text.slice(span.start, span.end));

function makeChanges(
  file: NotebookFile,
  plans: { action: CellChange['action']; drafts: Omit<CellDraft, 'id'>[] }[]
) {
  return file.cells.flatMap((_span, index): CellChange[] => {
    const plan = plans[index];
    if (!plan) {
      return [];
    }
    const inserted =
      plan.action === 'removed'
        ? []
        : plan.drafts.map(one => ({ ...one, id: null }));
    return [{ index, action: plan.action, inserted, id: null }];
  });
}

describe('any notebook', () => {
  it('is the same text when nothing changes', () => {
    fc.assert(
      fc.property(notebook, text => {
        expect(writeNotebook(read(text), [])).toBe(text);
      })
    );
  });

  it('keeps the bytes of every other cell and says what the drafts say', () => {
    fc.assert(
      fc.property(
        notebook,
        fc.array(changeOf, { maxLength: 6 }),
        (text, plans) => {
          const file = read(text);
          const changes = makeChanges(file, plans);
          const after = read(writeNotebook(file, changes));
          const expected = file.cells.flatMap((_span, index) => {
            const change = changes[index];
            const kept = { raw: rawCells(file)[index] };
            return change
              ? [
                  ...change.inserted.map(made => ({ made })),
                  ...(change.action === 'kept' ? [kept] : [])
                ]
              : [kept];
          });
          expect(after.cells).toHaveLength(expected.length);
          expected.forEach((one, position) => {
            if ('raw' in one) {
              expect(rawCells(after)[position]).toBe(one.raw);
            } else {
              const { source, outputs, executionCount } =
                after.snapshot.cells[position];
              expect({ source, outputs, executionCount }).toEqual({
                source: one.made.source,
                outputs: JSON.parse(
                  JSON.stringify(one.made.outputs)
                ) as unknown,
                executionCount: one.made.executionCount
              });
            }
          });
          expect(after.text.slice(after.array.end)).toBe(
            file.text.slice(file.array.end)
          );
          expect(after.text.slice(0, after.array.start)).toBe(
            file.text.slice(0, file.array.start)
          );
        }
      )
    );
  });

  it('gives ids that are unique and the same each time', () => {
    fc.assert(
      fc.property(
        notebook,
        fc.array(changeOf, { maxLength: 6 }),
        (text, plans) => {
          const file = read(text);
          const changes = makeChanges(file, plans);
          const once = notebookJson(file, changes) as {
            cells: { id?: string }[];
          };
          expect(notebookJson(read(text), changes)).toEqual(once);
          expect(
            parseJson(writeNotebook(file, changes).replace('\ufeff', ''))
          ).toEqual({ ok: true, value: once });
          const raw = JSON.parse(text.replace('\ufeff', '')) as typeof once;
          const before = new Set(raw.cells.map(one => one.id));
          const fresh = once.cells
            .map(one => one.id)
            .filter(id => id !== undefined && !before.has(id));
          expect(new Set(fresh).size).toBe(fresh.length);
          fresh.forEach(id => expect(id).toMatch(/^[0-9a-f]{8}$/));
        }
      )
    );
  });
});
