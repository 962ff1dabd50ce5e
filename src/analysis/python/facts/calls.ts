import type { Span } from '../../../core/span';
import { normaliseName } from '../identifiers';
import type { Call } from '../../facts';
import type { Collector } from './collector';
import { chained, rootOf } from './paths';
import type { Place } from './place';
import type { PyNode } from '../tree';
import { child, kidOf } from '../tree';

/** A call that is being put together. */
type Draft = { -readonly [K in keyof Call]: Call[K] };

/** Notes a call and returns its index. */
export function openCall(to: Collector, node: PyNode, place: Place): number {
  const callee = child(node, 'function');
  const given = child(node, 'arguments');
  const { late } = place;
  const { last, bareGenerator } = contentOf(given);
  const call: Draft = {
    span: { start: node.start, end: node.end },
    path: chained(callee, to.source),
    root: callee === undefined ? null : rootName(to, callee),
    when: late === undefined ? 'eager' : 'deferred',
    close: node.end - 1,
    lastArgumentEnd: last?.end ?? null,
    trailingComma:
      bareGenerator === null &&
      given?.kids[given.kids.length - 2]?.type === ',',
    bareGenerator,
    keywords: NONE,
    doubleStar: false
  };
  if (given?.type === 'argument_list') {
    call.keywords = keywordsOf(to, given);
    call.doubleStar = kidOf(given, 'dictionary_splat') !== undefined;
  }
  if (late?.atOnce) {
    call.atOnce = true;
  }
  return to.calls.push(call) - 1;
}

const NONE: readonly string[] = [];

function rootName(to: Collector, callee: PyNode): string | null {
  const root = rootOf(callee, true);
  if (root.type !== 'identifier') {
    return null;
  }
  const occurrence = to.names.find(root.start, 'read');
  return occurrence?.global ? occurrence.name : null;
}

/** The last of what a call is given; of a generator without parentheses of its own the last part. */
function contentOf(given: PyNode | undefined): {
  readonly last: PyNode | undefined;
  readonly bareGenerator: Span | null;
} {
  if (given?.type === 'generator_expression') {
    const first = given.kids.find(kid => !kid.token) ?? given;
    const last = given.kids[given.kids.length - 2] ?? first;
    return { last, bareGenerator: { start: first.start, end: last.end } };
  }
  const kids = given?.type === 'argument_list' ? given.kids : [];
  let last: PyNode | undefined;
  for (const kid of kids) {
    last = kid.token ? last : kid;
  }
  return { last, bareGenerator: null };
}

function keywordsOf(to: Collector, given: PyNode): readonly string[] {
  let found: string[] | undefined;
  for (const kid of given.kids) {
    if (kid.type === 'keyword_argument') {
      const name = child(kid, 'name') ?? kid;
      found ??= [];
      found.push(normaliseName(to.source.slice(name.start, name.end)));
    }
  }
  return found ?? NONE;
}
