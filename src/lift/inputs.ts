import type { Context } from './context';
import type { Place } from './index-notebook';
import type { ModuleImport } from './module';
import { surelyBinds } from './raised';
import type { AddedReads } from './reads';
import { refuseAt } from './refuse';
import type { Refusal } from './types';

/** What a stretch takes from before it. */
export type Inputs = {
  /** Parameters in order of first use. */
  readonly parameters: readonly string[];
  readonly imports: readonly ModuleImport[];
  readonly refusals: readonly Refusal[];
};

/** A name that a stretch may take from before it. */
export type Exposure = {
  readonly name: string;
  readonly place: Place;
  /** Read on every path, and not bound before on any: passing it raises only where the cell did. */
  readonly certain: boolean;
};

/** Names that the code may read from before it, in order of first use: composition of the statements' flows. */
export function exposures(
  context: Context,
  code: readonly Place[],
  added: AddedReads
): Exposure[] {
  const must = new Set<string>();
  const may = new Set<string>();
  const all = new Set(code.flatMap(place => place.statement.flow.mayBind));
  const found = new Map<string, Exposure>();
  const add = (name: string, place: Place, certain: boolean): void => {
    if (!must.has(name) && !found.has(name)) {
      found.set(name, { name, place, certain: certain && !may.has(name) });
    }
  };
  for (const place of code) {
    const { flow } = place.statement;
    const always = new Set(flow.exposedAlways);
    inOrder(place, [...flow.exposed, ...added.of(place, 'eager')]).forEach(
      name => add(name, place, always.has(name))
    );
    quotedNames(context, place, code[0].order).forEach(name =>
      add(name, place, true)
    );
    for (const name of inOrder(place, [
      ...flow.deferred,
      ...added.of(place, 'deferred')
    ])) {
      if (!all.has(name) || isBoundBefore(context, name, code[0].order)) {
        if (!flow.mustBind.includes(name)) {
          add(name, place, false);
        }
      }
    }
    flow.mustBind.forEach(name => must.add(name));
    flow.mayBind.forEach(name => may.add(name));
    flow.mayUnbind.forEach(name => must.delete(name));
  }
  return [...found.values()];
}

/** Names in formulas (`y ~ np.log(x)`), queries and quoted annotations that would be found in the notebook: what is
 *  no column of the data. One too many does no harm, one too few does. */
function quotedNames(
  context: Context,
  place: Place,
  start: number
): readonly string[] {
  const named = place.statement.uses
    .filter(use => use.via === 'formula' || use.annotation === 'string')
    .map(use => use.name);
  return [...named, ...queriedNames(context, place)].filter(
    name =>
      context.index.bindings(name).length > 0 &&
      (context.meanings.of(name).kind === 'import' ||
        isBoundBefore(context, name, start))
  );
}

/** `@names` that a query may hold whose text is not written where it is made: those of any string of the notebook. */
function queriedNames(context: Context, place: Place): string[] {
  const source = context.index.sourceOf(place.cell);
  const unseen = place.statement.calls.some(
    call =>
      /\.(query|eval)$/.test(call.path ?? '') &&
      !/\.(query|eval)\(\s*[rR]?["']/.test(
        source.slice(call.span.start, call.span.end)
      )
  );
  if (!unseen) {
    return [];
  }
  const texts = context.index.analysis.snapshot.cells.map(cell => cell.source);
  return texts.flatMap(text =>
    [...text.matchAll(/["'][^"'\n]*?@[^"'\n]*["']/g)].flatMap(([quoted]) =>
      [...quoted.matchAll(/@([\p{L}_][\p{L}\p{N}_]*)/gu)].map(
        ([, name]) => name
      )
    )
  );
}

function inOrder(place: Place, names: readonly string[]): string[] {
  const first = (name: string): number => {
    const at = place.statement.uses.findIndex(
      use => use.name === name && use.access === 'read'
    );
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  };
  return [...new Set(names)].sort((a, b) => first(a) - first(b));
}

/** The name is certainly bound when the statement at `order` starts, cells run from top to bottom. */
export function isBoundBefore(
  context: Context,
  name: string,
  order: number
): boolean {
  const { cell } = context.index.places[order];
  let bound = false;
  for (const place of context.index.flowOf(name)) {
    if (place.order >= order) {
      break;
    }
    bound =
      surelyBinds(context, place, name, cell) ||
      (bound && !place.statement.flow.mayUnbind.includes(name));
  }
  return bound;
}

/** Sorts what the code reads into parameters, imports and refusals. `moved` are names that the module defines. */
export function inputsOf(
  context: Context,
  code: readonly Place[],
  added: AddedReads,
  moved: ReadonlySet<string>
): Inputs {
  const parameters: string[] = [];
  const imports = new Map<string, ModuleImport>();
  const refusals: Refusal[] = [];
  for (const exposure of exposures(context, code, added)) {
    const { name, place } = exposure;
    const meaning = context.meanings.of(name);
    switch (meaning.kind) {
      case 'builtin':
        break;
      case 'import':
      case 'kernel':
        meaning.imports.forEach(one => imports.set(JSON.stringify(one), one));
        break;
      case 'definition':
      case 'constant':
      case 'variable':
        if (meaning.kind !== 'definition' || !moved.has(name)) {
          parameters.push(name);
          refusals.push(
            ...unboundInput(
              context,
              code,
              exposure,
              meaning.kind === 'variable' && meaning.builtin
            )
          );
        }
        break;
      default:
        refusals.push(foreign(context, place, name, meaning));
    }
  }
  return { parameters, imports: [...imports.values()], refusals };
}

function unboundInput(
  context: Context,
  code: readonly Place[],
  { name, place, certain }: Exposure,
  builtin: boolean
): Refusal[] {
  if (certain || builtin || isBoundBefore(context, name, code[0].order)) {
    return [];
  }
  return [
    refuseAt(
      context.index,
      place,
      'input-may-be-unbound',
      { name },
      offsetOf(place, name)
    )
  ];
}

/** The refusal of a name that a module cannot have. */
export function foreign(
  context: Context,
  place: Place,
  name: string,
  meaning: { readonly kind: string; readonly module?: string }
): Refusal {
  const at = offsetOf(place, name);
  switch (meaning.kind) {
    case 'star':
      return refuseAt(
        context.index,
        place,
        'star-import',
        { name, module: meaning.module ?? '' },
        at
      );
    case 'history':
      return refuseAt(context.index, place, 'kernel-history', { name }, at);
    case 'identity':
      return refuseAt(
        context.index,
        place,
        'module-identity',
        { name, detail: 'each module has its own' },
        at
      );
    default:
      return refuseAt(context.index, place, 'unknown-name', { name }, at);
  }
}

/** Where a statement reads a name, for the line of a refusal. */
export function offsetOf(place: Place, name: string): number {
  return (
    place.statement.uses.find(use => use.name === name)?.span.start ??
    place.statement.span.start
  );
}
