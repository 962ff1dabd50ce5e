import type { Collector } from './collector';
import { openCall } from './calls';
import {
  CALLED,
  DRAINED,
  KEPT,
  argumentsOf,
  asKeyword,
  unpacks
} from './consumers';
import type { Consumption } from './consumers';
import { annotationNames, evaluatorOf, namesInString } from './strings';
import { dotted, rootOf } from './paths';
import type { Place } from './place';
import { deferred, inner, using } from './place';
import type { PyNode } from './tree';
import { bare, child, isToken, kidOf, parts } from './tree';

type Visit = (to: Collector, node: PyNode, place: Place) => void;

/** Notes every use of a notebook name and every call below `node`, in order of text. */
export function collect(to: Collector, node: PyNode, place: Place): void {
  const visit = VISITS.get(node.type);
  if (visit !== undefined) {
    visit(to, node, place);
  } else {
    each(to, node.kids, inner(place));
  }
}

function each(
  to: Collector,
  nodes: readonly (PyNode | undefined)[],
  place: Place
): void {
  for (const node of nodes) {
    if (node !== undefined) {
      collect(to, node, place);
    }
  }
}

const identifier: Visit = (to, node, place) =>
  to.identifier(node.start, place, place.bare ? BARE : undefined);

const BARE = { bare: true };

/** A chain of attributes is noted with the name at its root. */
const attribute: Visit = (to, node, place) => {
  const root = pureRoot(node);
  if (root === null) {
    each(to, [child(node, 'object')], inner(place));
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

const parenthesized: Visit = (to, node, place) => each(to, parts(node), place);

const keywordArgument: Visit = (to, node, place) =>
  each(to, [child(node, 'value')], place);

/** Functions in a collection are called where it is used up: `agg({'a': lambda x: …})`. */
const collection: Visit = (to, node, place) =>
  each(to, parts(node), element(place));

function element(place: Place): Place {
  return using(place, asKeyword(place.use));
}

const call: Visit = (to, node, place) => {
  const index = openCall(to, node, place);
  const { path } = to.calls[index];
  const callee = child(node, 'function');
  const target = callee === undefined ? undefined : bare(callee);
  if (target?.type === 'identifier') {
    to.identifier(target.start, place, { call: index });
  } else if (target !== undefined) {
    collect(to, target, using(place, CALLED));
  }
  const use = argumentsOf(node, path, to.source, place.use);
  const inside = using(place, use, evaluatorOf(path) ?? place.evaluates);
  const given = child(node, 'arguments');
  if (given?.type === 'generator_expression') {
    collect(to, given, inside);
    return;
  }
  for (const one of given?.kids ?? []) {
    const keyword = one.type === 'keyword_argument';
    collect(to, one, keyword ? using(inside, asKeyword(use)) : inside);
  }
};

const splat: Visit = (to, node, place) =>
  each(to, node.kids, using(place, DRAINED));

const subscript: Visit = (to, node, place) => {
  const keys = using(place, CALLED);
  for (const kid of node.kids) {
    collect(to, kid, kid.field === 'value' ? inner(place) : keys);
  }
};

const lambda: Visit = (to, node, place) => {
  const scope = to.names.scopeAt(node.start, 'lambda', place.scope);
  parameters(to, child(node, 'parameters'), place);
  const body = deferred(place, 'lambda', place.use.called, scope);
  each(to, [child(node, 'body')], body);
};

/** Defaults and annotations belong to the outside. */
function parameters(
  to: Collector,
  list: PyNode | undefined,
  place: Place
): void {
  for (const one of list === undefined ? [] : parts(list)) {
    each(to, [child(one, 'type')], { ...inner(place), annotation: true });
    each(to, [child(one, 'value')], inner(place));
  }
}

const functionDefinition: Visit = (to, node, place) => {
  const name = child(node, 'name');
  each(to, [name, child(node, 'type_parameters')], inner(place));
  parameters(to, child(node, 'parameters'), place);
  const result = { ...inner(place), annotation: true };
  each(to, [child(node, 'return_type')], result);
  const scope = to.names.scopeAt(node.start, 'function', place.scope);
  each(to, [child(node, 'body')], deferred(place, 'function', false, scope));
};

const classDefinition: Visit = (to, node, place) => {
  const head = ['name', 'type_parameters', 'superclasses'];
  each(
    to,
    head.map(field => child(node, field)),
    inner(place)
  );
  const scope = to.names.scopeAt(node.start, 'class', place.scope);
  each(to, [child(node, 'body')], { ...inner(place), scope });
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
      collect(to, kid, { ...element(place), scope });
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
      collect(to, kid, inside);
    }
  }
};

/** `for target in iterable` of a comprehension or a statement. */
function forIn(
  to: Collector,
  node: PyNode,
  targets: Place,
  iterables: Place
): void {
  storeIn(to, child(node, 'left'), targets);
  const drained = using(iterables, DRAINED);
  each(
    to,
    node.kids.filter(kid => kid.field === 'right'),
    drained
  );
}

const forStatement: Visit = (to, node, place) => {
  forIn(to, node, inner(place), inner(place));
  each(to, [child(node, 'body'), kidOf(node, 'else_clause')], inner(place));
};

const expressionStatement: Visit = (to, node, place) => {
  const [only, more] = parts(node);
  const whole = more === undefined && only?.type !== 'assignment';
  each(to, parts(node), { ...inner(place), bare: whole });
};

const assignment: Visit = (to, node, place) => {
  const left = child(node, 'left');
  storeIn(to, left, place);
  each(to, [child(node, 'type')], {
    ...inner(place),
    annotation: true,
    ignored: place.late !== undefined && isFunctionScope(to, place.scope)
  });
  const right = child(node, 'right');
  const use: Consumption = unpacks(left) ? DRAINED : KEPT;
  each(to, [right], {
    ...inner(place),
    use,
    bare: right?.type !== 'assignment'
  });
};

function isFunctionScope(to: Collector, scope: number): boolean {
  return to.names.table.scopes[scope]?.kind === 'function';
}

const augmented: Visit = (to, node, place) => {
  storeIn(to, child(node, 'left'), place);
  each(to, [child(node, 'right')], inner(place));
};

/** A target: names are noted as they are, objects of attributes and subscripts as changed. */
function storeIn(
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
  const stored = to.source.slice(name.start, name.end).normalize('NFKC');
  to.identifier(object.start, place, {
    attributes: stored,
    attributeStore: stored
  });
}

const deletion: Visit = (to, node, place) =>
  parts(node).forEach(part => storeIn(to, part, place));

/** `with a as b`, `except A as e`. */
const asPattern: Visit = (to, node, place) => {
  for (const part of parts(node)) {
    if (part.field === 'alias') {
      storeIn(to, part, place);
    } else {
      collect(to, part, inner(place));
    }
  }
};

/** `except … as e` also takes the name away again. */
const exceptClause: Visit = (to, node, place) => {
  each(to, node.kids, inner(place));
  const pattern = kidOf(node, 'as_pattern');
  const alias = pattern === undefined ? undefined : child(pattern, 'alias');
  const name = alias?.type === 'as_pattern_target' ? alias.kids[0] : alias;
  if (name?.type === 'identifier') {
    to.forgotten(name.start, place);
  }
};

const importStatement: Visit = (to, node, place) => {
  for (const one of to.names.between(node.start, node.end)) {
    to.identifier(one.span.start, place);
  }
};

/** Identifiers of patterns are captures or reads, as the scope table knows. */
const casePattern: Visit = (to, node, place) => {
  for (const one of to.names.between(node.start, node.end)) {
    to.identifier(one.span.start, inner(place));
  }
};

/** Only what is interpolated is code; some strings hold names that a library looks up. */
const string: Visit = (to, node, place) => {
  if (place.annotation) {
    annotationNames(to, node, place);
  } else {
    namesInString(to, node, place);
  }
  each(
    to,
    node.kids.filter(kid => kid.type === 'interpolation'),
    inner(place)
  );
};

/** Statements of Python 2 are what the grammar makes of `print >>f, x`. */
const keywordStatement: Visit = (to, node, place) => {
  to.identifier(node.start, place);
  each(
    to,
    node.kids.filter(kid => !isToken(kid)),
    inner(place)
  );
};

/** `type` of a real alias is no name; its value is evaluated when someone asks for it. */
const typeAlias: Visit = (to, node, place) => {
  to.identifier(node.start, place);
  const right = child(node, 'right');
  collect(to, child(node, 'left') ?? node.kids[0], inner(place));
  if (to.names.find(node.start, 'read') !== undefined) {
    each(to, [right], inner(place));
    return;
  }
  const scope = to.names.scopeAt(node.start, 'type-alias', place.scope);
  each(to, [right], deferred(place, 'function', false, scope));
};

const VISITS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
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
  ['lambda', lambda],
  ['function_definition', functionDefinition],
  ['class_definition', classDefinition],
  ['list_comprehension', comprehension],
  ['set_comprehension', comprehension],
  ['dictionary_comprehension', comprehension],
  ['generator_expression', generator],
  ['for_statement', forStatement],
  ['expression_statement', expressionStatement],
  ['assignment', assignment],
  ['augmented_assignment', augmented],
  ['delete_statement', deletion],
  ['as_pattern', asPattern],
  ['except_clause', exceptClause],
  ['import_statement', importStatement],
  ['import_from_statement', importStatement],
  ['future_import_statement', importStatement],
  ['case_pattern', casePattern],
  ['string', string],
  ['print_statement', keywordStatement],
  ['exec_statement', keywordStatement],
  ['type_alias_statement', typeAlias]
]);
