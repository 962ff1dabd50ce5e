import type { Node, TreeCursor } from 'web-tree-sitter';

/**
 * A syntax node as a plain object: free of the parser's memory and cheap to walk more than once.
 * Comments and joined lines are left out; every other token is there.
 */
export type PyNode = {
  readonly type: string;
  /** Name under which the parent knows this child; `null` without one. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly kids: readonly PyNode[];
  /** The text of this node does not parse: an error or a missing token is in it. */
  readonly broken: boolean;
};

const IGNORED = new Set(['comment', 'line_continuation']);

/** Copies a parsed tree. The tree may be freed afterwards. */
export function snapshot(root: Node): PyNode {
  const cursor = root.walk();
  try {
    return copy(cursor);
  } finally {
    cursor.delete();
  }
}

function copy(cursor: TreeCursor): PyNode {
  const type = cursor.nodeType;
  const field = cursor.currentFieldName;
  const { startIndex: start, endIndex: end } = cursor;
  const kids: PyNode[] = [];
  let broken = type === 'ERROR';
  if (cursor.gotoFirstChild()) {
    do {
      if (!IGNORED.has(cursor.nodeType)) {
        const kid = copy(cursor);
        kids.push(kid);
        broken = broken || kid.broken;
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  } else if (start === end) {
    broken = broken || cursor.nodeIsMissing;
  }
  return { type, field, start, end, kids, broken };
}

/** First child of that field. */
export function child(node: PyNode, field: string): PyNode | undefined {
  return node.kids.find(kid => kid.field === field);
}

/** First child of one of these types. */
export function kidOf(
  node: PyNode,
  ...types: readonly string[]
): PyNode | undefined {
  return node.kids.find(kid => types.includes(kid.type));
}

/** Children that are more than punctuation and keywords. */
export function parts(node: PyNode): readonly PyNode[] {
  return node.kids.filter(kid => !isToken(kid));
}

/** Punctuation, keyword or operator. */
export function isToken(node: PyNode): boolean {
  return node.kids.length === 0 && !LEAVES.has(node.type);
}

const LEAVES = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'string',
  'string_content',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'block'
]);

/** The node without the parentheses around it. */
export function bare(node: PyNode): PyNode {
  if (node.type !== 'parenthesized_expression') {
    return node;
  }
  const [inner] = parts(node);
  return inner === undefined ? node : bare(inner);
}

/** Calls `visit` for the node and all below it, in order of text; `false` skips what is below. */
export function walk(
  node: PyNode,
  visit: (node: PyNode) => boolean | void
): void {
  if (visit(node) !== false) {
    for (const kid of node.kids) {
      walk(kid, visit);
    }
  }
}
