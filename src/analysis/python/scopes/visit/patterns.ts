import type { PyNode } from '../../tree';
import { namedKids } from '../../tree';
import type { Handlers, Walk } from './walk';
import { spanOf } from './walk';

/** A pattern of a `case`: a single name captures, a dotted one is looked up, `_` does nothing. */
function visitPattern(walk: Walk, node: PyNode): void {
  switch (node.type) {
    case 'dotted_name':
      dottedName(walk, node);
      break;
    case 'as_pattern':
      asPattern(walk, node);
      break;
    case 'splat_pattern':
      namedKids(node).forEach(name => capture(walk, name));
      break;
    case 'class_pattern':
      classPattern(walk, node);
      break;
    case 'keyword_pattern':
      namedKids(node)
        .slice(1)
        .forEach(kid => visitPattern(walk, kid));
      break;
    case 'string':
    case 'concatenated_string':
      walk.visit(node);
      break;
    default:
      namedKids(node).forEach(kid => visitPattern(walk, kid));
  }
}

function dottedName(walk: Walk, node: PyNode): void {
  const [name, ...rest] = namedKids(node);
  if (rest.length > 0) {
    walk.visit(name);
  } else if (name) {
    capture(walk, name);
  }
}

function classPattern(walk: Walk, node: PyNode): void {
  const [name, ...rest] = namedKids(node);
  walk.visit(name?.type === 'dotted_name' ? namedKids(name)[0] : name);
  rest.forEach(kid => visitPattern(walk, kid));
}

/** `pattern as name`. */
function asPattern(walk: Walk, node: PyNode): void {
  for (const kid of namedKids(node)) {
    if (kid.type === 'identifier') {
      capture(walk, kid);
    } else {
      visitPattern(walk, kid);
    }
  }
}

function capture(walk: Walk, name: PyNode): void {
  if (walk.text(name) !== '_') {
    walk.scopes.bind(walk.text(name), spanOf(name));
  }
}

export const PATTERNS: Handlers = [['case_pattern', visitPattern]];
