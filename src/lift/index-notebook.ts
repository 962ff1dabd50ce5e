import type { Statement } from '../analysis/facts';
import { textOf } from '../core/span';
import type { Span } from '../core/span';
import type { Analysis } from './types';

/** A top-level statement and where it stands. Positions compare by `order`, document order. */
export type Place = {
  readonly cell: number;
  readonly index: number;
  readonly order: number;
  readonly statement: Statement;
};

/** Who binds and who reads each notebook name, in document order. */
export type NotebookIndex = {
  readonly analysis: Analysis;
  readonly places: readonly Place[];
  /** Statements that may bind the name when they run, or by a function's `global`. */
  bindings(name: string): readonly Place[];
  /** Statements that read the name, at once or late, or delete it. */
  readers(name: string): readonly Place[];
  /** Functions that declare the name `global` and bind it. */
  globalWriters(name: string): readonly Place[];
  /** Statements that bind or unbind the name when they run. */
  flowOf(name: string): readonly Place[];
  readonly names: ReadonlySet<string>;
  placesOf(cell: number): readonly Place[];
  sourceOf(cell: number): string;
  /** The text of the statement, or of a part of it. */
  textOf(place: Place, span?: Span): string;
};

/** Builds the index in one pass over the facts. */
export function indexNotebook(analysis: Analysis): NotebookIndex {
  const places: Place[] = [];
  const byCell = new Map<number, Place[]>();
  analysis.cells.forEach((facts, cell) => {
    const own = (facts?.statements ?? []).map((statement, index) => ({
      cell,
      index,
      order: places.length + index,
      statement
    }));
    places.push(...own);
    byCell.set(cell, own);
  });
  const bindings = new Map<string, Place[]>();
  const readers = new Map<string, Place[]>();
  const writers = new Map<string, Place[]>();
  const flows = new Map<string, Place[]>();
  for (const place of places) {
    const { flow, uses } = place.statement;
    addAll(bindings, new Set([...flow.mayBind, ...flow.globalWrites]), place);
    addAll(writers, new Set(flow.globalWrites), place);
    addAll(flows, new Set([...flow.mayBind, ...flow.mayUnbind]), place);
    addAll(readers, new Set(readNames(flow, uses)), place);
  }
  const sourceOf = (cell: number): string =>
    analysis.snapshot.cells[cell]?.source ?? '';
  return {
    analysis,
    places,
    bindings: name => bindings.get(name) ?? [],
    readers: name => readers.get(name) ?? [],
    globalWriters: name => writers.get(name) ?? [],
    flowOf: name => flows.get(name) ?? [],
    names: new Set([...bindings.keys()]),
    placesOf: cell => byCell.get(cell) ?? [],
    sourceOf,
    textOf: ({ cell, statement }, span = statement.span) =>
      textOf(sourceOf(cell), span)
  };
}

function readNames(flow: Statement['flow'], uses: Statement['uses']): string[] {
  return [
    ...flow.exposed,
    ...flow.deferred,
    ...uses.filter(use => use.access !== 'write').map(use => use.name)
  ];
}

function addAll(
  map: Map<string, Place[]>,
  names: Iterable<string>,
  place: Place
): void {
  for (const name of names) {
    const list = map.get(name);
    if (list) {
      list.push(place);
    } else {
      map.set(name, [place]);
    }
  }
}
