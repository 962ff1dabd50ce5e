import { decoratorsOf, isQuiet } from './decorators';
import type { PyNode } from '../tree';
import { child, kidOf, parts, walk } from '../tree';

const ACTS = new Set([
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
]);

const MAY_AWAIT = new Set(['for_statement', 'with_statement', 'for_in_clause']);

const MAY_STORE = new Set([
  'assignment',
  'for_statement',
  'for_in_clause',
  'as_pattern',
  'type_alias_statement'
]);

/** Running the statement may do something besides binding names. */
export function hasEffect(statement: PyNode, source: string): boolean {
  let found = false;
  eager(statement, source, node => {
    found =
      found || (node.kids.length > 0 && ACTS.has(node.type)) || stores(node);
  });
  return found;
}

/** It awaits where it stands: `await`, `async for`, `async with`, an asynchronous comprehension. */
export function awaitsIn(statement: PyNode, source: string): boolean {
  let found = false;
  eager(statement, source, node => {
    found =
      found ||
      (node.type === 'await' && node.kids.length > 0) ||
      (MAY_AWAIT.has(node.type) && node.kids[0]?.type === 'async');
  });
  return found;
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

/** Visits what runs with the statement: no bodies of functions, lambdas and generators. */
function eager(
  node: PyNode,
  source: string,
  visit: (node: PyNode) => void
): void {
  walk(node, at => {
    visit(at);
    const now = runsNow(at);
    if (at.type === 'decorated_definition') {
      decoratorsOf(at)
        .filter(one => !isQuiet(one, source))
        // A decorator that is no call is called all the same.
        .forEach(one => visit({ ...one, kids: at.kids, type: 'call' }));
    }
    now?.forEach(one => eager(one, source, visit));
    return now === null;
  });
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
