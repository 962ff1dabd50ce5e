import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import { nameOf } from './scope';

/** What an expression is, as far as it matters for being a target. */
export type Shape = {
  readonly kind:
    'name' | 'attribute' | 'subscript' | 'tuple' | 'list' | 'star' | 'other';
  /** The first token; for a name and the attribute of an attribute, that token. */
  readonly token: Token;
  readonly parenthesised: boolean;
  readonly items: readonly Shape[];
  /** How messages call it. */
  readonly label: string;
};

const NO_ITEMS: readonly Shape[] = [];

export function shape(
  kind: Shape['kind'],
  token: Token,
  label = 'expression',
  items = NO_ITEMS
): Shape {
  return { kind, token, parenthesised: false, items, label };
}

/** A star is only allowed in a list of something. */
export function rejectStar(p: Cursor, value: Shape): void {
  if (value.kind === 'star') {
    p.note('star', value.token, 'A starred expression cannot stand here.');
  }
}

/** Binds what is assigned to; a fault where that cannot be assigned to. */
export function bindTarget(p: Cursor, target: Shape): void {
  if (target.kind === 'star') {
    const message = 'A starred target must be in a list or tuple.';
    p.note('assignment-target', target.token, message);
  }
  bindPart(p, target);
}

function bindPart(p: Cursor, target: Shape): void {
  switch (target.kind) {
    case 'name':
      bindName(p, target.token);
      return;
    case 'attribute':
      rejectDebug(p, target.token);
      return;
    case 'subscript':
      return;
    case 'star':
      target.items.forEach(item => bindPart(p, item));
      return;
    case 'tuple':
    case 'list':
      bindItems(p, target);
      return;
    case 'other':
      p.note(
        'assignment-target',
        target.token,
        `Cannot assign to ${target.label}.`
      );
  }
}

function bindItems(p: Cursor, target: Shape): void {
  const stars = target.items.filter(item => item.kind === 'star');
  if (stars.length > 1) {
    p.note(
      'assignment-target',
      stars[1].token,
      'Only one target of an assignment may be starred.'
    );
  }
  target.items.forEach(item => bindPart(p, item));
}

/** The token binds a name in the current scope. */
export function bindName(p: Cursor, token: Token): void {
  rejectDebug(p, token);
  const name = nameOf(token);
  const { scope } = p;
  if (scope.kind === 'comprehension' || scope.kind === 'generator') {
    scope.iterated.add(name);
  }
  scope.bound.add(name);
}

/** `__debug__` is never assigned to. */
export function rejectDebug(p: Cursor, token: Token): void {
  if (token.text === '__debug__') {
    p.note('assignment-target', token, 'Cannot assign to __debug__.');
  }
}

/** Faults where something cannot be deleted. */
export function deleteTarget(p: Cursor, target: Shape): void {
  switch (target.kind) {
    case 'name':
      bindName(p, target.token);
      return;
    case 'attribute':
    case 'subscript':
      return;
    case 'tuple':
    case 'list':
      target.items.forEach(item => deleteTarget(p, item));
      return;
    case 'star':
      p.note(
        'delete-target',
        target.token,
        'Cannot delete a starred expression.'
      );
      return;
    case 'other':
      p.note('delete-target', target.token, `Cannot delete ${target.label}.`);
  }
}
