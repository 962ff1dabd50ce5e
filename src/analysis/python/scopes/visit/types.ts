import type { PyNode } from '../../tree';
import { child, children, firstNamed, namedKids } from '../../tree';
import { Flag } from '../block';
import { isMisreadType, misreadType } from './misreadings';
import type { Parameter } from './parameters';
import { bindTarget } from './targets';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitField } from './walk';

/** Enters the scope of `def f[T]` and visits its type parameters; `false` when there are none. */
export function enterFunctionTypes(
  walk: Walk,
  node: PyNode,
  name: string,
  parameters: readonly Parameter[]
): boolean {
  const list = child(node, 'type_parameters');
  if (list === undefined) {
    return false;
  }
  walk.scopes.enter('type-parameters', name, spanOf(list));
  // CPython notes the tuple of defaults whether there are any or not.
  walk.scopes.implicit('.defaults', Flag.parameter);
  if (parameters.some(one => one.form === 'keyword-only' && one.value)) {
    walk.scopes.implicit('.kwdefaults', Flag.parameter);
  }
  typeParameters(walk, namedKids(list));
  return true;
}

/** The same for `class C[T]`, whose bases stand inside that scope. */
export function enterClassTypes(
  walk: Walk,
  node: PyNode,
  name: string
): boolean {
  const list = child(node, 'type_parameters');
  if (list === undefined) {
    return false;
  }
  walk.scopes.enter('type-parameters', name, spanOf(list));
  walk.scopes.implicit('.type_params', Flag.local | Flag.use);
  walk.scopes.implicit('.generic_base', Flag.local | Flag.use);
  walk.scopes.mangleTypeParameters(name);
  typeParameters(walk, namedKids(list));
  return true;
}

function typeParameters(walk: Walk, items: readonly PyNode[]): void {
  for (const item of items) {
    typeParameter(walk, item.type === 'type' ? firstNamed(item) : item);
  }
}

/** `T`, `T: bound`, `*Ts`, `**P`; bound and default are evaluated late, each in a scope of its own. */
function typeParameter(walk: Walk, item: PyNode | undefined): void {
  const name = leftmost(item);
  if (name === undefined) {
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
function boundsOf(item: PyNode | undefined): readonly PyNode[] {
  if (item?.type !== 'constrained_type' && item?.type !== 'slice') {
    return [];
  }
  const [, bound, ...rest] = namedKids(item);
  const inner = firstNamed(bound);
  return inner?.type === 'constrained_type'
    ? namedKids(inner)
    : [...(bound ? [bound] : []), ...rest];
}

function leftmost(node: PyNode | undefined): PyNode | undefined {
  return node === undefined || node.type === 'identifier'
    ? node
    : leftmost(firstNamed(node));
}

const typeAlias: Visit = (walk, node) => {
  if (isMisreadType(walk, node)) {
    misreadType(walk, node);
    return;
  }
  const left = child(node, 'left');
  const name = leftmost(left);
  if (name === undefined) {
    return;
  }
  bindTarget(walk, name);
  const items = aliasParameters(left);
  if (items.length > 0) {
    const span = { start: name.end, end: spanOf(left ?? name).end };
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
function aliasParameters(left: PyNode | undefined): readonly PyNode[] {
  const form = firstNamed(left);
  if (form?.type === 'subscript') {
    return children(form, 'subscript');
  }
  const [, list] = form === undefined ? [] : namedKids(form);
  return list === undefined ? [] : namedKids(list);
}

/** `a.b` in a type: `b` is an attribute. */
const memberType: Visit = (walk, node) => {
  walk.visit(namedKids(node)[0]);
};

export const TYPES: Handlers = [
  ['type_alias_statement', typeAlias],
  ['member_type', memberType]
];
