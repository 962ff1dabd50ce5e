import type { PyNode } from '.';
import type { Kind } from './kinds';

/** A node while it is put together. */
export type Draft = {
  -readonly [K in Exclude<keyof PyNode, 'kids'>]: PyNode[K];
} & { kids: Draft[] };

/** The children of every node that has none. */
export const NO_KIDS: Draft[] = [];

/** A node without children. */
export function leafOf(kind: Kind, start: number, end: number): Draft {
  return {
    type: kind.type,
    field: null,
    named: kind.named,
    token: kind.token,
    start,
    end,
    kids: NO_KIDS,
    broken: false,
    holds: kind.bit
  };
}

/** A node around others that parse, of which there is one at least. */
export function parentOf(kind: Kind, kids: Draft[]): Draft {
  let holds = kind.bit;
  for (const kid of kids) {
    holds |= kid.holds;
  }
  return {
    type: kind.type,
    field: null,
    named: kind.named,
    token: false,
    start: kids[0].start,
    end: kids[kids.length - 1].end,
    kids,
    broken: false,
    holds
  };
}
