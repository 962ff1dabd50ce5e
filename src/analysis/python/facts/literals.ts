import type { Statement } from '../../facts';
import type { Names } from './names';
import type { PyNode } from '../tree';
import { bare, child, parts } from '../tree';

const ATOMS = new Set(['integer', 'float', 'true', 'false', 'none']);

/** Number, string, bytes, bool, `None`, signed number, or a tuple of such. */
export function isImmutableLiteral(node: PyNode): boolean {
  const inner = bare(node);
  switch (inner.type) {
    case 'string':
      return !inner.kids.some(kid => kid.type === 'interpolation');
    case 'concatenated_string':
      return inner.kids.every(isImmutableLiteral);
    case 'tuple':
    case 'expression_list':
      return parts(inner).every(isImmutableLiteral);
    default:
      return ATOMS.has(inner.type) || isSignedNumber(inner);
  }
}

export function isNumber(node: PyNode): boolean {
  return (
    node.type === 'integer' || node.type === 'float' || isSignedNumber(node)
  );
}

function isSignedNumber(node: PyNode): boolean {
  const operand = child(node, 'argument');
  return (
    node.type === 'unary_operator' &&
    /^[+-]$/.test(child(node, 'operator')?.type ?? '') &&
    /^(integer|float)$/.test(operand?.type ?? '')
  );
}

/** `name = immutable literal`, annotated or not. */
export function constantOf(
  statement: PyNode,
  names: Names
): Statement['constant'] {
  const [assignment, more] = parts(statement);
  if (assignment?.type !== 'assignment' || more !== undefined) {
    return undefined;
  }
  const left = child(assignment, 'left');
  const value = child(assignment, 'right');
  if (left?.type !== 'identifier' || value === undefined) {
    return undefined;
  }
  const bound = names.find(left.start, 'bind');
  return bound !== undefined && isImmutableLiteral(value)
    ? { name: bound.name, valueSpan: { start: value.start, end: value.end } }
    : undefined;
}
