import type { PyNode } from '../../tree';
import { child } from '../../tree';
import type { Span } from '../../../../core/span';
import type { ScopeBuilder } from '../builder';

/** What the visitors of the node types share. */
export type Walk = {
  readonly scopes: ScopeBuilder;
  /** Annotations are kept as strings (`from __future__ import annotations`). */
  readonly postponed: boolean;
  /** Visits a node whose value is taken: an identifier in it is a read. Nothing where broken text lacks it. */
  readonly visit: (node: PyNode | undefined) => void;
  readonly text: (node: PyNode) => string;
};

/** Visits one type of node. */
export type Visit = (walk: Walk, node: PyNode) => void;

/** Visitors by type of node. */
export type Handlers = readonly (readonly [type: string, visit: Visit])[];

export function spanOf(node: PyNode): Span {
  return { start: node.start, end: node.end };
}

/** Visits the children in order of text. */
export function visitChildren(walk: Walk, node: PyNode): void {
  for (const kid of node.kids) {
    if (kid.named) {
      walk.visit(kid);
    }
  }
}

export function visitAll(walk: Walk, nodes: readonly PyNode[]): void {
  nodes.forEach(walk.visit);
}

/** Visits the child of that field, where there is one. */
export function visitField(walk: Walk, node: PyNode, field: string): void {
  walk.visit(child(node, field));
}
