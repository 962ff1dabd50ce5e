import type { Collector, Visit, Visits } from '../collector';
import { openCall } from '../calls';
import { CALLED, DRAINED, argumentsOf, asKeyword } from '../consumers';
import { dotted } from '../paths';
import { element, inner, using } from '../place';
import { annotationNames, evaluatorOf, namesInString } from '../strings';
import type { PyNode } from '../../tree';
import { bare, child, parts } from '../../tree';

const identifier: Visit = (to, node, place) =>
  to.identifier(node.start, place, place.bare ? BARE : undefined);

const BARE = { bare: true };

/** A chain of attributes is noted with the name at its root. */
export const attribute: Visit = (to, node, place) => {
  const root = pureRoot(node);
  if (root === null) {
    to.each([child(node, 'object')], inner(place));
    return;
  }
  const path = dotted(node, to.source) ?? '';
  to.identifier(root.start, place, {
    attributes: path.slice(path.indexOf('.') + 1)
  });
};

/** The identifier under a chain of nothing but attributes. */
function pureRoot(node: PyNode): PyNode | null {
  const object = child(node, 'object');
  if (object?.type === 'attribute') {
    return pureRoot(object);
  }
  return object?.type === 'identifier' ? object : null;
}

const parenthesized: Visit = (to, node, place) => to.each(parts(node), place);

const keywordArgument: Visit = (to, node, place) =>
  to.each([child(node, 'value')], place);

/** Functions in a collection are called where it is used up: `agg({'a': lambda x: …})`. */
const collection: Visit = (to, node, place) =>
  to.each(parts(node), element(place));

const call: Visit = (to, node, place) => {
  const index = openCall(to, node, place);
  const { path } = to.calls[index];
  const callee = child(node, 'function');
  const target = callee === undefined ? undefined : bare(callee);
  if (target?.type === 'identifier') {
    to.identifier(target.start, place, { call: index });
  } else if (target !== undefined) {
    to.collect(target, using(place, CALLED));
  }
  const use = argumentsOf(node, path, to.source, place.use);
  const inside = using(place, use, evaluatorOf(path) ?? place.evaluates);
  const given = child(node, 'arguments');
  if (given?.type === 'generator_expression') {
    to.collect(given, inside);
    return;
  }
  for (const one of given?.kids ?? []) {
    const keyword = one.type === 'keyword_argument';
    to.collect(one, keyword ? using(inside, asKeyword(use)) : inside);
  }
};

const splat: Visit = (to, node, place) =>
  to.each(node.kids, using(place, DRAINED));

export const subscript: Visit = (to, node, place) => {
  const called = using(place, CALLED);
  const keys = isLiteralType(to, node)
    ? { ...called, annotation: false }
    : called;
  for (const kid of node.kids) {
    to.collect(kid, kid.field === 'value' ? inner(place) : keys);
  }
};

/** Strings in `Literal['a']` are values, not names. */
const genericType: Visit = (to, node, place) =>
  to.each(
    node.kids,
    isLiteralType(to, node)
      ? { ...inner(place), annotation: false }
      : inner(place)
  );

function isLiteralType(to: Collector, node: PyNode): boolean {
  const [base] = node.kids;
  return /(^|\.)Literal$/.test(to.source.slice(base.start, base.end));
}

/** Only what is interpolated is code; some strings hold names that a library looks up. */
const string: Visit = (to, node, place) => {
  if (place.annotation) {
    annotationNames(to, node, place);
  } else {
    namesInString(to, node, place);
  }
  to.each(
    node.kids.filter(kid => kid.type === 'interpolation'),
    inner(place)
  );
};

/** Expressions, from left to right. */
export const EXPRESSIONS: Visits = [
  ['identifier', identifier],
  ['attribute', attribute],
  ['parenthesized_expression', parenthesized],
  ['keyword_argument', keywordArgument],
  ['list', collection],
  ['tuple', collection],
  ['dictionary', collection],
  ['pair', collection],
  ['call', call],
  ['list_splat', splat],
  ['dictionary_splat', splat],
  ['subscript', subscript],
  ['generic_type', genericType],
  ['string', string]
];
