import type { KnownValue } from '../../../facts';
import { dotted } from '../paths';
import type { PyNode } from '../tree';
import { bare, child, parts } from '../tree';

/** What is known where an expression stands. */
export type Surroundings = {
  readonly source: string;
  /** The value of the variable that an identifier reads; `null`: not known. */
  variable(identifier: PyNode): KnownValue | null;
  /** An identifier that has the name of a builtin is the builtin. */
  isBuiltin(identifier: PyNode): boolean;
};

/** What the text says of an expression's value, should it have one: a number that is exact, or how many elements it
 *  goes through at least. An expression that raises has no value, so anything may be said of it. */
export function valueOf(node: PyNode, around: Surroundings): KnownValue | null {
  const text = (): string =>
    around.source.slice(node.start, node.end).replace(/_/g, '');
  switch (node.type) {
    case 'parenthesized_expression':
      return node.kids.length === 3 ? valueOf(bare(node), around) : null;
    case 'integer':
      return /^(0|[1-9]\d*)$/.test(text()) ? number(Number(text())) : null;
    case 'float':
      return number(Number(text()));
    case 'identifier':
      return around.variable(node);
    case 'unary_operator':
      return negated(node, around);
    case 'binary_operator':
      return computed(node, around);
    case 'call':
      return called(node, around);
    default:
      return displayed(node, around.source);
  }
}

function number(value: number): KnownValue | null {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER
    ? { kind: 'number', value }
    : null;
}

function negated(node: PyNode, around: Surroundings): KnownValue | null {
  const operand = child(node, 'argument');
  const value = operand && valueOf(operand, around);
  return value?.kind === 'number' && child(node, 'operator')?.type === '-'
    ? number(-value.value)
    : null;
}

const ARITHMETIC: {
  readonly [operator: string]: (a: number, b: number) => number;
} = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '**': (a, b) => a ** b,
  '//': (a, b) => whole(Math.floor, a / b),
  '%': (a, b) => a - b * whole(Math.floor, a / b)
};

function computed(node: PyNode, around: Surroundings): KnownValue | null {
  const [left, right] = ['left', 'right'].map(field => {
    const operand = child(node, field);
    return operand ? valueOf(operand, around) : null;
  });
  const operator = child(node, 'operator')?.type ?? '';
  return left?.kind === 'number' &&
    right?.kind === 'number' &&
    operator in ARITHMETIC
    ? number(ARITHMETIC[operator](left.value, right.value))
    : null;
}

/** A value too near to a whole number may be rounded otherwise here than in Python: then `NaN`. */
function whole(round: (value: number) => number, value: number): number {
  const near = Math.round(value);
  const unsure = value !== near && Math.abs(value - near) < 1e-6;
  return unsure ? NaN : round(value);
}

/** Builtins whose result is known from that of their arguments. */
const CALLS: {
  readonly [name: string]: (given: readonly KnownValue[]) => KnownValue | null;
} = {
  range: given => ranged(numbers(given)),
  len: ([one]) =>
    one?.kind === 'elements' && one.exact ? number(one.least) : null,
  int: ([one, more]) =>
    one?.kind === 'number' && more === undefined
      ? number(whole(Math.trunc, one.value))
      : null,
  enumerate: ([one]) => through(one, 'once'),
  sorted: ([one]) => through(one, 'mutable'),
  reversed: ([one]) => through(one, 'once'),
  list: ([one]) => through(one, 'mutable'),
  tuple: ([one]) => through(one, 'fixed'),
  zip: given => {
    const least = given.map(one => (one.kind === 'elements' ? one.least : 0));
    return given.length === 0
      ? null
      : elements(Math.min(...least), false, 'once');
  }
};

/** Names of builtins that are taken at their word unless the notebook binds them. */
export const TRUSTED_BUILTINS: ReadonlySet<string> = new Set(
  Object.keys(CALLS)
);

/** Something new that goes through the same elements. */
function through(
  one: KnownValue | null | undefined,
  stays: Elements['stays']
): KnownValue | null {
  return one?.kind === 'elements'
    ? elements(one.least, one.exact, stays)
    : null;
}

type Elements = Extract<KnownValue, { kind: 'elements' }>;

function elements(
  least: number,
  exact: boolean,
  stays: Elements['stays']
): KnownValue {
  return { kind: 'elements', least, exact, stays };
}

function called(node: PyNode, around: Surroundings): KnownValue | null {
  const callee = child(node, 'function');
  const given = parts(child(node, 'arguments') ?? node);
  if (callee?.type === 'attribute') {
    return viewed(callee, given, around);
  }
  const name = dotted(callee, around.source) ?? '';
  if (
    callee?.type !== 'identifier' ||
    !TRUSTED_BUILTINS.has(name) ||
    !around.isBuiltin(callee)
  ) {
    return null;
  }
  const values = given
    .filter(one => one.type !== 'keyword_argument')
    .map(one => valueOf(one, around));
  return values.every(one => one !== null) ? CALLS[name](values) : null;
}

/** `d.items()` goes through as many as `d`; a text that is split gives one piece at least. */
function viewed(
  callee: PyNode,
  given: readonly PyNode[],
  around: Surroundings
): KnownValue | null {
  const view = child(callee, 'attribute');
  const name = view ? around.source.slice(view.start, view.end) : '';
  const object = child(callee, 'object');
  if (object && name === 'split' && given[0]?.type === 'string') {
    const split = valueOf(object, around)?.kind === 'elements';
    return split ? elements(1, false, 'mutable') : null;
  }
  return object && given.length === 0 && /^(items|keys|values)$/.test(name)
    ? through(valueOf(object, around), 'once')
    : null;
}

function numbers(given: readonly KnownValue[]): readonly number[] {
  return given.map(one => (one.kind === 'number' ? one.value : NaN));
}

function ranged(given: readonly number[]): KnownValue | null {
  const [first, second, step = 1] = given;
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const least = Math.max(0, Math.ceil((to - from) / step));
  return given.every(Number.isInteger) && step !== 0
    ? {
        kind: 'elements',
        least,
        exact: true,
        stays: 'fixed',
        ...(least > 0 ? { last: from + (least - 1) * step } : {})
      }
    : null;
}

/** Literals that hold elements. */
function displayed(node: PyNode, source: string): KnownValue | null {
  const items = parts(node);
  const plain = items.filter(one => !isSplat(one)).length;
  const some = (test: (item: PyNode) => boolean): number =>
    items.some(test) ? 1 : 0;
  switch (node.type) {
    case 'expression_list':
    case 'tuple':
      return elements(plain, plain === items.length, 'fixed');
    case 'list':
      return elements(plain, plain === items.length, 'mutable');
    case 'set':
      return elements(Math.min(1, plain), false, 'mutable');
    case 'dictionary':
      return elements(
        some(one => one.type === 'pair'),
        false,
        'mutable'
      );
    case 'string': {
      const full = node.kids.some(one => isText(one, source));
      return elements(full ? 1 : 0, false, 'fixed');
    }
    case 'concatenated_string': {
      const full = some(one => isFull(displayed(one, source)));
      return elements(full, false, 'fixed');
    }
    default:
      return null;
  }
}

export function isFull(value: KnownValue | null): boolean {
  return value?.kind === 'elements' && value.least > 0;
}

export function isSplat(node: PyNode): boolean {
  return node.type === 'list_splat' || node.type === 'list_splat_pattern';
}

function isText(node: PyNode, source: string): boolean {
  const text = source.slice(node.start, node.end);
  // A joined line inside a string is no character.
  return node.type === 'string_content' && !/^(\\\r?\n)*$/.test(text);
}
