import type { Node } from 'web-tree-sitter';
import type { Handlers, Walk } from './walk';
import { spanOf } from './walk';

/** A pattern of a `case`: a single name captures, a dotted one is looked up, `_` does nothing. */
function visitPattern(walk: Walk, node: Node): void {
  switch (node.type) {
    case 'dotted_name':
      dottedName(walk, node);
      break;
    case 'as_pattern':
      asPattern(walk, node);
      break;
    case 'splat_pattern':
      node.namedChildren.forEach(name => capture(walk, name));
      break;
    case 'class_pattern':
      classPattern(walk, node);
      break;
    case 'keyword_pattern':
      node.namedChildren.slice(1).forEach(child => visitPattern(walk, child));
      break;
    case 'string':
    case 'concatenated_string':
      walk.visit(node);
      break;
    default:
      node.namedChildren.forEach(child => visitPattern(walk, child));
  }
}

function dottedName(walk: Walk, node: Node): void {
  const [name, ...rest] = node.namedChildren;
  if (rest.length > 0) {
    walk.visit(name);
  } else if (name) {
    capture(walk, name);
  }
}

function classPattern(walk: Walk, node: Node): void {
  const [name, ...rest] = node.namedChildren;
  walk.visit(name?.type === 'dotted_name' ? name.namedChildren[0] : name);
  rest.forEach(child => visitPattern(walk, child));
}

/** `pattern as name`. */
function asPattern(walk: Walk, node: Node): void {
  for (const child of node.namedChildren) {
    if (child.type === 'identifier') {
      capture(walk, child);
    } else {
      visitPattern(walk, child);
    }
  }
}

function capture(walk: Walk, name: Node): void {
  if (walk.text(name) !== '_') {
    walk.scopes.bind(walk.text(name), spanOf(name));
  }
}

export const PATTERNS: Handlers = [['case_pattern', visitPattern]];
