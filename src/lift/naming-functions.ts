import type { Context } from './context';
import { nameOf, type Closure } from './definitions';
import { headingAbove, leadingComment } from './summary';
import { isHistoryName } from './meaning';
import { freeName, suggestName } from './names';
import { refuse } from './refuse';
import type { Stretch } from './stretch';
import type { FunctionSpec } from './language';
import type { LiftedFunction } from './functions';
import type { Refusal } from './types';

/** The name of a function that is free, and the one that it would have if all were. */
export type Naming = { readonly name: string; readonly wish: string };

/** One name per stretch: the chosen one (numbered where there are several), else one that the code suggests. */
export function functionNames(
  context: Context,
  stretches: readonly Stretch[]
): Naming[] {
  const { name } = context.choice;
  if (name !== undefined) {
    const names =
      stretches.length === 1
        ? [name]
        : stretches.map((_, at) => `${name}_${at + 1}`);
    return names.map(one => ({ name: one, wish: one }));
  }
  const taken = takenNames(context);
  return stretches.map(stretch => {
    const [first] = stretch.code;
    const facts = context.index.analysis.cells[first.cell];
    const wish = suggestName({
      heading: headingAbove(context, first.cell),
      comment: leadingComment(context, stretch.code),
      results: stretch.code.flatMap(({ statement }) => [
        ...statement.flow.mutates,
        ...statement.flow.mayBind
      ]),
      facts: facts
        ? [
            {
              ...facts,
              statements: stretch.code.map(place => place.statement)
            }
          ]
        : [],
      cell: first.cell
    });
    const free = freeName(wish, taken);
    taken.add(free);
    return { name: free, wish };
  });
}

/** The functions, those that stand in the module already under the names by which they stand there: what is lifted
 *  from a copy of a notebook is imported, not written once more. */
export function underStandingNames(
  context: Context,
  functions: readonly LiftedFunction[],
  namings: readonly Naming[]
): LiftedFunction[] {
  const used = new Set(namings.map(({ name }) => name));
  return functions.map((one, at) => {
    const standing = standingName(context, one.spec, namings[at], used);
    if (standing === null) {
      return one;
    }
    used.add(standing);
    return renamed(one, standing);
  });
}

/** The first of the names that were passed over because the module has them, where it has this function. */
function standingName(
  context: Context,
  spec: FunctionSpec,
  { wish, name }: Naming,
  used: ReadonlySet<string>
): string | null {
  const { language, project } = context;
  const { module } = project;
  if (module === null) {
    return null;
  }
  for (let n = 1; ; n++) {
    const passed = n === 1 ? wish : `${wish}_${n}`;
    if (passed === name) {
      return null;
    }
    const text = language.functionText({ ...spec, name: passed });
    if (
      !used.has(passed) &&
      takenBy(context, passed) === null &&
      language.holds(module, { name: passed, text, made: true })
    ) {
      return passed;
    }
  }
}

function renamed(one: LiftedFunction, name: string): LiftedFunction {
  return {
    ...one,
    spec: { ...one.spec, name },
    planned: { ...one.planned, name }
  };
}

/** Every name of the notebook and of the module. */
function takenNames(context: Context): Set<string> {
  const taken = new Set(context.index.names);
  context.index.places.forEach(place =>
    place.statement.uses.forEach(use => taken.add(use.name))
  );
  const { module } = context.project;
  if (module !== null) {
    context.language
      .analyzeModule(module)
      .statements.forEach(statement =>
        statement.flow.mayBind.forEach(name => taken.add(name))
      );
  }
  const { importName } = context.project;
  if (importName.ok) {
    taken.add(importName.name.split('.')[0]);
  }
  return taken;
}

/** A chosen name that means something else in the notebook, to the kernel or to Python. */
export function nameRefusals(
  context: Context,
  names: readonly string[],
  closure: Closure
): Refusal[] {
  const definitions = new Set(closure.definitions.map(nameOf));
  return names.flatMap(name => {
    const detail = definitions.has(name)
      ? 'a definition of that name moves along'
      : takenBy(context, name);
    return detail === null ? [] : [refuse('name-taken', { name, detail })];
  });
}

/** What a name means already; `null` where it is free, or bound by the import of what it names in the module. */
function takenBy(context: Context, name: string): string | null {
  const { index, language } = context;
  if (language.isBuiltin(name)) {
    return 'it is a builtin';
  }
  if (isHistoryName(name) || language.kernelName(name) !== null) {
    return 'the kernel gives it a meaning of its own';
  }
  if (/^__\w+__$/.test(name)) {
    return 'Python keeps such names for itself';
  }
  if (index.bindings(name).length > 0) {
    return isImported(context, name) ? null : 'the notebook binds it';
  }
  // What gives it to the notebook does not stand in the text: a star import, a magic, another tool.
  return index.readers(name).length > 0 ? 'the notebook reads it' : null;
}

/** Whether all that the notebook binds by the name is that symbol of the module. */
function isImported({ index, project }: Context, name: string): boolean {
  const { importName } = project;
  const module = importName.ok ? importName.name : '';
  return index
    .bindings(name)
    .every(({ statement }) =>
      statement.imports?.some(
        fact =>
          fact.module === module && fact.symbol === name && fact.bound === name
      )
    );
}
