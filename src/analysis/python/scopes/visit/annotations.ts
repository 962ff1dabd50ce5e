import type { PyNode } from '../../tree';
import type { Walk } from './walk';
import { spanOf } from './walk';

/** An annotation: evaluated where it stands, or postponed and so in a scope that nothing else feels. */
export function visitAnnotation(walk: Walk, node: PyNode): void {
  const { scopes, postponed } = walk;
  const outer = scopes.annotation;
  scopes.annotation = postponed ? 'postponed' : 'evaluated';
  if (postponed) {
    scopes.enter('annotation', '_annotation', spanOf(node));
  }
  walk.visit(node);
  if (postponed) {
    scopes.exit();
  }
  scopes.annotation = outer;
}
