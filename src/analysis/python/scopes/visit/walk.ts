import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../../core/span';
import type { ScopeBuilder } from '../builder';

/** What the visitors of the node types share. */
export type Walk = {
  readonly scopes: ScopeBuilder;
  /** Annotations are kept as strings (`from __future__ import annotations`). */
  readonly postponed: boolean;
  /** Visits a node whose value is taken: an identifier in it is a read. Nothing where broken text lacks it. */
  readonly visit: (node: Node | null | undefined) => void;
  readonly text: (node: Node) => string;
};

/** Visits one type of node. */
export type Visit = (walk: Walk, node: Node) => void;

/** Visitors by type of node. */
export type Handlers = readonly (readonly [type: string, visit: Visit])[];

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

/** Visits the children in order of text. */
export function visitChildren(walk: Walk, node: Node): void {
  visitAll(walk, node.namedChildren);
}

export function visitAll(walk: Walk, nodes: readonly Node[]): void {
  nodes.forEach(walk.visit);
}

/** Visits the child of that field, where there is one. */
export function visitField(walk: Walk, node: Node, field: string): void {
  walk.visit(node.childForFieldName(field));
}
