import type { CellFacts, Statement } from '../analysis/facts';
import type { Context } from './context';
import { nameOf, type Closure } from './definitions';
import { showsValue } from './display';
import type { FunctionContext, LiftedFunction } from './functions';
import type { Place } from './index-notebook';
import { runText } from './layout';
import type { MergeConflict, ModuleAddition, ModuleImport } from './module';
import { refuse } from './refuse';
import type {
  CellChange,
  KnobOffer,
  Plan,
  PlanResult,
  Refusal,
  RefusalCode,
  Warning
} from './types';

/** Writes the module and describes the lift; refuses where the module cannot take it. */
export function finish(
  shared: FunctionContext,
  closure: Closure,
  functions: readonly LiftedFunction[],
  changes: readonly CellChange[],
  offers: readonly KnobOffer[]
): PlanResult {
  const { context } = shared;
  const { choice, project, language } = context;
  const addition = additionOf(shared, closure, functions);
  const circular = circularImport(context, addition);
  if (circular) {
    return { ok: false, refusals: [circular] };
  }
  const { importName } = project;
  const merged = language.merge(
    project.module,
    addition,
    importName.ok ? importName.name : ''
  );
  if (!merged.ok) {
    return {
      ok: false,
      refusals: merged.conflicts.map(conflict =>
        conflictRefusal(context, conflict)
      )
    };
  }
  const broken = unsound(context, merged.after, addition);
  if (broken) {
    return { ok: false, refusals: [broken] };
  }
  const plan: Plan = {
    kind: kindOf(closure, functions),
    functions: functions.map(one => one.planned),
    definitions: closure.definitions.map(place => ({
      name: nameOf(place),
      cell: place.cell
    })),
    dropped: droppedNames(context, changes, functions),
    displays: displaysOf(context, functions),
    cells: changes,
    warnings: warningsOf(context, closure),
    // An unchanged module is listed too: that what it holds is still there is checked before the notebook changes.
    files: [{ path: choice.to, before: project.module, after: merged.after }],
    offers
  };
  return { ok: true, plan };
}

function kindOf(
  closure: Closure,
  functions: readonly LiftedFunction[]
): Plan['kind'] {
  if (functions.length === 0) {
    return 'definitions';
  }
  return closure.definitions.length === 0 ? 'functions' : 'mixed';
}

function additionOf(
  shared: FunctionContext,
  closure: Closure,
  functions: readonly LiftedFunction[]
): ModuleAddition {
  const { context, moduleEdits } = shared;
  const text = (place: Place): string =>
    runText(context.index, [place], moduleEdits);
  const imports = [
    ...closure.imports,
    ...functions.flatMap(one => one.moduleImports)
  ];
  return {
    docstring: `Lifted from ${context.index.analysis.snapshot.path.split('/').pop() ?? 'a notebook'}.`,
    future: futureFlags(context),
    imports: uniqueImports(imports),
    constants: closure.constants.map(place => ({
      name: place.statement.constant?.name ?? '',
      text: text(place)
    })),
    definitions: [
      ...closure.definitions.map(place => ({
        name: nameOf(place),
        text: text(place)
      })),
      ...functions.map(one => ({
        name: one.spec.name,
        text: context.language.functionText(one.spec),
        made: true as const
      }))
    ],
    update: context.choice.update ?? []
  };
}

/** The module would import one that imports it. What it imports already is none of this lift's doing. */
function circularImport(
  { choice, project, language }: Context,
  addition: ModuleAddition
): Refusal | null {
  const known = new Set(
    language
      .analyzeModule(project.module ?? '')
      .statements.flatMap(one => one.imports ?? [])
      .map(one => one.module)
  );
  const back = addition.imports.find(
    ({ module, symbol }) =>
      !known.has(module) &&
      (project.leadingBack.includes(module) ||
        project.leadingBack.includes(`${module}.${symbol}`))
  );
  return back
    ? refuse(
        'circular-import',
        { module: back.module, path: choice.to },
        { kind: 'set-file', to: choice.to.replace(/(\.\w+)$/, '_steps$1') }
      )
    : null;
}

function uniqueImports(imports: readonly ModuleImport[]): ModuleImport[] {
  return [...new Map(imports.map(one => [JSON.stringify(one), one])).values()];
}

function futureFlags(context: Context): string[] {
  const names = context.index.places.flatMap(place =>
    (place.statement.imports ?? [])
      .filter(fact => fact.module === '__future__')
      .map(fact => fact.symbol ?? '')
  );
  return [...new Set(names)];
}

const CONFLICTS: { readonly [kind in MergeConflict['kind']]: RefusalCode } = {
  symbol: 'name-taken',
  import: 'import-conflict',
  future: 'future-flags',
  syntax: 'target-unreadable'
};

function conflictRefusal(context: Context, conflict: MergeConflict): Refusal {
  const path = context.choice.to;
  if (conflict.kind === 'syntax' && context.project.module === null) {
    const detail =
      'a prompt, a form feed or a magic in a block cannot stand in a module';
    const [cell] = context.choice.cells;
    return { ...refuse('syntax-error', { detail }), cell: cell ?? null };
  }
  const at = `line ${conflict.line} of ${path}`;
  const detail =
    conflict.kind === 'symbol'
      ? `other code stands under it in ${at}`
      : `it does not parse at line ${conflict.line}`;
  const refusal = refuse(CONFLICTS[conflict.kind], {
    name: conflict.name,
    path,
    detail
  });
  const update = conflict.kind === 'symbol' && conflict.existing !== '';
  return update
    ? {
        ...refusal,
        remedy: {
          text: `Update ${conflict.name} in ${path}, or choose another name.`,
          action: { kind: 'update', name: conflict.name }
        }
      }
    : refusal;
}

/** The written module is read again the same way: it must parse, and what was added must find all its names. */
function unsound(
  context: Context,
  after: string,
  addition: ModuleAddition
): Refusal | null {
  const facts = context.language.analyzeModule(after);
  if (facts.status !== 'exact') {
    return refuse('syntax-error', {
      detail: `the module would not parse (${facts.problems[0]?.message ?? 'unknown'})`
    });
  }
  const bound = new Set(
    facts.statements.flatMap(statement => statement.flow.mayBind)
  );
  const added = new Set(
    [...addition.definitions, ...addition.constants].map(symbol => symbol.name)
  );
  const free = facts.statements
    .filter(statement => statement.flow.mayBind.some(name => added.has(name)))
    .flatMap(statement => [
      ...statement.flow.exposed,
      ...statement.flow.deferred
    ])
    .find(name => !bound.has(name) && !context.language.isBuiltin(name));
  return free === undefined ? null : refuse('unknown-name', { name: free });
}

/** Names that the notebook bound before the lift and does not bind after it. Those left behind that other code
 *  binds on some ways only are among them. */
function droppedNames(
  context: Context,
  changes: readonly CellChange[],
  functions: readonly LiftedFunction[]
): string[] {
  const left = new Set(functions.flatMap(one => one.planned.droppable));
  const before = new Set<string>();
  const after = new Set<string>();
  context.index.analysis.cells.forEach((facts, cell) => {
    const change = changes[cell];
    const kept = !change || change.action === 'kept';
    for (const { flow } of facts?.statements ?? []) {
      [...flow.mayBind, ...flow.globalWrites].forEach(name => before.add(name));
      flow.mustUnbind.forEach(name => before.delete(name));
    }
    if (kept) {
      boundNames(facts, left).forEach(name => after.add(name));
    }
    change?.inserted.forEach(draft =>
      boundNames(context.language.analyze(draft.source), left).forEach(name =>
        after.add(name)
      )
    );
  });
  return [...before].filter(name => !after.has(name));
}

/** Names that the statements may bind, the doubtful ones where they surely do. */
function boundNames(
  facts: CellFacts | null,
  doubtful: ReadonlySet<string>
): string[] {
  return (facts?.statements ?? []).flatMap(({ flow }: Statement) =>
    [...flow.mayBind, ...flow.globalWrites].filter(
      name => !doubtful.has(name) || flow.mustBind.includes(name)
    )
  );
}

function displaysOf(
  context: Context,
  functions: readonly LiftedFunction[]
): Plan['displays'] {
  const lost = new Set(
    functions.flatMap(({ code, stretch }) =>
      code.filter(
        place => showsValue(context, place) && place !== stretch.display
      )
    )
  );
  return context.index.places
    .filter(
      place => context.selected.has(place.cell) && showsValue(context, place)
    )
    .map(place => ({ cell: place.cell, kept: !lost.has(place) }));
}

function warningsOf(context: Context, closure: Closure): Warning[] {
  const classes = closure.definitions.filter(
    place => place.statement.definition?.kind === 'class'
  );
  return classes
    .filter(place => !place.statement.definition?.locals.includes('__repr__'))
    .map(place => ({
      code: 'module-in-repr',
      cell: place.cell,
      line: null,
      message: `${nameOf(place)} now says ${context.choice.to.replace(/\.py$/, '').split('/').pop()} where its repr names a module.`,
      data: { name: nameOf(place) }
    }));
}
