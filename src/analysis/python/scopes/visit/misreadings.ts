import type { Node } from 'web-tree-sitter';
import { visitAnnotation } from './annotations';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitChildren, visitField } from './walk';

/** `type(x).y = 1` and `type[a] = 1`: an assignment that the grammar takes for a type alias. */
export function isMisreadType(node: Node): boolean {
  let left = node.childForFieldName('left');
  while (left !== null && left.namedChildCount > 0 && left.type !== 'tuple') {
    if (/^(parenthesized_expression|list|tuple)/.test(left.type)) {
      return true;
    }
    left = left.namedChild(0);
  }
  return left?.type !== 'identifier';
}

/** Visits such an assignment: `type` is read, the target's parts too, nothing is bound. */
export function misreadType(walk: Walk, node: Node): void {
  readKeyword(walk, node);
  const target = node.childForFieldName('left')?.namedChild(0);
  if (target?.type === 'constrained_type') {
    const [left, annotation] = target.namedChildren;
    walk.visit(left);
    visitAnnotation(walk, annotation);
  } else {
    walk.visit(target);
  }
  visitField(walk, node, 'right');
}

/** `print >> f, x`: an expression that the grammar takes for Python 2's statement. */
const keywordStatement: Visit = (walk, node) => {
  readKeyword(walk, node);
  visitChildren(walk, node);
};

/** The keyword that begins a misread statement is a plain name. */
function readKeyword(walk: Walk, node: Node): void {
  const keyword = node.child(0);
  if (keyword !== null) {
    walk.scopes.read(walk.text(keyword), spanOf(keyword));
  }
}

/** `f'{z:=5}'`: the name with a format specifier, which the grammar takes for a walrus. */
const interpolation: Visit = (walk, node) => {
  for (const child of node.namedChildren) {
    if (child.type === 'named_expression') {
      const [name, ...rest] = child.namedChildren;
      walk.visit(name);
      rest.forEach(part => nestedFields(walk, part));
    } else {
      walk.visit(child);
    }
  }
};

/** Of a misread specifier only `{…}` is code. */
function nestedFields(walk: Walk, node: Node): void {
  if (node.type === 'set' || node.type === 'dictionary') {
    visitChildren(walk, node);
  } else {
    node.namedChildren.forEach(child => nestedFields(walk, child));
  }
}

export const MISREADINGS: Handlers = [
  ['print_statement', keywordStatement],
  ['exec_statement', keywordStatement],
  ['interpolation', interpolation]
];
