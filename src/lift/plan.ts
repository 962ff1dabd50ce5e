import type { Context } from './context';
import { settled } from './analyze-notebook';
import { closeOver, nameOf, type Closure } from './definitions';
import {
  liftFunction,
  type FunctionContext,
  type LiftedFunction
} from './functions';
import {
  dynamicRefusals,
  type Namespace,
  historyRefusals,
  selectionRefusals
} from './hazards';
import { Hoisting, importFates, importPoint } from './importing';
import { indexNotebook, type Place } from './index-notebook';
import type { TextEdit } from './layout';
import { keywordOnly, type KeywordOnly } from './keyword-only';
import { knobOffers } from './knobs';
import type { ILiftLanguage } from './language';
import { Meanings } from './meaning';
import { chosenNames, nameRefusals, withNames } from './naming-functions';
import { withIds } from './nbformat/ids';
import { AddedReads } from './reads';
import { refuse, refuseAt, unique } from './refuse';
import { rewriteCells } from './rewrite';
import { cutStretches, rolesOf, type Role, type Stretch } from './stretch';
import { finish } from './finish';
import { choiceRefusals } from './choice';
import { isTrivial } from './trivial';
import type {
  Analysis,
  Choice,
  PlanResult,
  ProjectFacts,
  Refusal
} from './types';

/** Works out a lift: what the module and the notebook will be, or why not. Reads nothing, changes nothing. */
export function plan(
  analysis: Analysis,
  choice: Choice,
  project: ProjectFacts,
  language: ILiftLanguage
): PlanResult {
  const index = indexNotebook(settled(analysis, language));
  const selected = new Set(choice.cells);
  const context: Context = {
    index,
    meanings: new Meanings(index, language),
    language,
    choice,
    project,
    selected
  };
  const early = [
    ...choiceRefusals(context),
    ...(project.importName.ok ? [] : [project.importName.refusal])
  ];
  if (early.length > 0) {
    return refused(early);
  }
  const blocked = selectionRefusals(context);
  return blocked.length > 0 ? refused(blocked) : planSelection(context);
}

export function refused(refusals: readonly Refusal[]): PlanResult {
  return { ok: false, refusals: unique(refusals) };
}

function planSelection(context: Context): PlanResult {
  const asked = askedDefinitions(context);
  const closure = withHelpers(context, asked);
  const doubled = twoVersions(context, closure);
  const keywords = keywordOnly(context, closure);
  const against = [...doubled, ...closure.refusals, ...keywords.refusals];
  if (against.length > 0) {
    return refused(withOthers(context, asked, against));
  }
  const moved = new Set(
    [...closure.definitions, ...closure.constants].map(place => place.order)
  );
  const roles = rolesOf(context, moved);
  const stretches = worthLifting(context, cutStretches(context, roles));
  if (stretches.length === 0 && asked.length === 0) {
    return refused([nothing(context)]);
  }
  const chosen = chosenNames(context, stretches.length) ?? [];
  const taken = nameRefusals(context, chosen, closure);
  if (taken.length > 0) {
    return refused(taken);
  }
  return planFunctions(context, closure, keywords, roles, stretches);
}

/** Two definitions of one name cannot both stand in the module. */
function twoVersions(context: Context, closure: Closure): Refusal[] {
  const names = closure.definitions.map(nameOf);
  return closure.definitions
    .filter((place, at) => names.indexOf(nameOf(place)) !== at)
    .map(place =>
      refuseAt(context.index, place, 'two-versions', { name: nameOf(place) })
    );
}

/** Offers to move the definitions that nothing speaks against, where some do not move. */
function withOthers(
  context: Context,
  asked: readonly Place[],
  against: readonly Refusal[]
): Refusal[] {
  const able = movable(context, asked).map(nameOf);
  if (able.length === 0 || able.length === asked.length) {
    return [...against];
  }
  const which =
    able.length > 3
      ? `the ${able.length} that can`
      : able.map(name => `\`${name}\``).join(', ');
  return against.map(refusal => ({
    ...refusal,
    remedy: {
      text: `${refusal.remedy?.text ?? ''} Or move only ${which}.`.trim(),
      action: { kind: 'only', names: able }
    }
  }));
}

/** The definitions that can move together when each of the others stays. */
function movable(context: Context, asked: readonly Place[]): Place[] {
  const fits = (places: readonly Place[]): boolean => {
    const closure = closeOver(context, places);
    return (
      closure.refusals.length === 0 &&
      twoVersions(context, closure).length === 0 &&
      keywordOnly(context, closure).refusals.length === 0
    );
  };
  const names = asked.map(nameOf);
  const alone = asked.filter(
    place =>
      names.filter(name => name === nameOf(place)).length === 1 && fits([place])
  );
  return alone.reduce<Place[]>(
    (able, place) => (fits([...able, place]) ? [...able, place] : able),
    []
  );
}

function nothing(context: Context): Refusal {
  const only = context.choice.only;
  const detail = only
    ? 'no such definition stands in it'
    : 'only imports, magics, comments or names to show';
  const [first] = context.choice.cells;
  return { ...refuse('nothing-to-lift', { detail }), cell: first ?? null };
}

/** Definitions in the selection that are to move; with `only`, those named. */
function askedDefinitions(context: Context): Place[] {
  const { only } = context.choice;
  return context.index.places.filter(
    place =>
      context.selected.has(place.cell) &&
      place.statement.definition !== undefined &&
      (only === undefined || only.includes(nameOf(place)))
  );
}

/** The asked definitions with their helpers, and notebook functions that the code calls and that can move. */
function withHelpers(context: Context, asked: readonly Place[]): Closure {
  let roots = [...asked];
  let closure = closeOver(context, roots);
  if (context.choice.only) {
    return closure;
  }
  for (const place of calledDefinitions(context)) {
    if (closure.definitions.includes(place)) {
      continue;
    }
    const alone = closeOver(context, [place]);
    if (alone.refusals.length === 0 && alone.missing.size === 0) {
      roots = [...roots, place];
      closure = closeOver(context, roots);
    }
  }
  return closure;
}

/** Definitions of other cells that selected code calls and that the notebook binds only once. */
function calledDefinitions(context: Context): Place[] {
  const called = new Set<Place>();
  for (const place of context.index.places) {
    if (
      !context.selected.has(place.cell) ||
      place.statement.definition ||
      place.statement.kind === 'magic'
    ) {
      continue;
    }
    for (const call of place.statement.calls) {
      const meaning =
        call.root === null ? null : context.meanings.of(call.root);
      if (meaning?.kind === 'definition' && call.path === call.root) {
        called.add(meaning.place);
      }
    }
  }
  return [...called];
}

/** Leaves out stretches that only show something simple, as long as something else is lifted. */
function worthLifting(
  context: Context,
  stretches: readonly Stretch[]
): Stretch[] {
  const worth = stretches.filter(
    stretch => !isTrivial(context, stretch, stretches.length > 1)
  );
  return worth.length > 0
    ? worth
    : stretches.filter(stretch => !isTrivial(context, stretch, false));
}

function planFunctions(
  context: Context,
  closure: Closure,
  keywords: KeywordOnly,
  roles: Map<number, Role>,
  stretches: readonly Stretch[]
): PlanResult {
  const leaving = new Set(
    [...closure.definitions, ...closure.constants].map(place => place.order)
  );
  stretches.forEach(stretch =>
    stretch.code.forEach(place => leaving.add(place.order))
  );
  const edits = keywords.insertions.map(({ cell, at, text }) => ({
    cell,
    start: at,
    end: at,
    text
  }));
  const shared = (): FunctionContext => {
    const fates = importFates(context, roles, leaving);
    return {
      context,
      fates,
      hoisting: new Hoisting(
        context,
        fates,
        importPoint(context, stretches, closure.definitions)
      ),
      added: new AddedReads(keywords.parameters),
      movedNames: new Set(closure.definitions.map(nameOf)),
      movedDefinitions: new Set(closure.definitions.map(place => place.order)),
      edits,
      moduleEdits: [...edits, ...droppedEdits(context, leaving)]
    };
  };
  const draft = stretches.map(stretch => liftFunction(shared(), stretch));
  stayingDisplays(stretches, draft).forEach(place =>
    leaving.delete(place.order)
  );
  const final = shared();
  const functions = withNames(
    context,
    stretches.map(stretch => liftFunction(final, stretch))
  );
  const code = functions.flatMap(one => one.code);
  const refusals = [
    ...functions.flatMap(one => one.refusals),
    ...hoistingRefusals(final, closure),
    ...dynamicRefusals(context, code, namespaceAfter(final, functions)),
    ...historyRefusals(context, code)
  ];
  if (refusals.length > 0) {
    return refused(refusals);
  }
  return assemble(final, closure, roles, functions);
}

/** What the kernel takes out of the strings of cells that statements leave. A cell that is indented as a whole
 *  loses its margin by itself. Docstrings stay as they were typed where nobody reads them: only some versions
 *  of the kernel touch them. */
function droppedEdits(
  context: Context,
  leaving: ReadonlySet<number>
): TextEdit[] {
  const cells = new Set(
    context.index.places
      .filter(place => leaving.has(place.order))
      .map(place => place.cell)
  );
  const read = context.index.analysis.snapshot.cells.some(({ source }) =>
    /__doc__|\bgetdoc\b|\bhelp\s*\(|\bpydoc\b|\bdoctest\b/.test(source)
  );
  return [...cells].flatMap(cell => {
    const source = context.index.sourceOf(cell);
    const indented = /^[ \t]+\S/.test(source);
    return indented
      ? []
      : context.language
          .dropped(source, read)
          .map(({ start, end }) => ({ cell, start, end, text: '' }));
  });
}

function namespaceAfter(
  { fates, edits }: FunctionContext,
  functions: readonly LiftedFunction[]
): Namespace {
  const complete =
    edits.length === 0 &&
    functions.every(one => one.planned.droppable.length === 0) &&
    [...fates.values()].every(fate => fate.stays);
  if (!complete) {
    return 'changed';
  }
  return functions.length > 0 ? 'found' : 'same';
}

function stayingDisplays(
  stretches: readonly Stretch[],
  functions: readonly LiftedFunction[]
): Place[] {
  return stretches.flatMap((stretch, at) =>
    stretch.display && !functions[at].code.includes(stretch.display)
      ? [stretch.display]
      : []
  );
}

/** Imports that a definition needs at the top of the module although the notebook changes the environment before. */
function hoistingRefusals(
  shared: FunctionContext,
  closure: Closure
): Refusal[] {
  const blocked = closure.imports.find(one => !shared.hoisting.possible(one));
  const [place] = closure.definitions;
  if (!blocked || !place) {
    return [];
  }
  const detail = `it needs \`${blocked.module}\` imported at the top, where the notebook imports it only after code that may act on it`;
  return [
    refuseAt(shared.context.index, place, 'import-effect', {
      name: nameOf(place),
      detail
    })
  ];
}

function assemble(
  shared: FunctionContext,
  closure: Closure,
  roles: ReadonlyMap<number, Role>,
  functions: readonly LiftedFunction[]
): PlanResult {
  const { context, fates, edits } = shared;
  const { importName } = context.project;
  const changes = rewriteCells({
    context,
    roles,
    fates,
    functions,
    edits,
    module: importName.ok ? importName.name : ''
  });
  const offers = functions.flatMap(one => knobOffers(context, one.code));
  return finish(
    shared,
    closure,
    functions,
    withIds(context.index.analysis.snapshot, changes),
    offers
  );
}
