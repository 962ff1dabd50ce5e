import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import { bindingScope, hasNonlocal, nameOf } from './scope';
import type { Scope } from './scope';
import { rejectDebug } from './shape';

/** The token reads (or is about to bind) a name. */
export function useName(p: Cursor, token: Token): void {
  p.scope.used.add(nameOf(token));
}

/** `name := …`. */
export function walrusName(p: Cursor, token: Token): void {
  const scope = bindingScope(p.scope);
  const name = nameOf(token);
  rejectDebug(p, token);
  rejectInType(p, token, 'An assignment expression');
  scope.bound.add(name);
  if (p.iterables > 0) {
    p.note(
      'walrus',
      token,
      'An assignment expression cannot stand in the iterable of a comprehension.'
    );
  } else if (scope !== p.scope) {
    p.scope.walruses.set(name, token);
    if (scope.kind === 'class') {
      p.note(
        'walrus',
        token,
        'An assignment expression in a comprehension cannot stand in a class body.'
      );
    }
  }
}

/** Ends a comprehension: its targets and the `:=` in it must differ; an await makes it async. */
export function closeComprehension(p: Cursor, scope: Scope, at: Token): void {
  const { parent } = scope;
  for (const [name, token] of scope.walruses) {
    if (scope.iterated.has(name)) {
      p.note(
        'walrus',
        token,
        `The comprehension's own variable '${name}' cannot be rebound.`
      );
    } else if (parent && bindingScope(parent) !== parent) {
      parent.walruses.set(name, token);
    }
  }
  if (parent && scope.isAsync && scope.kind === 'comprehension') {
    awaitIn(p, parent, at);
  }
}

function rejectInType(p: Cursor, at: Token, what: string): void {
  if (p.types > 0) {
    const message = `${what} cannot stand in a type parameter or alias.`;
    p.note('type-scope', at, message);
  }
}

/** Something is awaited at the token. */
export function awaitIn(p: Cursor, scope: Scope, at: Token): void {
  if (scope === bindingScope(scope)) {
    rejectInType(p, at, 'An await');
  }
  switch (scope.kind) {
    case 'comprehension':
    case 'generator':
      scope.isAsync = true;
      return;
    case 'module':
      if (!p.mode.topLevelAwait) {
        p.note('await-outside', at, "'await' outside of a function.");
      }
      return;
    default:
      if (scope.kind !== 'function' || !scope.isAsync) {
        p.note('await-outside', at, "'await' outside of an async function.");
      }
  }
}

/** A `yield` stands at the token. */
export function yieldIn(p: Cursor, at: Token, from: boolean): void {
  const { scope } = p;
  if (scope === bindingScope(scope)) {
    rejectInType(p, at, 'A yield');
  }
  if (scope.kind === 'function' || scope.kind === 'lambda') {
    scope.yields = true;
    if (from && scope.isAsync) {
      p.note('yield-outside', at, "'yield from' in an async function.");
    }
    return;
  }
  const where =
    scope.kind === 'comprehension' || scope.kind === 'generator'
      ? 'inside a comprehension'
      : 'outside of a function';
  p.note('yield-outside', at, `'yield' ${where}.`);
}

/** `global` or `nonlocal` declares the name. */
export function declareName(p: Cursor, token: Token, word: string): void {
  const { scope } = p;
  const name = nameOf(token);
  const taken = [
    [scope.parameters, 'is a parameter'],
    [scope.annotated, 'is annotated'],
    [scope.used, 'is used before'],
    [scope.bound, 'is assigned before'],
    [
      word === 'global' ? scope.nonlocals : scope.globals,
      'is declared otherwise'
    ]
  ] as const;
  const clash = taken.find(([names]) => names.has(name));
  if (clash) {
    p.note(
      'declaration',
      token,
      `The name '${name}' ${clash[1]} its ${word} declaration.`
    );
  }
  if (word === 'global') {
    scope.globals.add(name);
  } else if (scope.kind === 'module') {
    p.note('declaration', token, "'nonlocal' at the top level.");
  } else {
    scope.nonlocals.set(name, token);
    p.nonlocals.push([scope, token]);
  }
}

/** At the end of all: `nonlocal` names must be bound by a function around. */
export function checkNonlocals(p: Cursor): void {
  for (const [scope, token] of p.nonlocals) {
    if (!hasNonlocal(scope, nameOf(token))) {
      const message = `No function around binds '${token.text}'.`;
      p.note('declaration', token, message);
    }
  }
}
