import type { Collector } from '../collector';
import { DRAINED } from '../consumers';
import { rootOf } from '../paths';
import type { Place } from '../place';
import { inner, using } from '../place';
import { normaliseName } from '../../identifiers';
import type { PyNode } from '../../tree';
import { child, parts } from '../../tree';
import { attribute, subscript } from './expressions';

/** A target: names are noted as they are, objects of attributes and subscripts as changed. */
export function storeIn(
  to: Collector,
  target: PyNode | undefined,
  place: Place
): void {
  const at = inner(place);
  if (target === undefined) {
    return;
  }
  switch (target.type) {
    case 'identifier':
      to.identifier(target.start, at);
      return;
    case 'attribute':
      changed(to, target, at);
      attributeStore(to, target, at);
      return;
    case 'subscript':
      changed(to, target, at);
      subscript(to, target, at);
      return;
    default:
      parts(target).forEach(part => storeIn(to, part, place));
  }
}

function changed(to: Collector, target: PyNode, place: Place): void {
  const root = rootOf(target, false);
  if (root.type === 'identifier') {
    to.mutation(root.start, place);
  }
}

function attributeStore(to: Collector, target: PyNode, place: Place): void {
  const object = child(target, 'object');
  const name = child(target, 'attribute');
  if (object?.type !== 'identifier' || name === undefined) {
    attribute(to, target, place);
    return;
  }
  const stored = normaliseName(to.source.slice(name.start, name.end));
  to.identifier(object.start, place, {
    attributes: stored,
    attributeStore: stored
  });
}

/** `for target in iterable` of a comprehension or a statement. */
export function forIn(
  to: Collector,
  node: PyNode,
  targets: Place,
  iterables: Place
): void {
  storeIn(to, child(node, 'left'), targets);
  const drained = using(iterables, DRAINED);
  to.each(
    node.kids.filter(kid => kid.field === 'right'),
    drained
  );
}
