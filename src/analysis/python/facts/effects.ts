import { decoratorsOf, isQuiet } from './decorators';
import type { PyNode } from './tree';
import { child, kidOf, parts, walk } from './tree';

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
      (/^(for_statement|with_statement|for_in_clause)$/.test(node.type) &&
        node.kids[0]?.type === 'async');
  });
  return found;
}

/** A target that is an attribute or a subscript. */
function stores(node: PyNode): boolean {
  const stored = child(node, 'left') ?? child(node, 'alias');
  return (
    stored !== undefined &&
    stored.type !== 'identifier' &&
    /^(assignment|for_statement|for_in_clause|as_pattern|type_alias_statement)$/.test(
      node.type
    ) &&
    holdsStore(stored)
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
    switch (at.type) {
      case 'decorated_definition': {
        const loud = decoratorsOf(at).filter(one => !isQuiet(one, source));
        // A decorator that is no call is called all the same.
        loud.forEach(() => visit({ ...at, type: 'call' }));
        loud.forEach(one => eager(one, source, visit));
        eager(child(at, 'definition') ?? at.kids[0], source, visit);
        return false;
      }
      case 'function_definition':
        parts(child(at, 'parameters') ?? at)
          .flatMap(one => [child(one, 'value'), child(one, 'type')])
          .concat([child(at, 'return_type')])
          .forEach(one => one && eager(one, source, visit));
        return false;
      case 'lambda':
        parts(child(at, 'parameters') ?? NOTHING).forEach(one => {
          const value = child(one, 'value');
          if (value !== undefined) {
            eager(value, source, visit);
          }
        });
        return false;
      case 'generator_expression': {
        const first = kidOf(at, 'for_in_clause');
        const source0 = first === undefined ? undefined : child(first, 'right');
        if (source0 !== undefined) {
          eager(source0, source, visit);
        }
        return false;
      }
      default:
        return true;
    }
  });
}

const NOTHING: PyNode = {
  type: 'none',
  field: null,
  start: 0,
  end: 0,
  kids: [],
  broken: false
};
