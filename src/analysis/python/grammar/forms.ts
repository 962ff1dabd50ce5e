import type { Draft } from '../tree/draft';
import { parentOf } from '../tree/draft';
import { ruleKind } from '../tree/kinds';
import type { Cursor } from './cursor';

const PATTERNS: ReadonlyMap<string, string> = new Map([
  ['expression_list', 'pattern_list'],
  ['list', 'list_pattern'],
  ['list_splat', 'list_splat_pattern'],
  ['parenthesized_expression', 'tuple_pattern'],
  ['tuple', 'tuple_pattern']
]);

/** The expression built last turned out to be a target. */
export function toPattern({ tree, failed }: Cursor): void {
  if (!failed) {
    asPattern(tree.last());
  }
}

function asPattern(node: Draft): void {
  const type = PATTERNS.get(node.type);
  if (type !== undefined) {
    node.type = type;
    node.kids.forEach(asPattern);
  }
}

/** The expression built last is a type. */
export function toType({ tree, failed }: Cursor): void {
  if (!failed) {
    tree.replace(typeOf(tree.last()));
  }
}

function typeOf(node: Draft): Draft {
  return parentOf(ruleKind('type'), [formOf(node) ?? bare(node)]);
}

/** What has a form of its own in types; `null` for other expressions. */
function formOf(node: Draft): Draft | null {
  switch (node.type) {
    case 'subscript':
      return genericOf(node);
    case 'binary_operator':
      return node.kids[1].type === '|' ? pairOf(node, 'union_type') : null;
    case 'attribute':
      return pairOf(node, 'member_type');
    case 'list_splat':
      return node.kids[1].type === 'identifier'
        ? parentOf(ruleKind('splat_type'), node.kids.map(bare))
        : null;
    case 'slice':
      return parentOf(
        ruleKind('constrained_type'),
        node.kids.map(kid => (kid.token ? kid : typeOf(kid)))
      );
    default:
      return null;
  }
}

/** `List[int]`, whose parameters are types again. */
function genericOf({ kids }: Draft): Draft | null {
  const [name, ...rest] = kids;
  if (name.type !== 'identifier' || rest.some(isPartialSlice)) {
    return null;
  }
  const parameters = rest.map(kid => (kid.token ? bare(kid) : typeOf(kid)));
  return parentOf(ruleKind('generic_type'), [
    bare(name),
    parentOf(ruleKind('type_parameter'), parameters)
  ]);
}

/** A slice that does not look like a bound. */
function isPartialSlice({ type, kids }: Draft): boolean {
  return type === 'slice' && (kids.length !== 3 || kids[1].type !== ':');
}

/** `A[B] | C` and `A[B].c`: what stands left is a type where it has the form of one. */
function pairOf({ kids }: Draft, type: string): Draft | null {
  const [left, sign, right] = kids;
  const form = formOf(left);
  return (
    form &&
    parentOf(ruleKind(type), [
      parentOf(ruleKind('type'), [form]),
      bare(sign),
      type === 'union_type' ? typeOf(right) : bare(right)
    ])
  );
}

function bare(node: Draft): Draft {
  node.field = null;
  return node;
}
