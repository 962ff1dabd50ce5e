import type { Node } from 'web-tree-sitter';
import { visitAnnotation } from './annotations';
import { augmentTarget, bindTarget } from './targets';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitField } from './walk';

const assignment: Visit = (walk, node) => {
  const left = node.childForFieldName('left');
  const type = node.childForFieldName('type');
  const right = node.childForFieldName('right');
  if (left !== null && type !== null) {
    annotated(walk, left, right !== null);
    visitAnnotation(walk, type);
  } else if (left !== null) {
    bindTarget(walk, left);
  }
  walk.visit(right);
};

/** Only a bare name is annotated; in `(x): int` it is not even mentioned unless there is a value. */
function annotated(walk: Walk, left: Node, valued: boolean): void {
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
function unwrap(node: Node): Node {
  const [inner] = node.namedChildren;
  const wrapped =
    node.type === 'tuple_pattern' || node.type === 'parenthesized_expression';
  return wrapped && inner !== undefined ? unwrap(inner) : node;
}

const augmented: Visit = (walk, node) => {
  const left = node.childForFieldName('left');
  if (left !== null) {
    augmentTarget(walk, left);
  }
  visitField(walk, node, 'right');
};

const walrus: Visit = (walk, node) => {
  const name = node.childForFieldName('name');
  if (name !== null) {
    walk.scopes.escape(walk.text(name));
  }
  visitField(walk, node, 'value');
  if (name !== null) {
    bindTarget(walk, name);
  }
};

/** `with a as b`, `except A as e`: an expression, then what it is bound to. */
const asPattern: Visit = (walk, node) => {
  const alias = node.childForFieldName('alias');
  for (const child of node.namedChildren) {
    if (child.id === alias?.id) {
      bindTarget(walk, child);
    } else {
      walk.visit(child);
    }
  }
};

const forStatement: Visit = (walk, node) => {
  const left = node.childForFieldName('left');
  for (const child of node.namedChildren) {
    if (child.id === left?.id) {
      bindTarget(walk, child);
    } else {
      walk.visit(child);
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
