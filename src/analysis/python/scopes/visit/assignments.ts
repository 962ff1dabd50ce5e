import type { PyNode } from '../../tree';
import { child, namedKids } from '../../tree';
import { visitAnnotation } from './annotations';
import { augmentTarget, bindTarget } from './targets';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitField } from './walk';

const assignment: Visit = (walk, node) => {
  const left = child(node, 'left');
  const type = child(node, 'type');
  const right = child(node, 'right');
  if (left !== undefined && type !== undefined) {
    annotated(walk, left, right !== undefined);
    visitAnnotation(walk, type);
  } else if (left !== undefined) {
    bindTarget(walk, left);
  }
  walk.visit(right);
};

/** Only a bare name is annotated; in `(x): int` it is not even mentioned unless there is a value. */
function annotated(walk: Walk, left: PyNode, valued: boolean): void {
  if (left.type === 'identifier') {
    walk.scopes.annotate(walk.text(left), spanOf(left), valued);
    return;
  }
  const inner = unwrap(left);
  if (inner.type !== 'identifier') {
    walk.visit(inner);
  } else if (valued) {
    bindTarget(walk, inner);
  }
}

/** The target without the parentheses around it, which the grammar takes for a tuple. */
function unwrap(node: PyNode): PyNode {
  const [inner] = namedKids(node);
  const wrapped =
    node.type === 'tuple_pattern' || node.type === 'parenthesized_expression';
  return wrapped && inner !== undefined ? unwrap(inner) : node;
}

const augmented: Visit = (walk, node) => {
  const left = child(node, 'left');
  if (left !== undefined) {
    augmentTarget(walk, left);
  }
  visitField(walk, node, 'right');
};

const walrus: Visit = (walk, node) => {
  const name = child(node, 'name');
  if (name !== undefined) {
    walk.scopes.escape(walk.text(name));
  }
  visitField(walk, node, 'value');
  if (name !== undefined) {
    bindTarget(walk, name);
  }
};

/** `with a as b`, `except A as e`: an expression, then what it is bound to. */
const asPattern: Visit = (walk, node) => {
  const alias = child(node, 'alias');
  for (const kid of namedKids(node)) {
    if (kid === alias) {
      bindTarget(walk, kid);
    } else {
      walk.visit(kid);
    }
  }
};

const forStatement: Visit = (walk, node) => {
  const left = child(node, 'left');
  for (const kid of namedKids(node)) {
    if (kid === left) {
      bindTarget(walk, kid);
    } else {
      walk.visit(kid);
    }
  }
};

/** Statements and expressions that bind names. */
export const ASSIGNMENTS: Handlers = [
  ['assignment', assignment],
  ['augmented_assignment', augmented],
  ['named_expression', walrus],
  ['as_pattern', asPattern],
  ['except_clause', asPattern],
  ['for_statement', forStatement]
];
