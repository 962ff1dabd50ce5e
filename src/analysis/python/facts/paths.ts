import { normaliseName } from '../identifiers';
import type { PyNode } from '../tree';
import { bare, child } from '../tree';

/** Names and attributes joined by dots (`np.random.seed`); `null` for anything else. */
export function dotted(
  node: PyNode | undefined,
  source: string
): string | null {
  if (node?.type === 'identifier') {
    return normaliseName(source.slice(node.start, node.end));
  }
  return node?.type === 'attribute' ? member(node, source, dotted) : null;
}

/** The same, with calls and subscripts in between left out as `()` and `[]`: `df.groupby().mean`. */
export function chained(
  node: PyNode | undefined,
  source: string
): string | null {
  const inner = node === undefined ? undefined : bare(node);
  switch (inner?.type) {
    case 'attribute':
      return member(inner, source, chained);
    case 'call':
      return suffixed(chained(child(inner, 'function'), source), '()');
    case 'subscript':
      return suffixed(chained(child(inner, 'value'), source), '[]');
    default:
      return dotted(inner, source);
  }
}

function member(
  node: PyNode,
  source: string,
  path: typeof dotted
): string | null {
  const name = child(node, 'attribute');
  const text =
    name === undefined ? '' : normaliseName(source.slice(name.start, name.end));
  return suffixed(path(child(node, 'object'), source), `.${text}`);
}

function suffixed(path: string | null, suffix: string): string | null {
  return path === null ? null : path + suffix;
}

/** The expression at the left end of a chain of attributes, subscripts and (if asked) calls. */
export function rootOf(node: PyNode, throughCalls: boolean): PyNode {
  const inner = bare(node);
  switch (inner.type) {
    case 'attribute':
      return rootOf(child(inner, 'object') ?? inner.kids[0], throughCalls);
    case 'subscript':
      return rootOf(child(inner, 'value') ?? inner.kids[0], throughCalls);
    case 'call':
      return throughCalls
        ? rootOf(child(inner, 'function') ?? inner.kids[0], throughCalls)
        : inner;
    default:
      return inner;
  }
}
