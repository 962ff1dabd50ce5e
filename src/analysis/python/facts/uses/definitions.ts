import type { Collector, Visit, Visits } from '../collector';
import type { Place } from '../place';
import { deferred, element, inner } from '../place';
import type { PyNode } from '../../tree';
import { child, kidOf, parts } from '../../tree';
import { forIn } from './targets';

const lambda: Visit = (to, node, place) => {
  const scope = to.names.scopeAt(node.start, 'lambda', place.scope);
  parameters(to, child(node, 'parameters'), place);
  const body = deferred(place, 'lambda', place.use.called, scope);
  to.each([child(node, 'body')], body);
};

/** Defaults and annotations belong to the outside. */
function parameters(
  to: Collector,
  list: PyNode | undefined,
  place: Place
): void {
  for (const one of list === undefined ? [] : parts(list)) {
    to.each([child(one, 'type')], { ...inner(place), annotation: true });
    to.each([child(one, 'value')], inner(place));
  }
}

const functionDefinition: Visit = (to, node, place) => {
  const name = child(node, 'name');
  to.each([name, child(node, 'type_parameters')], inner(place));
  parameters(to, child(node, 'parameters'), place);
  const result = { ...inner(place), annotation: true };
  to.each([child(node, 'return_type')], result);
  const scope = to.names.scopeAt(node.start, 'function', place.scope);
  to.each([child(node, 'body')], deferred(place, 'function', false, scope));
};

const classDefinition: Visit = (to, node, place) => {
  const head = ['name', 'type_parameters', 'superclasses'];
  to.each(
    head.map(field => child(node, field)),
    inner(place)
  );
  const scope = to.names.scopeAt(node.start, 'class', place.scope);
  to.each([child(node, 'body')], { ...inner(place), scope });
};

const comprehension: Visit = (to, node, place) => {
  const scope = to.names.scopeAt(node.start, 'comprehension', place.scope);
  const clause = kidOf(node, 'for_in_clause');
  for (const kid of node.kids) {
    const inside: Place = { ...inner(place), scope };
    if (kid === clause) {
      forIn(to, kid, inside, { ...inside, scope: place.scope });
    } else if (kid.type === 'for_in_clause') {
      forIn(to, kid, inside, inside);
    } else {
      to.collect(kid, { ...element(place), scope });
    }
  }
};

/** All but the first iterable of a generator is kept for later. */
const generator: Visit = (to, node, place) => {
  const scope = to.names.scopeAt(node.start, 'generator', place.scope);
  const inside = deferred(place, 'generator', place.use.drained, scope);
  const clause = kidOf(node, 'for_in_clause');
  for (const kid of node.kids) {
    if (kid === clause) {
      forIn(to, kid, inside, inner(place));
    } else if (kid.type === 'for_in_clause') {
      forIn(to, kid, inside, inside);
    } else {
      to.collect(kid, inside);
    }
  }
};

/** What has a scope of its own. */
export const DEFINITIONS: Visits = [
  ['lambda', lambda],
  ['function_definition', functionDefinition],
  ['class_definition', classDefinition],
  ['list_comprehension', comprehension],
  ['set_comprehension', comprehension],
  ['dictionary_comprehension', comprehension],
  ['generator_expression', generator]
];
