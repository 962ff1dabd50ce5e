import type { CellSnapshot } from '../../core/snapshot';
import type { Span } from '../../core/span';
import { moduleScan } from '../../analysis/python/scan';
import type { NotebookIndex, Place } from '../index-notebook';
import type { ModuleImport } from '../module';
import { importBlocks } from '../python/import-lines';
import { withoutRepeats } from '../python/import-meaning';
import {
  applyEdits,
  lineEnd,
  lineStart,
  pastLineEnd,
  type Edit
} from '../python/page';
import { listOfNames } from '../python/extend-import';
import type { CellChange, CellDraft } from '../types';
import type { LiftedCall } from './call';

/** A call and what takes its place. */
export type Put = {
  readonly call: LiftedCall;
  readonly text: string;
  readonly imports: readonly ModuleImport[];
};

/** One change per cell: the cell with the calls, and those that imported functions nobody calls any more. */
export function cellChanges(
  index: NotebookIndex,
  cell: number,
  puts: readonly Put[]
): CellChange[] {
  const edits = new Map<number, Edit[]>();
  const add = (at: number, edit: Edit) =>
    edits.set(at, [...(edits.get(at) ?? []), edit]);
  puts.forEach(put => add(cell, callEdit(index.sourceOf(cell), put)));
  for (const { place, names } of freedImports(index, puts)) {
    add(place.cell, importEdit(index.sourceOf(place.cell), place, names));
  }
  const imports = withoutRepeats(puts.flatMap(put => put.imports));
  return index.analysis.snapshot.cells.map(one => {
    const own = edits.get(one.index);
    return own === undefined
      ? { index: one.index, action: 'kept', inserted: [], id: one.id }
      : changeOf(
          index,
          one,
          cut(one.source, own),
          one.index === cell ? imports : [],
          one.index === cell
        );
  });
}

function changeOf(
  index: NotebookIndex,
  one: CellSnapshot,
  text: string,
  imports: readonly ModuleImport[],
  isCalled: boolean
): CellChange {
  const lines = importBlocks(imports, new Set())
    .flatMap(block => block.lines)
    .join('\n');
  const magic = index.analysis.cells[one.index]?.cellMagic !== null;
  const source = lines === '' || magic ? text : `${lines}\n\n${text}`;
  if (source.trim() === '') {
    return { index: one.index, action: 'removed', inserted: [], id: null };
  }
  const draft: CellDraft = {
    source,
    metadata: one.metadata,
    ...(one.attachments ? { attachments: one.attachments } : {}),
    outputs: one.outputs,
    executionCount: one.executionCount,
    id: null
  };
  const before = lines !== '' && magic ? [importCell(lines)] : [];
  return {
    index: one.index,
    action: isCalled ? 'replaced' : 'changed',
    inserted: [...before, draft],
    id: null
  };
}

/** The edits made; blank lines that an import at the top leaves go along. */
function cut(source: string, edits: readonly Edit[]): string {
  const text = applyEdits(source, edits);
  return /^\s/.test(source) ? text : text.replace(/^(?:[ \t]*\r?\n)+/, '');
}

function importCell(source: string): CellDraft {
  return { source, metadata: {}, outputs: [], executionCount: null, id: null };
}

/** The call's statement with its `;` gives way to the text; an empty text takes the line along. */
function callEdit(source: string, { call, text }: Put): Edit {
  const { span, semicolonEnd } = call.place.statement;
  const end = semicolonEnd ?? span.end;
  if (text === '') {
    return wholeLines(source, { start: span.start, end });
  }
  const line = lineStart(source, span.start);
  const indent = source.slice(line, span.start);
  return { start: span.start, end, text: indented(text, indent) };
}

/** Every line but the first and those in strings behind the blanks that the cell is indented by. */
function indented(text: string, indent: string): string {
  const { strings } = moduleScan(text);
  let at = 0;
  return text
    .split('\n')
    .map((line, i) => {
      const inside = strings.some(({ start, end }) => start < at && at < end);
      at += line.length + 1;
      return i === 0 || inside || line === '' ? line : indent + line;
    })
    .join('\n');
}

/** Imports of functions that are read nowhere once the calls are gone. */
function freedImports(
  index: NotebookIndex,
  puts: readonly Put[]
): { readonly place: Place; readonly names: ReadonlySet<string> }[] {
  const gone = new Set(puts.map(put => put.call.place));
  const free = puts
    .map(put => put.call.bound)
    .filter(name => index.readers(name).every(place => gone.has(place)));
  return index.places.flatMap(place => {
    const names = (place.statement.imports ?? [])
      .filter(fact => fact.symbol !== null && free.includes(fact.bound))
      .map(fact => fact.bound);
    return names.length > 0 ? [{ place, names: new Set(names) }] : [];
  });
}

/** The import without some of its names; without the statement when none is left. */
function importEdit(
  source: string,
  { statement }: Place,
  names: ReadonlySet<string>
): Edit {
  const { span, imports = [], semicolonEnd } = statement;
  if (imports.every(fact => names.has(fact.bound))) {
    return statement.sharesLine
      ? { start: span.start, end: span.end, text: 'pass' }
      : wholeLines(source, {
          start: span.start,
          end: semicolonEnd ?? span.end
        });
  }
  const list = listOfNames(source, span);
  const kept = (list?.elements ?? []).filter(
    (_, i) => !names.has(imports[i].bound)
  );
  const first = list?.elements[0]?.start ?? span.end;
  const last =
    list?.elements[(list?.elements.length ?? 0) - 1]?.end ?? span.end;
  const text = kept.map(one => source.slice(one.start, one.end)).join(', ');
  return { start: first, end: last, text };
}

/** A statement with its lines, where nothing but a comment stands beside it. */
function wholeLines(source: string, { start, end }: Span): Edit {
  const stop = pastLineEnd(source, lineEnd(source, end));
  return { start: lineStart(source, start), end: stop, text: '' };
}
