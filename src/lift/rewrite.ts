import type { CellSnapshot, JsonObject } from '../core/snapshot';
import type { Context } from './context';
import type { LiftedFunction } from './functions';
import type { ImportFate } from './importing';
import type { Place } from './index-notebook';
import { runText, type TextEdit } from './layout';
import { rebinds, type Role } from './stretch';
import type { CellChange, CellDraft } from './types';

/** Everything that the new text of the cells follows from. */
export type Rewrite = {
  readonly context: Context;
  readonly roles: ReadonlyMap<number, Role>;
  readonly fates: ReadonlyMap<number, ImportFate>;
  readonly functions: readonly LiftedFunction[];
  readonly edits: readonly TextEdit[];
  /** Name by which the notebook imports the module. */
  readonly module: string;
};

type Part = {
  readonly kind: 'keep' | 'import' | 'generated';
  readonly text: string;
};

/** The new text of a cell, and the text of a cell to stand before it. */
type NewText = { readonly before: string | null; readonly source: string };

/** The change of every cell, in order. */
export function rewriteCells(rewrite: Rewrite): CellChange[] {
  const { index, choice } = rewrite.context;
  const { cells } = index.analysis.snapshot;
  const moved = new Set(
    rewrite.functions.flatMap(one => one.code.map(place => place.order))
  );
  const texts = new Map<number, NewText>();
  for (const cell of cells) {
    const touched =
      index
        .placesOf(cell.index)
        .some(place => isTouched(rewrite, place, moved)) ||
      rewrite.edits.some(edit => edit.cell === cell.index);
    if (touched) {
      texts.set(cell.index, newSource(rewrite, cell, moved));
    }
  }
  const inherited = heirs(rewrite, texts);
  const changes = cells.map(cell =>
    changeOf(
      rewrite,
      cell,
      texts.get(cell.index),
      inherited.get(cell.index) ?? []
    )
  );
  return choice.autoreload ? withAutoreload(changes) : changes;
}

function changeOf(
  rewrite: Rewrite,
  cell: CellSnapshot,
  text: NewText | undefined,
  earlier: readonly CellSnapshot[]
): CellChange {
  const { index } = cell;
  if (!text || (text.source === cell.source && text.before === null)) {
    return { index, action: 'kept', inserted: [], id: cell.id };
  }
  if (isGone(text)) {
    return { index, action: 'removed', inserted: [], id: null };
  }
  return {
    index,
    action: rewrite.context.selected.has(index) ? 'replaced' : 'changed',
    inserted: [
      ...(text.before === null ? [] : [importCell(text.before)]),
      draftOf(cell, text.source, earlier)
    ],
    id: null
  };
}

function isTouched(
  rewrite: Rewrite,
  place: Place,
  moved: ReadonlySet<number>
): boolean {
  const role = rewrite.roles.get(place.order);
  return (
    moved.has(place.order) ||
    role === 'definition' ||
    role === 'constant' ||
    rewrite.fates.get(place.order)?.stays === false ||
    isBehind(rewrite, place)
  );
}

/** Cells that vanish, by the cell that inherits their outputs and tags: the one with the call of their code, for
 *  imports the next one with a call. */
function heirs(
  rewrite: Rewrite,
  texts: ReadonlyMap<number, NewText>
): Map<number, CellSnapshot[]> {
  const { cells } = rewrite.context.index.analysis.snapshot;
  const homes = rewrite.functions.map(({ code }) => ({
    cells: new Set(code.map(place => place.cell)),
    home: code[code.length - 1].cell
  }));
  const inherited = new Map<number, CellSnapshot[]>();
  for (const [cell, text] of texts) {
    const heir =
      homes.find(one => one.cells.has(cell)) ??
      homes.find(one => one.home > cell) ??
      homes[homes.length - 1];
    if (isGone(text) && heir && heir.home !== cell) {
      inherited.set(heir.home, [
        ...(inherited.get(heir.home) ?? []),
        cells[cell]
      ]);
    }
  }
  return inherited;
}

/** Nothing of the cell is left. */
function isGone(text: NewText): boolean {
  return text.source.trim() === '' && text.before === null;
}

function newSource(
  rewrite: Rewrite,
  cell: CellSnapshot,
  moved: ReadonlySet<number>
): NewText {
  const parts: Part[] = [];
  const names = topNames(rewrite, cell.index);
  let first = -1;
  let run: Place[] = [];
  const flush = (): void => {
    if (run.length > 0) {
      const imports = run.every(
        place => place.statement.kind === 'import' && !isFuture(place)
      );
      parts.push({
        kind: imports ? 'import' : 'keep',
        text: runText(rewrite.context.index, run, rewrite.edits)
      });
    }
    run = [];
  };
  for (const place of rewrite.context.index.placesOf(cell.index)) {
    const generated = generate(rewrite, place, moved);
    if (generated === null) {
      if (run.length > 0 && isImport(run[0]) !== isImport(place)) {
        flush();
      }
      run.push(place);
      continue;
    }
    flush();
    if (first < 0 && (generated.anchor || generated.text !== '')) {
      first = parts.length;
    }
    if (generated.text !== '') {
      parts.push({ kind: 'generated', text: generated.text });
    }
  }
  flush();
  return withImport(rewrite, cell, parts, first, names);
}

function isImport(place: Place): boolean {
  return place.statement.kind === 'import' && !isFuture(place);
}

function isFuture(place: Place): boolean {
  return (
    place.statement.imports?.some(fact => fact.module === '__future__') ?? false
  );
}

/** What stands in the place of a statement that leaves; `null` when it stays. `anchor`: the import line of the
 *  module has to stand before it. */
function generate(
  rewrite: Rewrite,
  place: Place,
  moved: ReadonlySet<number>
): { readonly text: string; readonly anchor: boolean } | null {
  const role = rewrite.roles.get(place.order);
  if (role === 'definition' || role === 'constant') {
    const name =
      place.statement.definition?.name ?? place.statement.constant?.name ?? '';
    return rebinds(rewrite.context, place)
      ? { text: importLine(rewrite, [name]), anchor: false }
      : { text: '', anchor: true };
  }
  if (moved.has(place.order)) {
    const ended = rewrite.functions.find(
      one => one.code[one.code.length - 1].order === place.order
    );
    return ended
      ? { text: callOf(rewrite, ended), anchor: true }
      : { text: '', anchor: false };
  }
  if (isBehind(rewrite, place)) {
    return { text: '', anchor: false };
  }
  if (rewrite.fates.get(place.order)?.stays === false) {
    const text = isInBody(rewrite, place) ? '' : commentsOf(rewrite, place);
    return { text, anchor: false };
  }
  return null;
}

/** The import stands in a function, with its comments. */
function isInBody({ functions }: Rewrite, place: Place): boolean {
  return functions.some(one => one.bodyImports.includes(place));
}

/** Comments of an import that leaves for the top of the module stay in the notebook: nothing of the user's text
 *  is lost. */
function commentsOf(rewrite: Rewrite, place: Place): string {
  const facts = rewrite.context.index.analysis.cells[place.cell];
  const text = runText(rewrite.context.index, [place], rewrite.edits);
  const source = rewrite.context.index.sourceOf(place.cell);
  return (facts?.comments ?? [])
    .map(span => source.slice(span.start, span.end))
    .filter(comment => text.includes(comment))
    .join('\n');
}

/** Imports that stay and must not run before the function's code: they stand behind its call. */
function importsBehind(rewrite: Rewrite, { code }: LiftedFunction): Place[] {
  const first = code[0].order;
  const last = code[code.length - 1].order;
  return [...rewrite.fates.values()]
    .filter(
      fate =>
        fate.late &&
        fate.stays &&
        first < fate.place.order &&
        fate.place.order < last
    )
    .map(fate => fate.place);
}

function isBehind(rewrite: Rewrite, place: Place): boolean {
  return rewrite.functions.some(one =>
    importsBehind(rewrite, one).includes(place)
  );
}

function callOf(rewrite: Rewrite, lifted: LiftedFunction): string {
  const imports = importsBehind(rewrite, lifted).map(place =>
    runText(rewrite.context.index, [place], rewrite.edits)
  );
  return [rewrite.context.language.callText(lifted.spec), ...imports].join(
    '\n'
  );
}

/** Names that this cell imports in one line: definitions that stood here, and, in the first cell with a call,
 *  all functions. */
function topNames(rewrite: Rewrite, cell: number): string[] {
  const { context, functions, roles } = rewrite;
  const definitions = context.index
    .placesOf(cell)
    .filter(
      place =>
        roles.get(place.order) === 'definition' ||
        roles.get(place.order) === 'constant'
    )
    .filter(place => !rebinds(context, place))
    .map(
      place =>
        place.statement.definition?.name ?? place.statement.constant?.name ?? ''
    );
  const [firstFunction] = functions;
  const home = firstFunction?.code[firstFunction.code.length - 1].cell;
  return [
    ...definitions,
    ...(home === cell ? functions.map(one => one.spec.name) : [])
  ];
}

function importLine(rewrite: Rewrite, names: readonly string[]): string {
  return rewrite.context.language.importText(
    names.map(symbol => ({ module: rewrite.module, symbol, alias: null }))
  );
}

function withImport(
  rewrite: Rewrite,
  cell: CellSnapshot,
  parts: Part[],
  first: number,
  names: readonly string[]
): NewText {
  const join = (all: readonly Part[]): string =>
    all
      .map(part => part.text)
      .filter(text => text !== '')
      .join('\n');
  if (names.length === 0) {
    return { before: null, source: join(parts) };
  }
  const line = importLine(rewrite, names);
  const magic = rewrite.context.index.analysis.cells[cell.index]?.cellMagic;
  if (magic !== null && magic !== undefined && parts.length > 1) {
    return { before: line, source: join(parts) };
  }
  const ahead = parts.slice(0, Math.max(first, 0));
  const slot = ahead.map(part => part.kind).lastIndexOf('keep') + 1;
  const all = [
    ...parts.slice(0, slot),
    { kind: 'generated' as const, text: line },
    ...parts.slice(slot)
  ];
  return { before: null, source: join(all) };
}

function importCell(source: string): CellDraft {
  return { source, metadata: {}, outputs: [], executionCount: null, id: null };
}

function draftOf(
  cell: CellSnapshot,
  source: string,
  earlier: readonly CellSnapshot[]
): CellDraft {
  const tags = [...earlier, cell].flatMap(one => tagsOf(one));
  const metadata = [...earlier, cell].reduce<JsonObject>(
    (all, one) => ({ ...all, ...one.metadata }),
    {}
  );
  return {
    source,
    metadata:
      tags.length > 0 ? { ...metadata, tags: [...new Set(tags)] } : metadata,
    ...(cell.attachments ? { attachments: cell.attachments } : {}),
    outputs: [...earlier, cell].flatMap(one => one.outputs),
    executionCount: cell.executionCount,
    id: null
  };
}

function tagsOf(cell: CellSnapshot): readonly unknown[] {
  const { tags } = cell.metadata;
  return Array.isArray(tags) ? (tags as readonly unknown[]) : [];
}

/** The visible cell that keeps edited modules fresh, before the first rewritten cell. */
function withAutoreload(changes: readonly CellChange[]): CellChange[] {
  const at = changes.findIndex(change => change.inserted.length > 0);
  return changes.map((change, position) =>
    position === at
      ? {
          ...change,
          inserted: [
            importCell('%load_ext autoreload\n%autoreload 2'),
            ...change.inserted
          ]
        }
      : change
  );
}
