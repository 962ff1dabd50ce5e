import type { PyNode } from '../tree';
import { child, parts } from '../tree';
import type { State } from './state';
import type { Walker } from './walker';

/** Stores into a target, names from left to right; the objects of attributes and subscripts are read. */
export function bindTarget(
  walker: Walker,
  node: PyNode | undefined,
  state: State
): State {
  return eachTarget(walker, node, state, (start, now) =>
    walker.bindAt(start, now)
  );
}

/** `del`: a name must have a value. */
export function deleteTarget(
  walker: Walker,
  node: PyNode,
  state: State
): State {
  return eachTarget(walker, node, state, (start, now) => {
    walker.readAt(start, now, 'delete');
    walker.unbindAt(start, now);
  });
}

function eachTarget(
  walker: Walker,
  node: PyNode | undefined,
  state: State,
  store: (start: number, state: State) => void
): State {
  if (node === undefined) {
    return state;
  }
  switch (node.type) {
    case 'identifier':
      store(node.start, state);
      return state;
    case 'attribute':
      return walker.all([child(node, 'object')], state);
    case 'subscript':
      return walker.all(node.kids, state);
    default: {
      let now = state;
      for (const part of parts(node)) {
        now = eachTarget(walker, part, now, store);
      }
      return now;
    }
  }
}
