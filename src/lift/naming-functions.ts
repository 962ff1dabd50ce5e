import type { Context } from './context';
import { nameOf, type Closure } from './definitions';
import { headingAbove, leadingComment } from './summary';
import { suggestName } from './names';
import { refuse } from './refuse';
import type { Stretch } from './stretch';
import type { Refusal } from './types';

/** One name per stretch: the chosen one (numbered where there are several), else one that the code suggests. */
export function functionNames(
  context: Context,
  stretches: readonly Stretch[]
): string[] {
  const { name } = context.choice;
  if (name !== undefined) {
    return stretches.length === 1
      ? [name]
      : stretches.map((_, at) => `${name}_${at + 1}`);
  }
  const taken = takenNames(context);
  return stretches.map(stretch => {
    const [first] = stretch.code;
    const facts = context.index.analysis.cells[first.cell];
    const suggested = suggestName(
      {
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
      },
      taken
    );
    taken.add(suggested);
    return suggested;
  });
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

/** A chosen name that the notebook uses for something else, or that Python has itself. */
export function nameRefusals(
  context: Context,
  names: readonly string[],
  closure: Closure
): Refusal[] {
  const { importName } = context.project;
  const module = importName.ok ? importName.name : '';
  const definitions = new Set(closure.definitions.map(nameOf));
  return names.flatMap(name => {
    if (context.language.isBuiltin(name)) {
      return [refuse('name-taken', { name, detail: 'it is a builtin' })];
    }
    if (definitions.has(name)) {
      return [
        refuse('name-taken', {
          name,
          detail: 'a definition of that name moves along'
        })
      ];
    }
    const places = context.index.bindings(name);
    const ours = places.every(place =>
      place.statement.imports?.some(
        fact => fact.module === module && fact.bound === name
      )
    );
    if (places.length > 0 && !ours) {
      return [refuse('name-taken', { name, detail: 'the notebook binds it' })];
    }
    return [];
  });
}
