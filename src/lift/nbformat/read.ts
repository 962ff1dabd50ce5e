import type { Failure } from '../../core/errors';
import { fail, ok, type Result } from '../../core/result';
import type { CellSnapshot, JsonObject, Snapshot } from '../../core/snapshot';
import type { Span } from '../../core/span';
import { items, member, parseJson, skipSpace } from './json';
import { languageOf } from './language';

/** A notebook file that was read: what it says, and where each cell stands in its text. */
export type NotebookFile = {
  readonly text: string;
  readonly snapshot: Snapshot;
  /** Metadata of the notebook as a whole. */
  readonly metadata: JsonObject;
  /** The value of `cells`. */
  readonly array: Span;
  /** Each cell's object, in order. */
  readonly cells: readonly Span[];
};

/**
 * Reads the text of an nbformat 4 file (https://nbformat.readthedocs.io/en/latest/format_description.html).
 * Lenient where Jupyter is: a byte order mark, sources as lines or as one string, fields that the format
 * does not know, missing or repeated ids. Fails with `notebook-not-json`, `notebook-conflict`,
 * `notebook-old` (nbformat 3 and before), `notebook-new` (5 and later) or `notebook-shape`.
 */
export function readNotebook(
  text: string,
  path: string
): Result<NotebookFile, Failure> {
  const json = parseJson(text.replace(/^\ufeff/, ''));
  if (!json.ok) {
    const code = /^<{7} /m.test(text)
      ? 'notebook-conflict'
      : 'notebook-not-json';
    return fail({ code, data: { path, reason: json.error } });
  }
  const wrong = wrongFormat(json.value, path);
  if (wrong) {
    return fail(wrong);
  }
  const notebook = json.value as Notebook;
  const wrongCell = notebook.cells.findIndex(cell => !isCell(cell));
  if (wrongCell >= 0) {
    return fail(shape(path, `cell ${wrongCell} is not a notebook cell`));
  }
  const start = skipSpace(text, 0);
  const array = member(text, { start, end: text.length }, 'cells')!.value;
  return ok({
    text,
    snapshot: snapshotOf(notebook, path),
    metadata: isObject(notebook.metadata) ? notebook.metadata : {},
    array,
    cells: items(text, array)
  });
}

/** Whether cells of this format have ids: since nbformat 4.5. */
export function hasIds(format: {
  nbformat: number;
  nbformatMinor: number;
}): boolean {
  return format.nbformat > 4 || format.nbformatMinor >= 5;
}

type Notebook = {
  readonly nbformat: number;
  readonly nbformat_minor?: unknown;
  readonly metadata?: unknown;
  readonly cells: readonly Cell[];
};

type Cell = {
  readonly cell_type: string;
  readonly source?: string | readonly string[];
  readonly id?: unknown;
  readonly metadata?: unknown;
  readonly attachments?: unknown;
  readonly outputs?: unknown;
  readonly execution_count?: unknown;
};

function wrongFormat(value: unknown, path: string): Failure | null {
  if (!isObject(value)) {
    return shape(path, 'it is not a JSON object');
  }
  const format = value.nbformat;
  if (typeof format !== 'number') {
    return shape(path, 'it has no "nbformat"');
  }
  if (format < 4 || format >= 5) {
    const code = format < 4 ? 'notebook-old' : 'notebook-new';
    return { code, data: { path, format: String(format) } };
  }
  return Array.isArray(value.cells)
    ? null
    : shape(path, 'it has no list of "cells"');
}

function shape(path: string, reason: string): Failure {
  return { code: 'notebook-shape', data: { path, reason } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCell(value: unknown): value is Cell {
  if (!isObject(value) || typeof value.cell_type !== 'string') {
    return false;
  }
  const { source = '' } = value;
  return (
    typeof source === 'string' ||
    (Array.isArray(source) && source.every(line => typeof line === 'string'))
  );
}

function snapshotOf(notebook: Notebook, path: string): Snapshot {
  const minor = notebook.nbformat_minor;
  const format = {
    nbformat: notebook.nbformat,
    nbformatMinor: typeof minor === 'number' ? minor : 0
  };
  return {
    path,
    language: languageOf(notebook.metadata),
    ...format,
    cells: notebook.cells.map((cell, index) =>
      cellOf(cell, index, hasIds(format))
    )
  };
}

function cellOf(cell: Cell, index: number, ids: boolean): CellSnapshot {
  const kind = cell.cell_type;
  const { source = '', outputs, execution_count: count } = cell;
  return {
    index,
    id: ids && typeof cell.id === 'string' ? cell.id : null,
    kind: kind === 'code' || kind === 'markdown' ? kind : 'raw',
    source: typeof source === 'string' ? source : source.join(''),
    metadata: isObject(cell.metadata) ? cell.metadata : {},
    ...(isObject(cell.attachments) ? { attachments: cell.attachments } : {}),
    outputs:
      kind === 'code' && Array.isArray(outputs) ? outputs.filter(isObject) : [],
    executionCount: kind === 'code' && typeof count === 'number' ? count : null
  };
}
