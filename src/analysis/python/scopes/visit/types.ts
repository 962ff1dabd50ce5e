import type { Node } from 'web-tree-sitter';
import { Flag } from '../block';
import { isMisreadType, misreadType } from './misreadings';
import type { Parameter } from './parameters';
import { bindTarget } from './targets';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitField } from './walk';

/** Enters the scope of `def f[T]` and visits its type parameters; `false` when there are none. */
export function enterFunctionTypes(
  walk: Walk,
  node: Node,
  name: string,
  parameters: readonly Parameter[]
): boolean {
  const list = node.childForFieldName('type_parameters');
  if (list === null) {
    return false;
  }
  walk.scopes.enter('type-parameters', name, spanOf(list));
  // CPython notes the tuple of defaults whether there are any or not.
  walk.scopes.implicit('.defaults', Flag.parameter);
  if (parameters.some(one => one.form === 'keyword-only' && one.value)) {
    walk.scopes.implicit('.kwdefaults', Flag.parameter);
  }
  typeParameters(walk, list.namedChildren);
  return true;
}

/** The same for `class C[T]`, whose bases stand inside that scope. */
export function enterClassTypes(walk: Walk, node: Node, name: string): boolean {
  const list = node.childForFieldName('type_parameters');
  if (list === null) {
    return false;
  }
  walk.scopes.enter('type-parameters', name, spanOf(list));
  walk.scopes.implicit('.type_params', Flag.local | Flag.use);
  walk.scopes.implicit('.generic_base', Flag.local | Flag.use);
  walk.scopes.mangleTypeParameters(name);
  typeParameters(walk, list.namedChildren);
  return true;
}

function typeParameters(walk: Walk, items: readonly Node[]): void {
  for (const item of items) {
    typeParameter(walk, item.type === 'type' ? item.namedChild(0) : item);
  }
}

/** `T`, `T: bound`, `*Ts`, `**P`; bound and default are evaluated late, each in a scope of its own. */
function typeParameter(walk: Walk, item: Node | null): void {
  const name = leftmost(item);
  if (name === null) {
    walk.visit(item);
    return;
  }
  walk.scopes.typeParameter(walk.text(name), spanOf(name));
  for (const late of boundsOf(item)) {
    walk.scopes.enter('type-variable', walk.text(name), spanOf(late));
    walk.visit(late);
    walk.scopes.exit();
  }
}

/** `T: bound`; `T: bound = default` is parsed as `T: bound: default`. */
function boundsOf(item: Node | null): readonly Node[] {
  if (item?.type !== 'constrained_type' && item?.type !== 'slice') {
    return [];
  }
  const [, bound, ...rest] = item.namedChildren;
  const inner = bound?.namedChild(0);
  return inner?.type === 'constrained_type'
    ? inner.namedChildren
    : [...(bound ? [bound] : []), ...rest];
}

function leftmost(node: Node | null): Node | null {
  return node === null || node.type === 'identifier'
    ? node
    : leftmost(node.namedChild(0));
}

const typeAlias: Visit = (walk, node) => {
  if (isMisreadType(walk, node)) {
    misreadType(walk, node);
    return;
  }
  const left = node.childForFieldName('left');
  const name = leftmost(left);
  if (name === null) {
    return;
  }
  bindTarget(walk, name);
  const items = aliasParameters(left);
  if (items.length > 0) {
    const span = { start: name.endIndex, end: spanOf(left ?? name).end };
    walk.scopes.enter('type-parameters', walk.text(name), span);
    typeParameters(walk, items);
  }
  walk.scopes.enter('type-alias', walk.text(name), spanOf(node));
  visitField(walk, node, 'right');
  walk.scopes.exit();
  if (items.length > 0) {
    walk.scopes.exit();
  }
};

/** The parameters of `type X[…]`; for an `X` like `match`, the grammar has a subscript there. */
function aliasParameters(left: Node | null): readonly Node[] {
  const form = left?.namedChild(0);
  return form?.type === 'subscript'
    ? form.childrenForFieldName('subscript')
    : (form?.namedChild(1)?.namedChildren ?? []);
}

/** `a.b` in a type: `b` is an attribute. */
const memberType: Visit = (walk, node) => {
  walk.visit(node.namedChildren[0]);
};

export const TYPES: Handlers = [
  ['type_alias_statement', typeAlias],
  ['member_type', memberType]
];
