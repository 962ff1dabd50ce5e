import type { PyNode } from '../../tree';
import { child, firstNamed, namedKids } from '../../tree';
import { visitAnnotation } from './annotations';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitChildren, visitField } from './walk';

/** `type(x).y = 1` and `type[a] = 1`: assignments that the grammar takes for type aliases. */
export function isMisreadType(walk: Walk, node: PyNode): boolean {
  const left = child(node, 'left');
  // The name of an alias is an identifier.
  return left === undefined || /^[([]/.test(walk.text(left));
}

/** Visits such an assignment: `type` is read, the target's parts too, nothing is bound. */
export function misreadType(walk: Walk, node: PyNode): void {
  readKeyword(walk, node);
  const target = firstNamed(child(node, 'left'));
  if (target?.type === 'constrained_type') {
    const [left, annotation] = namedKids(target);
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
function readKeyword(walk: Walk, node: PyNode): void {
  const [keyword] = node.kids;
  if (keyword !== undefined) {
    walk.scopes.read(walk.text(keyword), spanOf(keyword));
  }
}

export const MISREADINGS: Handlers = [
  ['print_statement', keywordStatement],
  ['exec_statement', keywordStatement]
];
