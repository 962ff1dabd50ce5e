import type { Context } from './context';
import { codeRefusals } from './hazards';
import type { Hoisting, ImportFate } from './importing';
import type { Place } from './index-notebook';
import { inputsOf, offsetOf } from './inputs';
import { interactivityRefusals } from './interactivity';
import { knobEdits } from './knobs';
import type { FunctionSpec } from './language';
import { lateRefusals, leftFunctionRefusals } from './late';
import { runText, runsOf, type TextEdit } from './layout';
import type { ModuleImport } from './module';
import { raisedRefusals } from './raised';
import { oneObjectRefusals } from './one-object';
import type { AddedReads } from './reads';
import { refuseAt } from './refuse';
import { readsName, returnsOf } from './returns';
import type { Stretch } from './stretch';
import { summaryOf } from './summary';
import type { PlannedFunction, Refusal } from './types';

/** A stretch worked out: the function to write and what it takes from the notebook. */
export type LiftedFunction = {
  readonly stretch: Stretch;
  /** Statements that leave the notebook with it, without a display that stays. */
  readonly code: readonly Place[];
  /** Import statements whose text stands in the body. */
  readonly bodyImports: readonly Place[];
  readonly spec: FunctionSpec;
  readonly planned: PlannedFunction;
  readonly moduleImports: readonly ModuleImport[];
  readonly refusals: readonly Refusal[];
};

/** What all functions of one lift have in common. */
export type FunctionContext = {
  readonly context: Context;
  readonly fates: ReadonlyMap<number, ImportFate>;
  readonly hoisting: Hoisting;
  readonly added: AddedReads;
  /** Names that the module defines. */
  readonly movedNames: ReadonlySet<string>;
  readonly movedDefinitions: ReadonlySet<number>;
  /** What changes in the text of cells, wherever it goes. */
  readonly edits: readonly TextEdit[];
  /** The same for text that goes into the module: what the kernel takes out of strings goes as well. */
  readonly moduleEdits: readonly TextEdit[];
};

/** Works out the function of a stretch. It has no name yet: that follows from what it turns out to do. */
export function liftFunction(
  shared: FunctionContext,
  stretch: Stretch
): LiftedFunction {
  const { context, added } = shared;
  const code = movedCode(shared, stretch);
  const shows = stretch.display !== null && code.includes(stretch.display);
  const outside = outsideOf(shared, code);
  const inputs = inputsOf(context, code, added, shared.movedNames);
  const returns = returnsOf(context, code, outside, inputs.parameters, added);
  const parameters = [...new Set([...inputs.parameters, ...returns.fallbacks])];
  const knobs = knobEdits(context, code, parameters);
  const bodyImports = importsWithin(shared, code);
  const local = new Set(
    bodyImports.flatMap(place =>
      (place.statement.imports ?? []).map(fact => fact.bound)
    )
  );
  const needed = inputs.imports.filter(one => !local.has(boundName(one)));
  const spec: FunctionSpec = {
    name: '',
    async: code.some(place => place.statement.awaits),
    parameters: [
      ...parameters.map(parameter => ({ name: parameter })),
      ...knobs.parameters
    ],
    summary: summaryOf(context, code),
    inputs: [...parameters, ...knobs.parameters.map(one => one.name)],
    changes: returns.changes,
    returns: returns.names,
    shows,
    imports: needed.filter(one => !shared.hoisting.allowed(one)),
    body: bodyText(
      shared,
      code,
      bodyImports,
      shows ? stretch.display : null,
      knobs.edits,
      knobs.removed
    )
  };
  return {
    stretch,
    code,
    bodyImports,
    spec,
    planned: {
      name: '',
      cells: [...new Set(code.map(place => place.cell))],
      parameters: spec.parameters,
      returns: returns.names,
      changes: returns.changes,
      droppable: returns.dropped
    },
    moduleImports: needed.filter(one => shared.hoisting.allowed(one)),
    refusals: [
      ...inputs.refusals,
      ...returns.refusals,
      ...deletedInputs(shared, code),
      ...codeRefusals(context, code),
      ...interactivityRefusals(context, code),
      ...oneObjectRefusals(context, code),
      ...raisedRefusals(context, code, returns.names),
      ...lateRefusals(context, code),
      ...leftFunctionRefusals(
        context,
        code,
        parameters,
        shared.movedDefinitions
      )
    ]
  };
}

/** The display stays in the notebook when the function has something else to hand back. */
function movedCode(
  shared: FunctionContext,
  stretch: Stretch
): readonly Place[] {
  const { display } = stretch;
  const before = stretch.code.filter(place => place !== display);
  if (display === null || before.length === 0) {
    return stretch.code;
  }
  const outside = outsideOf(shared, before);
  const inputs = inputsOf(
    shared.context,
    before,
    shared.added,
    shared.movedNames
  );
  const returns = returnsOf(
    shared.context,
    before,
    outside,
    inputs.parameters,
    shared.added
  );
  return returns.names.length > 0 ||
    display.statement.expression?.form === 'name'
    ? before
    : stretch.code;
}

/** Statements that stay in the notebook, or go into other functions. */
export function outsideOf(
  shared: FunctionContext,
  code: readonly Place[]
): Place[] {
  const inside = new Set(code.map(place => place.order));
  return shared.context.index.places.filter(
    place =>
      !inside.has(place.order) && !shared.movedDefinitions.has(place.order)
  );
}

function boundName(one: ModuleImport): string {
  return one.alias ?? one.symbol ?? one.module.split('.')[0];
}

/** Imports that must not be hoisted and stand between the statements of the code: they stay where they were. */
function importsWithin(
  shared: FunctionContext,
  code: readonly Place[]
): Place[] {
  const first = code[0].order;
  const last = code[code.length - 1].order;
  return [...shared.fates.values()]
    .filter(
      ({ place, late }) => late && place.order > first && place.order < last
    )
    .map(fate => fate.place)
    .filter(place =>
      (place.statement.imports ?? []).some(fact =>
        code.some(one => readsName(one, fact.bound))
      )
    );
}

function bodyText(
  shared: FunctionContext,
  code: readonly Place[],
  imports: readonly Place[],
  returned: Place | null,
  knobEdits: readonly TextEdit[],
  removed: ReadonlySet<number>
): string {
  const shown: TextEdit[] = returned
    ? [
        {
          cell: returned.cell,
          start: returned.statement.span.start,
          end: returned.statement.span.start,
          text: 'return '
        }
      ]
    : [];
  const places = [...code, ...imports]
    .filter(place => !removed.has(place.order))
    .sort((a, b) => a.order - b.order);
  const edits = [...shared.moduleEdits, ...knobEdits, ...shown];
  const texts = runsOf(places).map(run => ({
    cell: run[0].cell,
    text: runText(shared.context.index, run, edits)
  }));
  return texts
    .map(({ cell, text }, at) =>
      at > 0 && texts[at - 1].cell !== cell ? `\n${text}` : text
    )
    .join('\n');
}

/** `del x` of a name that the notebook binds before. */
function deletedInputs(
  shared: FunctionContext,
  code: readonly Place[]
): Refusal[] {
  const { index } = shared.context;
  const start = code[0].order;
  const seen = new Set<string>();
  return code.flatMap(place =>
    place.statement.flow.mayUnbind.flatMap(name => {
      const earlier = index.bindings(name).some(one => one.order < start);
      if (!earlier || seen.has(name)) {
        return [];
      }
      seen.add(name);
      return [
        refuseAt(index, place, 'deletes-input', { name }, offsetOf(place, name))
      ];
    })
  );
}
