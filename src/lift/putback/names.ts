import type { Statement } from '../../analysis/facts';
import { isBuiltin } from '../python/agreement';
import { bindersOf } from '../python/existing';
import { importTarget } from '../python/import-meaning';
import { isLoose } from '../python/pieces';
import type { ModuleImport } from '../module';
import type { NotebookIndex, Place } from '../index-notebook';
import type { LiftedCall } from './call';
import type { Source } from './source';

/** A name that stands in the way: half a sentence. */
export type NameFault = { readonly name: string; readonly detail: string };

/**
 * Imports that a body needs in the notebook: what the module imports or defines and the notebook lacks. A
 * fault where the notebook means something else by a name.
 */
export function neededImports(
  index: NotebookIndex,
  call: LiftedCall,
  source: Source,
  locals: ReadonlySet<string>
): {
  readonly imports: readonly ModuleImport[];
  readonly faults: readonly NameFault[];
} {
  const imports: ModuleImport[] = [];
  const faults: NameFault[] = [];
  const uses = source.facts.statements.flatMap(one => one.uses);
  const firm = new Set(uses.filter(use => !isLoose(use)).map(use => use.name));
  for (const name of new Set(uses.map(use => use.name))) {
    const bound = bindersOf(source.module, name).length > 0;
    if (locals.has(name) || (!firm.has(name) && !bound)) {
      continue;
    }
    const wanted = meaningOf(source, call.module, name);
    const own = index.bindings(name);
    if (wanted === 'unknown') {
      faults.push({
        name,
        detail: 'the module binds it in a way that an import cannot repeat'
      });
    } else if (own.some(place => !bindsAlike(place, wanted))) {
      faults.push({
        name,
        detail: 'the notebook binds it to something else than the module'
      });
    } else if (
      wanted !== 'builtin' &&
      !own.some(place => place.cell <= call.place.cell)
    ) {
      imports.push(wanted);
    }
  }
  return { imports, faults };
}

/** What a free name of the body is in the module, as an import into the notebook. */
function meaningOf(
  { module }: Source,
  home: string,
  name: string
): ModuleImport | 'builtin' | 'unknown' {
  const binders = bindersOf(module, name);
  if (binders.length === 0) {
    return isBuiltin(name) ? 'builtin' : 'unknown';
  }
  const facts = binders.map(at =>
    module.statements[at].imports?.find(fact => fact.bound === name)
  );
  const [first] = facts;
  if (first === undefined || first.module.startsWith('.')) {
    return { module: home, symbol: name, alias: null };
  }
  if (first.module === 'IPython.display' && name === 'display') {
    return 'builtin';
  }
  return facts.every(
    fact => fact !== undefined && importTarget(fact) === importTarget(first)
  )
    ? { module: first.module, symbol: first.symbol, alias: first.alias }
    : 'unknown';
}

function bindsAlike(place: Place, wanted: ModuleImport | 'builtin'): boolean {
  const facts = (place.statement.imports ?? []).filter(
    fact => wanted !== 'builtin' && importTarget(fact) === importTarget(wanted)
  );
  return facts.length > 0;
}

/**
 * Names that the body binds and the notebook uses for something else: after the call their value would be
 * another one. `kept` are names that the call binds anyway.
 */
export function clobbered(
  index: NotebookIndex,
  call: LiftedCall,
  source: Source,
  bound: ReadonlySet<string>,
  kept: ReadonlySet<string>
): NameFault[] {
  const late = new Set(
    source.facts.statements.flatMap(one => one.flow.deferred)
  );
  return [...bound].flatMap(name => {
    const others = index.places.filter(place => place !== call.place);
    const read = !kept.has(name) && isReadAfter(others, call.place, name);
    const rebound =
      late.has(name) && others.some(place => touches(place.statement, name));
    return read || rebound
      ? [
          {
            name,
            detail: read
              ? 'the notebook uses that name for another value'
              : 'the notebook binds it too, and the body reads it late'
          }
        ]
      : [];
  });
}

function touches({ flow }: Statement, name: string): boolean {
  return [...flow.mayBind, ...flow.mayUnbind, ...flow.globalWrites].includes(
    name
  );
}

/** Whether a statement below the call may read the name before it is bound anew, or a function reads it. */
function isReadAfter(
  places: readonly Place[],
  from: Place,
  name: string
): boolean {
  if (places.some(place => place.statement.flow.deferred.includes(name))) {
    return true;
  }
  for (const { order, statement } of places) {
    if (order > from.order && statement.flow.exposed.includes(name)) {
      return true;
    }
    if (order > from.order && statement.flow.mustBind.includes(name)) {
      return false;
    }
  }
  return false;
}
