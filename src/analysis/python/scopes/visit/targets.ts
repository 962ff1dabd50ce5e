import type { PyNode } from '../../tree';
import { namedKids } from '../../tree';
import type { Visit, Walk } from './walk';
import { spanOf } from './walk';

/** Containers of targets: unpacking, in the grammar's pattern form and in its expression form. */
const CONTAINERS = new Set([
  'as_pattern_target',
  'expression_list',
  'list',
  'list_pattern',
  'list_splat',
  'list_splat_pattern',
  'parenthesized_expression',
  'pattern_list',
  'tuple',
  'tuple_pattern'
]);

/** `x = …`, `for x in`, `with … as x`: names are bound, objects of attributes and subscripts read. */
export function bindTarget(walk: Walk, node: PyNode): void {
  eachName(walk, node, name => walk.scopes.bind(walk.text(name), spanOf(name)));
}

/** `del x, (y, z), a.b`. */
export const deleteStatement: Visit = (walk, node) => {
  for (const kid of namedKids(node)) {
    eachName(walk, kid, name =>
      walk.scopes.remove(walk.text(name), spanOf(name))
    );
  }
};

/** `x += …`: the value of a name is taken and the name bound again. */
export function augmentTarget(walk: Walk, node: PyNode): void {
  eachName(walk, node, name =>
    walk.scopes.augment(walk.text(name), spanOf(name))
  );
}

function eachName(
  walk: Walk,
  node: PyNode,
  handle: (name: PyNode) => void
): void {
  if (node.type === 'identifier') {
    handle(node);
  } else if (CONTAINERS.has(node.type)) {
    for (const kid of node.kids) {
      if (kid.named) {
        eachName(walk, kid, handle);
      }
    }
  } else {
    walk.visit(node);
  }
}
