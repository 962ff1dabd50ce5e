import type { Span } from '../../core/span';
import type { CellDraft } from '../types';
import { items, members, type Member } from './json';
import type { NotebookFile } from './read';
import { spell, styleOf, type Style } from './style';

/** Where a field goes that the cell it comes from does not have. */
const ORDER = [
  'cell_type',
  'execution_count',
  'id',
  'metadata',
  'attachments',
  'outputs',
  'source'
];

/** What ends a line for Python's `str.splitlines`, by which Jupyter splits sources. */
const LINE =
  /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|.+$/g;

/**
 * The JSON text of a new code cell, spelled like the cell at `index` that it comes from: layout, order
 * of fields, source as lines or as one string, escapes. Whatever that cell says too keeps its spelling.
 * `standsIn`: fields that the format does not know are carried.
 */
export function cellText(
  file: NotebookFile,
  index: number,
  draft: CellDraft,
  standsIn: boolean
): string {
  const { text } = file;
  const span = file.cells[index];
  const style = styleOf(text, span);
  const origin = new Map<string, Member>(
    members(text, span).map(one => [one.key, one])
  );
  const values = valuesOf(draft);
  const spelled = fieldOrder([...origin.keys()], values, standsIn).map(key => {
    const before = origin.get(key)?.value;
    const value =
      key === 'source'
        ? sourceText(file, index, draft.source, style, before)
        : values.has(key)
          ? spell(values.get(key), style, style.indent, text, before)
          : text.slice(before?.start, before?.end);
    return style.quote(key) + style.colon + value;
  });
  return `{${style.open}${spelled.join(style.separator)}${style.close}}`;
}

function valuesOf(draft: CellDraft): Map<string, unknown> {
  const values = new Map<string, unknown>([
    ['cell_type', 'code'],
    ['execution_count', draft.executionCount],
    ['metadata', draft.metadata],
    ['outputs', draft.outputs],
    ['source', draft.source]
  ]);
  if (draft.id !== null) {
    values.set('id', draft.id);
  }
  if (draft.attachments) {
    values.set('attachments', draft.attachments);
  }
  return values;
}

function fieldOrder(
  before: readonly string[],
  values: ReadonlyMap<string, unknown>,
  standsIn: boolean
): string[] {
  const order = before.filter(
    key => values.has(key) || (standsIn && !ORDER.includes(key))
  );
  for (const key of ORDER.filter(
    one => values.has(one) && !order.includes(one)
  )) {
    const earlier = ORDER.slice(0, ORDER.indexOf(key)).filter(one =>
      order.includes(one)
    );
    order.splice(
      Math.max(-1, ...earlier.map(one => order.indexOf(one))) + 1,
      0,
      key
    );
  }
  return order;
}

function sourceText(
  file: NotebookFile,
  index: number,
  source: string,
  style: Style,
  before: Span | undefined
): string {
  const { text } = file;
  if (before && text[before.start] === '"') {
    return spell(source, style, style.indent, text, before);
  }
  const lines = source.match(LINE) ?? [];
  if (lines.length === 0) {
    return '[]';
  }
  const known = new Map<string, string>();
  for (const item of before ? items(text, before) : []) {
    const raw = text.slice(item.start, item.end);
    known.set(JSON.parse(raw) as string, raw);
  }
  const gaps =
    (before && gapsOf(text, before)) ??
    neighbourGaps(file, index) ??
    styleGaps(style);
  const spelled = lines.map(line => known.get(line) ?? style.quote(line));
  return `[${gaps.open}${spelled.join(gaps.separator)}${gaps.close}]`;
}

/** What stands around the items of a list. */
type Gaps = {
  readonly open: string;
  readonly separator: string;
  readonly close: string;
};

function gapsOf(text: string, list: Span): Gaps | null {
  const spans = text[list.start] === '[' ? items(text, list) : [];
  if (spans.length === 0) {
    return null;
  }
  const open = text.slice(list.start + 1, spans[0].start);
  return {
    open,
    separator: spans[1] ? text.slice(spans[0].end, spans[1].start) : `,${open}`,
    close: text.slice(spans[spans.length - 1].end, list.end - 1)
  };
}

/** The layout of the nearest cell with a list of several lines. */
function neighbourGaps(file: NotebookFile, index: number): Gaps | null {
  for (let distance = 1; distance < file.cells.length; distance++) {
    for (const cell of [
      file.cells[index - distance],
      file.cells[index + distance]
    ]) {
      const source =
        cell &&
        members(file.text, cell).find(one => one.key === 'source')?.value;
      const gaps = source && gapsOf(file.text, source);
      if (gaps) {
        return gaps;
      }
    }
  }
  return null;
}

function styleGaps(style: Style): Gaps {
  const inner = style.indent && style.indent + style.unit;
  return { open: inner, separator: style.comma + inner, close: style.indent };
}
