/**
 * A syntax node as a plain object: free of the parser's memory and cheap to walk more than once.
 * Comments and joined lines are left out; every other token is there.
 */
export type PyNode = {
  readonly type: string;
  /** Name under which the parent knows this child; `null` without one. */
  readonly field: string | null;
  /** A rule of the grammar, not one of its literal words and signs. */
  readonly named: boolean;
  /** Punctuation, keyword or operator; `pass` and the like are statements. */
  readonly token: boolean;
  readonly start: number;
  readonly end: number;
  readonly kids: readonly PyNode[];
  /** The text of this node does not parse: an error or a missing token is in it. */
  readonly broken: boolean;
  /** Bits of types that stand here or below, of those that {@link maskOf} knows. */
  readonly holds: number;
};

export { maskOf } from './kinds';

/** First child of that field. */
export function child(node: PyNode, field: string): PyNode | undefined {
  for (const kid of node.kids) {
    if (kid.field === field) {
      return kid;
    }
  }
  return undefined;
}

/** All children of that field. */
export function children(node: PyNode, field: string): readonly PyNode[] {
  return node.kids.filter(kid => kid.field === field);
}

/** Children that are rules of the grammar. */
export function namedKids(node: PyNode): readonly PyNode[] {
  return node.kids.filter(kid => kid.named);
}

const NONE: readonly PyNode[] = [];

/** The first of them. */
export function firstNamed(node: PyNode | undefined): PyNode | undefined {
  for (const kid of node === undefined ? NONE : node.kids) {
    if (kid.named) {
      return kid;
    }
  }
  return undefined;
}

/** First child of one of these types. */
export function kidOf(
  node: PyNode,
  ...types: readonly string[]
): PyNode | undefined {
  for (const kid of node.kids) {
    if (types.includes(kid.type)) {
      return kid;
    }
  }
  return undefined;
}

/** Children that are more than punctuation and keywords. */
export function parts(node: PyNode): readonly PyNode[] {
  return node.kids.filter(kid => !kid.token);
}

/** Punctuation, keyword or operator. */
export function isToken(node: PyNode): boolean {
  return node.token;
}

/** The node without the parentheses around it. */
export function bare(node: PyNode): PyNode {
  if (node.type !== 'parenthesized_expression') {
    return node;
  }
  const [inner] = parts(node);
  return inner === undefined ? node : bare(inner);
}

/**
 * Calls `visit` in order of text for nodes at and below which one of the types of `mask` stands;
 * `false` skips what is below.
 */
export function search(
  node: PyNode,
  mask: number,
  visit: (node: PyNode) => boolean | void
): void {
  if ((node.holds & mask) !== 0 && visit(node) !== false) {
    for (const kid of node.kids) {
      search(kid, mask, visit);
    }
  }
}
