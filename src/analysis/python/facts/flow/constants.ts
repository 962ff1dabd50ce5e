import { dotted } from '../paths';
import type { PyNode } from '../tree';
import { bare, child, parts } from '../tree';

/** What `for` goes through has at least one element, as far as the text proves it. */
export function neverEmpty(
  iterables: readonly PyNode[],
  source: string
): boolean {
  const [only] = iterables;
  const several = iterables.filter(one => !isSplat(one)).length > 1;
  return several || (only !== undefined && full(bare(only), source));
}

function full(node: PyNode, source: string): boolean {
  switch (node.type) {
    case 'expression_list':
    case 'list':
    case 'tuple':
    case 'set':
      return parts(node).some(kid => !isSplat(kid));
    case 'dictionary':
      return parts(node).some(kid => kid.type === 'pair');
    case 'string':
      return node.kids.some(kid => isText(kid, source));
    case 'concatenated_string':
      return node.kids.some(kid => full(kid, source));
    case 'call':
      return isRange(node, source);
    default:
      return false;
  }
}

function isSplat(node: PyNode): boolean {
  return node.type === 'list_splat' || node.type === 'list_splat_pattern';
}

function isText(node: PyNode, source: string): boolean {
  const text = source.slice(node.start, node.end);
  // A joined line inside a string is no character.
  return node.type === 'string_content' && !/^(\\\r?\n)*$/.test(text);
}

/** `range` of whole numbers that yields at least one. */
function isRange(call: PyNode, source: string): boolean {
  const given = child(call, 'arguments');
  if (dotted(child(call, 'function'), source) !== 'range' || !given) {
    return false;
  }
  const numbers = parts(given).map(kid => integer(kid, source));
  const [first = 0, second, step = 1] = numbers;
  if (numbers.some(Number.isNaN) || step === 0) {
    return false;
  }
  const [from, to] = second === undefined ? [0, first] : [first, second];
  return step > 0 ? from < to : from > to;
}

function integer(node: PyNode, source: string): number {
  const text = source.slice(node.start, node.end);
  return /^-?(0|[1-9][0-9_]*)$/.test(text)
    ? Number(text.replace(/_/g, ''))
    : NaN;
}

/** `while` of this never ends by its condition. */
export function alwaysTrue(
  condition: PyNode | undefined,
  source: string
): boolean {
  const node = condition === undefined ? undefined : bare(condition);
  if (node?.type !== 'integer') {
    return node?.type === 'true';
  }
  return integer(node, source) > 0;
}

const EXITS = new Set(['exit', 'quit', 'sys.exit', 'os._exit', 'os.abort']);

/** A call that does not return. */
export function exits(node: PyNode, source: string): boolean {
  const call = bare(node);
  const callee =
    call.type === 'call' ? dotted(child(call, 'function'), source) : null;
  return callee !== null && EXITS.has(callee);
}

const SUPPRESSES =
  /(^|\.)(suppress|raises|(Async)?ExitStack|assertRaises(Regex)?|assert_raises(_regex)?)$/;

/** A context manager that may swallow an exception of its body. */
export function maySuppress(
  value: PyNode | undefined,
  source: string
): boolean {
  const node = value === undefined ? undefined : bare(value);
  const callee = node?.type === 'call' ? child(node, 'function') : node;
  const path = dotted(callee, source);
  return path !== null && SUPPRESSES.test(path);
}
