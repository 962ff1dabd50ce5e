import type { Node } from 'web-tree-sitter';
import type { Token } from '../scan/tokens';
import type { PyNode } from './tree';

/**
 * Copies a parsed tree; it may be freed afterwards. Every question to the parser costs, so as
 * much as can be known otherwise is not asked: where a token ends says the scanner, where a node
 * ends its last child, and which child is which field the first node of the same make.
 */
export function snapshot(
  root: Node,
  source: string,
  tokens: readonly Token[]
): PyNode {
  const ends = new Int32Array(source.length + 1);
  for (const { type, start, end } of tokens) {
    if (type === 'name' || type === 'number' || type === 'op') {
      ends[start] = end;
    }
  }
  return copy(root, root.type, null, ends);
}

/** Named types without children that matter, none of them a token of the scanner. */
const PARTS = new Set([
  'comment',
  'line_continuation',
  'string_start',
  'string_content',
  'string_end',
  'escape_interpolation',
  'type_conversion'
]);

/** Types that are one token of the scanner, or one statement that is. */
const TOKENS = new Set(
  `identifier integer float true false none ellipsis pass_statement break_statement
   continue_statement as assert async break case class continue def del elif else except
   finally for from global if import in is match nonlocal not or and pass raise return try
   while with`.split(/\s+/)
);

const WORD = /^\w/;

function copy(
  node: Node,
  type: string,
  field: string | null,
  ends: Int32Array
): PyNode {
  const start = node.startIndex;
  if (PARTS.has(type)) {
    return leaf(node, type, field, node.endIndex);
  }
  if (TOKENS.has(type) || !WORD.test(type)) {
    // Two tokens of the scanner at most look like one to the parser, never the other way round.
    const end = ends[start];
    if (end > start) {
      return { type, field, start, end, kids: NONE, broken: false };
    }
  }
  const { children } = node;
  if (children.length === 0) {
    return leaf(node, type, field, node.endIndex);
  }
  return parent(node, type, field, children, ends);
}

const NONE: readonly PyNode[] = [];

function leaf(
  node: Node,
  type: string,
  field: string | null,
  end: number
): PyNode {
  const start = node.startIndex;
  const broken = type === 'ERROR' || (start === end && node.isMissing);
  return { type, field, start, end, kids: NONE, broken };
}

function parent(
  node: Node,
  type: string,
  field: string | null,
  children: readonly Node[],
  ends: Int32Array
): PyNode {
  const types = children.map(child => child.type);
  const fields = fieldsOf(node, type, types);
  const kids: PyNode[] = [];
  let broken = type === 'ERROR';
  for (let at = 0; at < children.length; at += 1) {
    if (types[at] !== 'comment' && types[at] !== 'line_continuation') {
      const kid = copy(children[at], types[at], fields[at] ?? null, ends);
      kids.push(kid);
      broken = broken || kid.broken;
    }
  }
  const last = kids[kids.length - 1];
  // The text of a format is no node.
  const asked = last === undefined || type === 'format_specifier';
  const end = asked ? node.endIndex : last.end;
  return { type, field, start: node.startIndex, end, kids, broken };
}

/** Types whose children have no field names. */
const PLAIN = new Set(
  `argument_list block case_pattern concatenated_string dictionary dotted_name
   expression_list expression_statement lambda_parameters list list_pattern
   list_splat list_splat_pattern module parameters parenthesized_expression
   pattern_list set slice string tuple tuple_pattern type`.split(/\s+/)
);

const NO_FIELDS: readonly (string | null)[] = [];

/** Field names of the children, by the types of parent and children. */
const known = new Map<string, readonly (string | null)[]>();
const MOST_KNOWN = 5000;

function fieldsOf(
  node: Node,
  type: string,
  types: readonly string[]
): readonly (string | null)[] {
  if (PLAIN.has(type)) {
    return NO_FIELDS;
  }
  const make = `${type}\n${types.join('\n')}`;
  const before = known.get(make);
  if (before !== undefined) {
    return before;
  }
  const fields = types.map((_, at) => node.fieldNameForChild(at));
  if (type !== 'ERROR' && known.size < MOST_KNOWN) {
    known.set(make, fields);
  }
  return fields;
}
