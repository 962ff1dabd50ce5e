import type { Call } from '../analysis/facts';
import type { Context } from './context';
import { nameOf, type Closure } from './definitions';
import type { Place } from './index-notebook';
import { surelyBinds } from './raised';
import { refuseAt } from './refuse';
import type { Refusal } from './types';

/** Text put into a cell at an offset of its original source. */
export type Insertion = {
  readonly cell: number;
  readonly at: number;
  readonly text: string;
};

/** Notebook variables that moved functions take as keyword-only parameters from now on. */
export type KeywordOnly = {
  /** By function: names of its new parameters. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  readonly insertions: readonly Insertion[];
  readonly refusals: readonly Refusal[];
};

/** Gives each moved function the notebook variables that it reads, directly or through a moved function that
 *  it calls, and rewrites every call; refuses where a use is no direct call or the value may be another. */
export function keywordOnly(context: Context, closure: Closure): KeywordOnly {
  const parameters = spread(closure);
  const refusals: Refusal[] = [];
  const insertions: Insertion[] = [];
  const moved = new Set(closure.definitions.map(place => place.order));
  for (const place of closure.definitions) {
    const names = parameters.get(nameOf(place)) ?? [];
    if (names.length === 0) {
      continue;
    }
    const reasons = [
      ...signatureReasons(context, place, names),
      ...callReasons(context, place, names, moved)
    ];
    refusals.push(...reasons);
    if (reasons.length === 0) {
      insertions.push(
        signatureInsertion(place, names),
        ...callInsertions(context, place, names)
      );
    }
  }
  return { parameters, insertions, refusals };
}

/** Names that each function needs, its callees' included. */
function spread(closure: Closure): Map<string, readonly string[]> {
  const needs = new Map<string, readonly string[]>(closure.missing);
  for (let grew = true; grew;) {
    grew = false;
    for (const place of closure.definitions) {
      const own = needs.get(nameOf(place)) ?? [];
      const read = place.statement.definition?.bodyReads ?? [];
      const wanted = new Set([
        ...own,
        ...read.flatMap(name => needs.get(name) ?? [])
      ]);
      if (wanted.size > own.length) {
        needs.set(nameOf(place), [...wanted]);
        grew = true;
      }
    }
  }
  return needs;
}

function signatureReasons(
  context: Context,
  place: Place,
  names: readonly string[]
): Refusal[] {
  const { definition } = place.statement;
  const reason = (name: string, detail: string): Refusal =>
    refuseAt(context.index, place, 'reads-notebook-name', {
      name,
      function: nameOf(place),
      detail
    });
  if (!definition?.signature) {
    return [reason(names[0], 'a class has no call that could pass it on')];
  }
  if (context.index.bindings(definition.name).length > 1) {
    return [reason(names[0], 'the notebook binds the function more than once')];
  }
  if (definition.decorated) {
    return [reason(names[0], 'its decorator may call it')];
  }
  return names.flatMap(name => {
    if (definition.locals.includes(name)) {
      return [reason(name, 'it has a local variable of that name')];
    }
    if (context.index.globalWriters(name).length > 0) {
      return [reason(name, 'another function binds it by `global`')];
    }
    if (
      context.index.bindings(name).length > 1 &&
      outlives(context, place, name)
    ) {
      return [
        reason(
          name,
          'it is read after the call, and the notebook binds it again'
        )
      ];
    }
    return [];
  });
}

/** The function makes something that may read the name after the call: a coroutine, a generator, a lambda, an inner
 *  function or class. */
function outlives(context: Context, place: Place, name: string): boolean {
  const text = context.index.textOf(place);
  const late = place.statement.uses.some(
    use =>
      use.name === name &&
      use.late !== undefined &&
      use.late.construct !== 'function' &&
      !use.late.atOnce
  );
  return (
    late ||
    keeps(text, name) ||
    /^\s*async\b|\byield\b|\n[ \t]+(async[ \t]+)?def\b|\n[ \t]+class\b/.test(
      text
    )
  );
}

/** A lambda or generator of the text reads the name, at once perhaps: `sum(x * k for x in xs)` is told from it, others
 *  are not. */
function keeps(text: string, name: string): boolean {
  const inLambda = new RegExp(`\\blambda\\b[^\\n]*\\b${name}\\b`);
  const inGenerator = new RegExp(
    `(?<![\\w\\])])\\([^()]*\\b${name}\\b[^()]*\\bfor\\b`
  );
  return inLambda.test(text) || inGenerator.test(text);
}

function callReasons(
  context: Context,
  place: Place,
  names: readonly string[],
  moved: ReadonlySet<number>
): Refusal[] {
  const name = nameOf(place);
  return context.index.readers(name).flatMap(reader =>
    reader.statement.uses
      .filter(use => use.name === name && use.access !== 'write')
      .flatMap(use => {
        const call =
          use.call === undefined ? undefined : reader.statement.calls[use.call];
        const detail = call
          ? (badCall(reader, call, use.localNames ?? [], names) ??
            (moved.has(reader.order)
              ? null
              : lateBound(context, reader, names)))
          : 'the function is used without a direct call';
        return detail === null
          ? []
          : [
              refuseAt(
                context.index,
                reader,
                'reads-notebook-name',
                { name: names[0], function: name, detail },
                use.span.start
              )
            ];
      })
  );
}

function badCall(
  reader: Place,
  call: Call,
  locals: readonly string[],
  names: readonly string[]
): string | null {
  if (reader.statement.kind === 'magic') {
    return 'a magic calls it';
  }
  if (call.doubleStar || names.some(name => call.keywords.includes(name))) {
    return 'a call passes keywords that cannot be told apart';
  }
  const { definition } = reader.statement;
  const body = definition?.kind === 'class' ? definition.locals : [];
  if (names.some(name => locals.includes(name) || body.includes(name))) {
    return 'a call stands where another variable has that name';
  }
  return null;
}

/** In a moved function the name is a parameter by then; elsewhere it must be bound before the call. */
function lateBound(
  context: Context,
  reader: Place,
  names: readonly string[]
): string | null {
  const unbound = names.find(name => !boundBefore(context, name, reader.order));
  return unbound === undefined
    ? null
    : `\`${unbound}\` may not be bound yet where the function is called`;
}

function boundBefore(context: Context, name: string, order: number): boolean {
  const { cell } = context.index.places[order];
  return context.index
    .bindings(name)
    .some(
      place => place.order < order && surelyBinds(context, place, name, cell)
    );
}

function signatureInsertion(place: Place, names: readonly string[]): Insertion {
  const signature = place.statement.definition?.signature;
  const list = [...(signature?.hasStar ? [] : ['*']), ...names].join(', ');
  const before = signature?.afterParameter ? ', ' : '';
  const after = signature?.beforeParameter ? ', ' : '';
  return {
    cell: place.cell,
    at: signature?.insertAt ?? 0,
    text: `${before}${list}${after}`
  };
}

function callInsertions(
  context: Context,
  place: Place,
  names: readonly string[]
): Insertion[] {
  const name = nameOf(place);
  return context.index
    .readers(name)
    .flatMap(reader =>
      reader.statement.uses
        .filter(use => use.name === name && use.call !== undefined)
        .flatMap(use =>
          callInsertion(reader, reader.statement.calls[use.call ?? -1], names)
        )
    );
}

function callInsertion(
  reader: Place,
  call: Call,
  names: readonly string[]
): Insertion[] {
  const list = names.map(name => `${name}=${name}`).join(', ');
  const { cell } = reader;
  if (call.bareGenerator) {
    const { start, end } = call.bareGenerator;
    return [
      { cell, at: start, text: '(' },
      { cell, at: end, text: `), ${list}` }
    ];
  }
  if (call.lastArgumentEnd === null) {
    return [{ cell, at: call.close, text: list }];
  }
  return [{ cell, at: call.lastArgumentEnd, text: `, ${list}` }];
}
