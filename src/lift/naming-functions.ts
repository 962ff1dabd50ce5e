import type { Context } from './context';
import { nameOf, type Closure } from './definitions';
import { headingAbove, leadingComment } from './summary';
import { isHistoryName } from './meaning';
import { freeName, suggestName } from './names';
import type { Sense } from './naming/code';
import { refuse } from './refuse';
import type { FunctionSpec } from './language';
import type { LiftedFunction } from './functions';
import type { Refusal } from './types';

/** The chosen name for each of so many functions, numbered where there are several; `null` where none is chosen. */
export function chosenNames(
  { choice }: Context,
  count: number
): readonly string[] | null {
  // As Python reads it: two spellings of one letter are one name.
  const name = choice.name?.normalize('NFKC');
  if (name === undefined) {
    return null;
  }
  return count === 1
    ? [name]
    : Array.from({ length: count }, (_, at) => `${name}_${at + 1}`);
}

/** The functions under their names: those that were chosen, those under which they stand in the module already
 *  (what is lifted from a copy of a notebook is imported, not written once more), else free ones that say
 *  what they do. */
export function withNames(
  context: Context,
  functions: readonly LiftedFunction[]
): LiftedFunction[] {
  const chosen = chosenNames(context, functions.length);
  if (chosen !== null) {
    return functions.map((one, at) => renamed(one, chosen[at]));
  }
  const taken = takenNames(context);
  const wishes = functions.map(one => wishFor(context, one));
  const free = wishes.map(wish => {
    const name = freeName(wish, taken);
    taken.add(name);
    return name;
  });
  const used = new Set(free);
  return functions.map((one, at) => {
    const naming = { name: free[at], wish: wishes[at] };
    const standing = standingName(context, one.spec, naming, used);
    used.add(standing ?? free[at]);
    return renamed(one, standing ?? free[at]);
  });
}

function wishFor(context: Context, { code, spec }: LiftedFunction): string {
  const [first] = code;
  const { index } = context;
  return suggestName({
    heading: headingAbove(context, code),
    comment: leadingComment(context, code),
    code: {
      steps: code.map(place => ({
        statement: place.statement,
        text: index.textOf(place)
      })),
      inputs: spec.inputs,
      returns: spec.returns,
      senseOf: name => senseOf(context, name)
    },
    cell: first.cell
  });
}

function senseOf({ meanings }: Context, name: string): Sense {
  const meaning = meanings.of(name);
  switch (meaning.kind) {
    case 'import': {
      const [{ module, symbol }] = meaning.imports;
      return symbol === null
        ? { kind: 'module', module }
        : { kind: 'callable' };
    }
    case 'definition':
    case 'builtin':
    case 'kernel':
      return { kind: 'callable' };
    default:
      return { kind: 'data' };
  }
}

/** The first of the names that were passed over because the module has them, where it has this function. */
function standingName(
  context: Context,
  spec: FunctionSpec,
  { wish, name }: { readonly wish: string; readonly name: string },
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
