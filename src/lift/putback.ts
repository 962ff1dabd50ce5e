import type { CellFacts } from '../analysis/facts';
import { textOf } from '../core/span';
import { indexNotebook, type NotebookIndex } from './index-notebook';
import { withIds } from './nbformat/ids';
import { bindArguments, bindingLines, type Bound } from './putback/bind';
import { bodyForCall } from './putback/body';
import { importedFrom, liftedCalls, type LiftedCall } from './putback/call';
import { cellChanges, type Put } from './putback/cells';
import { clobbered, neededImports, type NameFault } from './putback/names';
import { argumentsOf, sourceOf, type Source } from './putback/source';
import { refuseAt, refuseCell, unique } from './refuse';
import type { Analysis, CellChange, Refusal } from './types';

export type PutBackResult =
  | { readonly ok: true; readonly changes: readonly CellChange[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/**
 * Turns the calls of a module's functions in a cell into the functions' bodies again, with the calls'
 * arguments bound, the imports that they need added, and the functions' own imports gone where nothing else
 * needs them; one change per cell. Only calls that are a statement of their own count (`f(x)`, `a, b = f(x)`,
 * awaited or not) of functions imported by name. Refused where the cells would do something else than the
 * call. The module stays as it is. `analyzeModule` is the analysis of a module's text.
 */
export function putBack(
  analysis: Analysis,
  cell: number,
  module: { readonly path: string; readonly text: string },
  analyzeModule: (text: string) => CellFacts
): PutBackResult {
  const index = indexNotebook(analysis);
  const calls = liftedCalls(index, cell, importedFrom(index, module.path));
  if (calls.length === 0) {
    const detail = `The cell holds no call of a function of “${module.path}” as a statement of its own.`;
    return { ok: false, refusals: [refuseCell('bad-input', cell, { detail })] };
  }
  const results = calls.map(call =>
    putOne(index, call, module.text, analyzeModule)
  );
  const refusals = results.flatMap(one =>
    'refusals' in one ? one.refusals : []
  );
  if (refusals.length > 0) {
    return { ok: false, refusals: unique(refusals) };
  }
  const puts = results.flatMap(one => ('refusals' in one ? [] : [one]));
  const changes = cellChanges(index, cell, puts);
  return { ok: true, changes: withIds(analysis.snapshot, changes) };
}

/** The text that one call becomes. */
function putOne(
  index: NotebookIndex,
  call: LiftedCall,
  module: string,
  analyze: (text: string) => CellFacts
): Put | { readonly refusals: readonly Refusal[] } {
  const source = sourceOf(analyze, module, call.name);
  if (typeof source === 'string') {
    return { refusals: [refusal(index, call, source)] };
  }
  const bound = bindCall(index, call, source, analyze);
  if (typeof bound === 'string') {
    return { refusals: [refusal(index, call, bound)] };
  }
  const { imports, faults } = namesOf(index, call, source, bound);
  if (faults.length > 0) {
    return { refusals: faults.map(one => nameRefusal(index, call, one)) };
  }
  const places = index.placesOf(call.place.cell);
  const isLast = call.place === places[places.length - 1];
  const body = bodyForCall(source, call, isLast);
  const lines = [...bindingLines(analyze, bound), body].filter(
    line => line !== ''
  );
  return { call, text: lines.join('\n'), imports };
}

/** The arguments of the call by parameter, or half a sentence. */
function bindCall(
  index: NotebookIndex,
  { call, place, awaited }: LiftedCall,
  { statement, parameters }: Source,
  analyze: (text: string) => CellFacts
): readonly Bound[] | string {
  if ((statement.definition?.kind === 'async function') !== awaited) {
    return 'it is async, and the call does not await it';
  }
  const text = textOf(index.sourceOf(place.cell), call.span);
  return bindArguments(analyze, parameters, argumentsOf(text) ?? []);
}

function namesOf(
  index: NotebookIndex,
  call: LiftedCall,
  source: Source,
  bound: readonly Bound[]
): ReturnType<typeof neededImports> {
  const parameters = bound.map(one => one.name);
  const given = bound
    .filter(one => one.value === one.name)
    .map(one => one.name);
  const { statements } = source.facts;
  const locals = new Set(
    statements.flatMap(({ flow }) => [...flow.mayBind, ...flow.mayUnbind])
  );
  const changed = new Set([
    ...locals,
    ...parameters.filter(name => !given.includes(name))
  ]);
  const needed = neededImports(
    index,
    call,
    source,
    new Set([...locals, ...parameters])
  );
  const lost: NameFault[] = clobbered(
    index,
    call,
    source,
    changed,
    new Set(call.targets)
  );
  return { imports: needed.imports, faults: [...needed.faults, ...lost] };
}

function refusal(
  index: NotebookIndex,
  call: LiftedCall,
  reason: string
): Refusal {
  const detail = `${call.name} cannot be put back: ${reason}.`;
  return {
    ...refuseAt(index, call.place, 'bad-input', { detail }),
    remedy: { text: 'Edit the function in its module.' }
  };
}

function nameRefusal(
  index: NotebookIndex,
  call: LiftedCall,
  { name, detail }: NameFault
): Refusal {
  return refuseAt(index, call.place, 'name-taken', { name, detail });
}
