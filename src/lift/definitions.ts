import type { Definition } from '../analysis/facts';
import { cellRefusals } from './cells';
import type { Context } from './context';
import { reachRefusals } from './hazards';
import { firstArgument, identityRefusals } from './identity';
import { definitionEffect } from './import-effect';
import type { Place } from './index-notebook';
import { foreign, offsetOf } from './inputs';
import type { ModuleImport } from './module';
import { refuseAt } from './refuse';
import { findSecret } from './secrets';
import type { Refusal } from './types';

/** What moves into the module so that some definitions can stand there. */
export type Closure = {
  /** In notebook order, the asked ones and their helpers. */
  readonly definitions: readonly Place[];
  /** Constants that the definitions read, in notebook order. */
  readonly constants: readonly Place[];
  readonly imports: readonly ModuleImport[];
  /** Notebook variables that a definition reads in its body: candidates for keyword-only parameters. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  readonly refusals: readonly Refusal[];
};

const AT_ONCE = 'the definition reads it when it is made, before any call';
const IN_ANNOTATION = 'an annotation names it';
const NAMESPACE_CALLS = new Set(['exec', 'eval', 'globals', '__import__']);

/** Follows what the definitions read until everything is an import, a builtin, or moves along. */
export function closeOver(context: Context, roots: readonly Place[]): Closure {
  const state = new Walk(context, new Set(roots.map(place => nameOf(place))));
  roots.forEach(place => state.add(place));
  return state.result();
}

export function nameOf(place: Place): string {
  return place.statement.definition?.name ?? '';
}

class Walk {
  constructor(context: Context, asked: ReadonlySet<string>) {
    this._context = context;
    this._asked = asked;
  }

  add(place: Place): void {
    if (this._definitions.has(place.order)) {
      return;
    }
    this._definitions.set(place.order, place);
    const { definition } = place.statement;
    if (!definition) {
      return;
    }
    this._refusals.push(...standing(this._context, place, definition));
    const eager = new Set(definition.eagerReads);
    for (const name of new Set([
      ...definition.eagerReads,
      ...definition.bodyReads
    ])) {
      this._read(place, definition, name, eager.has(name));
    }
    for (const { name, via, annotation } of place.statement.uses) {
      if (via === 'formula') {
        this._lookedUp(name);
      } else if (annotation === 'string') {
        this._annotated(place, definition, name);
      }
    }
  }

  result(): Closure {
    const byOrder = (a: Place, b: Place): number => a.order - b.order;
    return {
      definitions: [...this._definitions.values()].sort(byOrder),
      constants: [...this._constants.values()].sort(byOrder),
      imports: [...this._imports.values()],
      missing: this._missing,
      refusals: this._refusals
    };
  }

  private _read(
    place: Place,
    definition: Definition,
    name: string,
    eager: boolean
  ): void {
    const meaning = this._context.meanings.of(name);
    switch (meaning.kind) {
      case 'builtin':
        return;
      case 'import':
      case 'kernel':
        meaning.imports.forEach(one =>
          this._imports.set(JSON.stringify(one), one)
        );
        return;
      case 'definition':
        this.add(meaning.place);
        return;
      case 'constant':
        this._constant(meaning.place);
        return;
      case 'variable':
        this._variable(
          place,
          definition,
          name,
          eager ? AT_ONCE : null,
          meaning.builtin
        );
        return;
      default:
        this._refusals.push(foreign(this._context, place, name, meaning));
    }
  }

  /** A formula may use what the notebook imports; other names in it are columns. */
  private _lookedUp(name: string): void {
    const meaning = this._context.meanings.of(name);
    if (meaning.kind === 'import') {
      meaning.imports.forEach(one =>
        this._imports.set(JSON.stringify(one), one)
      );
    }
  }

  /** What nothing evaluates may still be looked up, by `dataclasses`, `typing` or a checker, where the code
   *  stands. A name that the notebook does not bind is as unknown there as here. */
  private _annotated(place: Place, definition: Definition, name: string): void {
    const { kind } = this._context.meanings.of(name);
    if (name === definition.name) {
      return;
    }
    if (kind === 'import' || kind === 'definition' || kind === 'constant') {
      this._read(place, definition, name, false);
    } else if (kind === 'variable') {
      this._variable(place, definition, name, IN_ANNOTATION, false);
    }
  }

  private _constant(place: Place): void {
    if (this._constants.has(place.order)) {
      return;
    }
    this._constants.set(place.order, place);
    this._refusals.push(...cellRefusals(this._context, place.cell));
    const secret = findSecret(this._context.index.textOf(place));
    if (secret) {
      this._refusals.push(
        refuseAt(this._context.index, place, 'secret', { name: secret })
      );
    }
  }

  private _variable(
    place: Place,
    definition: Definition,
    name: string,
    eager: string | null,
    builtin: boolean
  ): void {
    const places = this._context.index.bindings(name);
    const defined = places.filter(
      one => one.statement.definition?.name === name
    );
    const refuseHere = (
      code: Refusal['code'],
      data: { [key: string]: string }
    ): void => {
      this._refusals.push(
        refuseAt(this._context.index, place, code, data, offsetOf(place, name))
      );
    };
    if (name === definition.name || this._asked.has(name)) {
      refuseHere('two-versions', { name });
    } else if (builtin) {
      refuseHere('rebound-builtin', { name });
    } else if (
      places.some(one =>
        one.statement.imports?.some(fact => fact.bound === name)
      )
    ) {
      refuseHere('rebound-import', { name });
    } else if (defined.length > 0) {
      refuseHere('two-versions', { name });
    } else if (eager !== null) {
      refuseHere('reads-notebook-name', {
        name,
        function: definition.name,
        detail: eager
      });
    } else {
      const known = this._missing.get(definition.name) ?? [];
      this._missing.set(definition.name, [...known, name]);
    }
  }

  private readonly _context: Context;
  private readonly _asked: ReadonlySet<string>;
  private readonly _definitions = new Map<number, Place>();
  private readonly _constants = new Map<number, Place>();
  private readonly _imports = new Map<string, ModuleImport>();
  private readonly _missing = new Map<string, readonly string[]>();
  private readonly _refusals: Refusal[] = [];
}

/** What speaks against a definition standing in a module whatever it reads. */
function standing(
  context: Context,
  place: Place,
  definition: Definition
): Refusal[] {
  const { index } = context;
  const { name } = definition;
  const refusals = [...cellRefusals(context, place.cell)];
  if (definition.globalWrites.length > 0) {
    refusals.push(
      refuseAt(index, place, 'global-statement', {
        function: name,
        name: definition.globalWrites[0]
      })
    );
  }
  const dynamic = place.statement.calls.find(
    call => call.path !== null && NAMESPACE_CALLS.has(call.path)
  );
  if (dynamic?.path && context.meanings.of(dynamic.path).kind === 'builtin') {
    refusals.push(
      refuseAt(
        index,
        place,
        'dynamic-names',
        { name: dynamic.path },
        dynamic.span.start
      )
    );
  }
  const effect = definitionEffect(context, place);
  if (effect) {
    refusals.push(
      refuseAt(index, place, 'import-effect', { name, detail: effect })
    );
  }
  const secret = findSecret(index.textOf(place));
  if (secret) {
    refusals.push(refuseAt(index, place, 'secret', { name: secret }));
  }
  refusals.push(...patched(context, place, name));
  return [
    ...refusals,
    ...identityRefusals(context, place, definition),
    ...reachRefusals(context, place)
  ];
}

function patched(context: Context, place: Place, name: string): Refusal[] {
  return context.index.readers(name).flatMap(reader => {
    if (reader.order === place.order) {
      return [];
    }
    const store = reader.statement.uses.find(
      use => use.name === name && use.attributeStore !== undefined
    );
    const call = reader.statement.calls.find(
      one =>
        (one.path === 'setattr' || one.path === 'delattr') &&
        firstArgument(context, reader, one.span) === name
    );
    const at = store?.span.start ?? call?.span.start;
    return at === undefined
      ? []
      : [refuseAt(context.index, reader, 'patched-definition', { name }, at)];
  });
}
