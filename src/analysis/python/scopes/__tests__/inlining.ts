import type { Block } from '../block';
import { BOUND, Flag } from '../block';
import type { ChildHook } from '../resolve';

/**
 * What CPython 3.12 and later do to the table after list, set and dictionary comprehensions are
 * resolved (PEP 709; `inline_comprehension` of `symtable.c`): their names move to the block around
 * them, and so do their children. Here only to compare with those versions.
 */
export function inlining(): {
  hook: ChildHook;
  splice: (block: Block) => void;
} {
  const cellsOf = new Map<Block, Set<string>>();
  const inlined = new Set<Block>();
  const splice = (block: Block) => {
    const children = block.children.flatMap(child =>
      inlined.has(child) ? child.children : [child]
    );
    block.children.splice(0, block.children.length, ...children);
  };
  const hook: ChildHook = (parent, child, free, cells) => {
    splice(child);
    cellsOf.set(parent, cells);
    if (child.kind !== 'comprehension' || parent.seesClass) {
      return;
    }
    inlined.add(child);
    for (const [name, flags] of child.flags) {
      if (flags & Flag.parameter) {
        continue;
      }
      const resolution = child.resolutions.get(name)!;
      if (resolution === 'cell' || cellsOf.get(child)?.has(name)) {
        cells.add(name);
      }
      const outer = parent.flags.get(name);
      if (outer === undefined) {
        parent.flags.set(name, flags);
        parent.resolutions.set(name, resolution);
      } else if (outer & BOUND && parent.kind !== 'class') {
        if (!isFreeInAnyChild(child, name)) {
          free.delete(name);
        }
      }
    }
  };
  return { hook, splice };
}

function isFreeInAnyChild(block: Block, name: string): boolean {
  return block.children.some(child => child.resolutions.get(name) === 'free');
}
