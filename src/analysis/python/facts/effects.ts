import { decoratorsOf, isQuiet } from './decorators';
import type { PyNode } from '../tree';
import { child, kidOf, maskOf, parts } from '../tree';

const ACTING = [
  'call',
  'await',
  'yield',
  'delete_statement',
  'raise_statement',
  'assert_statement',
  'augmented_assignment',
  'with_statement',
  'print_statement',
  'exec_statement'
] as const;
const ACTS: ReadonlySet<string> = new Set(ACTING);

const MAY_AWAIT = new Set(['for_statement', 'with_statement', 'for_in_clause']);

const STORING = [
  'assignment',
  'for_statement',
  'for_in_clause',
  'as_pattern',
  'type_alias_statement'
] as const;
const MAY_STORE: ReadonlySet<string> = new Set(STORING);

const EFFECT = maskOf(...ACTING, ...STORING, 'decorated_definition');

/** Running the statement may do something besides binding names. */
export function hasEffect(statement: PyNode, source: string): boolean {
  return someEager(
    statement,
    EFFECT,
    node =>
      (node.kids.length > 0 && ACTS.has(node.type)) ||
      stores(node) ||
      callsDecorator(node, source)
  );
}

const AWAIT = maskOf('await', 'async');

/** It awaits where it stands: `await`, `async for`, `async with`, an asynchronous comprehension. */
export function awaitsIn(statement: PyNode): boolean {
  return someEager(
    statement,
    AWAIT,
    node =>
      (node.type === 'await' && node.kids.length > 0) ||
      (MAY_AWAIT.has(node.type) && node.kids[0]?.type === 'async')
  );
}

/** A decorator that is no call is called all the same. */
function callsDecorator(node: PyNode, source: string): boolean {
  return (
    node.type === 'decorated_definition' &&
    decoratorsOf(node).some(one => !isQuiet(one, source))
  );
}

/** A target that is an attribute or a subscript. */
function stores(node: PyNode): boolean {
  if (!MAY_STORE.has(node.type)) {
    return false;
  }
  const stored = child(node, 'left') ?? child(node, 'alias');
  return (
    stored !== undefined && stored.type !== 'identifier' && holdsStore(stored)
  );
}

function holdsStore(target: PyNode): boolean {
  return (
    target.type === 'attribute' ||
    target.type === 'subscript' ||
    parts(target).some(holdsStore)
  );
}

/**
 * Whether something that runs with the statement passes the test, which only nodes with a type of
 * `mask` at or below them can: no bodies of functions, lambdas and generators.
 */
function someEager(
  node: PyNode,
  mask: number,
  test: (node: PyNode) => boolean
): boolean {
  if ((node.holds & mask) === 0) {
    return false;
  }
  return (
    test(node) ||
    (runsNow(node) ?? node.kids).some(kid => someEager(kid, mask, test))
  );
}

/** The children that run with a node where not all of them do, else `null`. */
function runsNow(node: PyNode): readonly PyNode[] | null {
  switch (node.type) {
    case 'decorated_definition':
      return node.kids.filter(kid => kid.field === 'definition');
    case 'function_definition':
    case 'lambda': {
      const parameters = child(node, 'parameters');
      const own = parameters === undefined ? [] : parts(parameters);
      return [
        ...own.flatMap(one => [child(one, 'value'), child(one, 'type')]),
        child(node, 'return_type')
      ].filter(one => one !== undefined);
    }
    case 'generator_expression': {
      const first = kidOf(node, 'for_in_clause');
      const iterable = first === undefined ? undefined : child(first, 'right');
      return iterable === undefined ? [] : [iterable];
    }
    default:
      return null;
  }
}
