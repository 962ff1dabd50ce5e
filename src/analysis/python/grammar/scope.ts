import { normaliseName } from '../identifiers';
import type { Token } from '../scan/tokens';

export type ScopeKind =
  'module' | 'class' | 'function' | 'lambda' | 'comprehension' | 'generator';

/** What the compiler checks of a scope while it reads it. */
export type Scope = {
  readonly kind: ScopeKind;
  readonly parent: Scope | null;
  /** For functions: declared `async`. For comprehensions: awaits. */
  isAsync: boolean;
  /** For functions: has a `yield`. */
  yields: boolean;
  /** For functions: a `return` with a value. */
  valueReturn: Token | null;
  /** Loops and `except*` blocks around the current statement, innermost last. */
  readonly blocks: ('loop' | 'except*')[];
  readonly parameters: ReadonlySet<string>;
  readonly used: Set<string>;
  readonly bound: Set<string>;
  readonly annotated: Set<string>;
  readonly globals: Set<string>;
  readonly nonlocals: Map<string, Token>;
  /** For comprehensions: targets of `for`, and of `:=` in it or below. */
  readonly iterated: Set<string>;
  readonly walruses: Map<string, Token>;
};

export function newScope(
  kind: ScopeKind,
  parent: Scope | null,
  parameters: Iterable<string> = [],
  isAsync = false
): Scope {
  return {
    kind,
    parent,
    isAsync,
    yields: false,
    valueReturn: null,
    blocks: [],
    parameters: new Set(parameters),
    used: new Set(),
    bound: new Set(),
    annotated: new Set(),
    globals: new Set(),
    nonlocals: new Map(),
    iterated: new Set(),
    walruses: new Map()
  };
}

export function moduleScope(): Scope {
  return newScope('module', null);
}

/** The name that a token stands for. */
export function nameOf(token: Token): string {
  return normaliseName(token.text);
}

/** The scope itself, or around a comprehension the one in which `:=` binds. */
export function bindingScope(scope: Scope): Scope {
  let found = scope;
  while (
    (found.kind === 'comprehension' || found.kind === 'generator') &&
    found.parent
  ) {
    found = found.parent;
  }
  return found;
}

/** An enclosing function binds the name, so that `nonlocal` finds it. */
export function hasNonlocal(scope: Scope, name: string): boolean {
  if (name === '__class__' && isInClass(scope)) {
    return true;
  }
  for (let outer = scope.parent; outer; outer = outer.parent) {
    const isFunction = outer.kind === 'function' || outer.kind === 'lambda';
    if (isFunction && !outer.globals.has(name)) {
      if (outer.parameters.has(name) || outer.bound.has(name)) {
        return true;
      }
    }
  }
  return false;
}

function isInClass(scope: Scope): boolean {
  return (
    scope.parent !== null &&
    (scope.parent.kind === 'class' || isInClass(scope.parent))
  );
}
