import type { Span } from '../../../core/span';
import { normaliseName } from '../identifiers';
import type { Collector } from './collector';
import { chained, rootOf } from './paths';
import type { Place } from './place';
import type { PyNode } from '../tree';
import { child, parts } from '../tree';

/** Notes a call and returns its index. */
export function openCall(to: Collector, node: PyNode, place: Place): number {
  const callee = child(node, 'function');
  const given = child(node, 'arguments');
  const { late } = place;
  to.calls.push({
    span: { start: node.start, end: node.end },
    path: chained(callee, to.source),
    root: callee === undefined ? null : rootName(to, callee),
    when: late === undefined ? 'eager' : 'deferred',
    ...(late?.atOnce ? { atOnce: true } : {}),
    close: node.end - 1,
    ...listOf(given),
    keywords: keywordsOf(to, given),
    doubleStar: kidsOf(given).some(kid => kid.type === 'dictionary_splat')
  });
  return to.calls.length - 1;
}

function rootName(to: Collector, callee: PyNode): string | null {
  const root = rootOf(callee, true);
  if (root.type !== 'identifier') {
    return null;
  }
  const occurrence = to.names.find(root.start, 'read');
  return occurrence?.global ? occurrence.name : null;
}

function listOf(given: PyNode | undefined): {
  readonly lastArgumentEnd: number | null;
  readonly trailingComma: boolean;
  readonly bareGenerator: Span | null;
} {
  if (given?.type === 'generator_expression') {
    const [first] = parts(given);
    const last = given.kids[given.kids.length - 2] ?? first;
    return {
      lastArgumentEnd: last.end,
      trailingComma: false,
      bareGenerator: { start: first.start, end: last.end }
    };
  }
  const all = kidsOf(given);
  return {
    lastArgumentEnd: all.length === 0 ? null : all[all.length - 1].end,
    trailingComma: given?.kids[given.kids.length - 2]?.type === ',',
    bareGenerator: null
  };
}

function kidsOf(given: PyNode | undefined): readonly PyNode[] {
  return given?.type === 'argument_list' ? parts(given) : [];
}

function keywordsOf(to: Collector, given: PyNode | undefined): string[] {
  return kidsOf(given)
    .filter(kid => kid.type === 'keyword_argument')
    .map(kid => {
      const name = child(kid, 'name') ?? kid;
      return normaliseName(to.source.slice(name.start, name.end));
    });
}
