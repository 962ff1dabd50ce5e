import type { Node } from 'web-tree-sitter';
import { visitAnnotation } from './annotations';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitChildren, visitField } from './walk';

/** `type(x).y = 1` and `type[a] = 1`: assignments that the grammar takes for type aliases. */
export function isMisreadType(walk: Walk, node: Node): boolean {
  const left = node.childForFieldName('left');
  // The name of an alias is an identifier.
  return left === null || /^[([]/.test(walk.text(left));
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

export const MISREADINGS: Handlers = [
  ['print_statement', keywordStatement],
  ['exec_statement', keywordStatement]
];
