import type { Block, Resolution } from './block';
import { BOUND, Flag, isFunctionLike } from './block';

type Names = Set<string>;

/** What a block sees of the blocks around it, and hands back to them. */
type View = {
  /** Names bound in enclosing functions; `null` at the module. */
  readonly bound: Names | null;
  /** Names declared `global` in enclosing blocks. */
  readonly global: Names;
  /** Filled with the names that the block takes from enclosing functions. */
  readonly free: Names;
};

/**
 * Called for each child block when it has been resolved and before its parent is finished,
 * with the parent's resolutions and the child's free names, both changeable.
 */
export type ChildHook = (
  parent: Block,
  child: Block,
  free: Names,
  cells: Names
) => void;

/**
 * Pass 2 of CPython's `symtable.c` (`analyze_block` and what it calls, as of 3.13, without the
 * inlining of comprehensions, which changes no meaning): fills `resolutions` of every block.
 * Errors that CPython reports there (`nonlocal` without a binding) resolve to globals.
 */
export function resolveBlocks(module: Block, hook?: ChildHook): void {
  resolveBlock(module, emptyView(), hook);
}

function emptyView(): View {
  return { bound: null, global: new Set(), free: new Set() };
}

function resolveBlock(block: Block, view: View, hook?: ChildHook): void {
  const isClass = block.kind === 'class';
  const inner = { bound: new Set<string>(), global: new Set<string>() };
  const free: Names = new Set();
  const cells: Names = new Set();
  // Class names are invisible in methods: what methods see is settled before they are added.
  if (isClass) {
    addAll(inner.global, view.global);
    addAll(inner.bound, view.bound);
  }
  const local: Names = new Set();
  for (const [name, flags] of block.flags) {
    block.resolutions.set(name, resolveName(block, name, flags, view, local));
  }
  if (isClass) {
    inner.bound.add('__class__').add('__classdict__');
  } else {
    addAll(inner.bound, isFunctionLike(block) ? local : null);
    addAll(inner.bound, view.bound);
    addAll(inner.global, view.global);
  }
  for (const child of block.children) {
    const childFree = resolveChild(block, child, inner, hook);
    hook?.(block, child, childFree, cells);
    // Postponed annotations are strings at run time: they hold on to nothing.
    addAll(free, child.kind === 'annotation' ? null : childFree);
  }
  if (isClass) {
    free.delete('__class__');
    free.delete('__classdict__');
  } else if (isFunctionLike(block)) {
    makeCells(block, free, cells);
  }
  passOn(block, view.bound, free);
  addAll(view.free, free);
}

function resolveChild(
  block: Block,
  child: Block,
  inner: { bound: Names; global: Names },
  hook?: ChildHook
): Names {
  if (child.seesClass) {
    child.visibleClass = block.kind === 'class' ? block : block.visibleClass;
  }
  const view: View = {
    bound: new Set(inner.bound),
    global: new Set(inner.global),
    free: new Set()
  };
  resolveBlock(child, view, hook);
  return view.free;
}

/** `analyze_name`: decides on one name by its flags, and updates the sets that later names and children see. */
function resolveName(
  block: Block,
  name: string,
  flags: number,
  view: View,
  local: Names
): Resolution {
  if (flags & Flag.global) {
    view.global.add(name);
    view.bound?.delete(name);
    return 'global-explicit';
  }
  if (flags & Flag.nonlocal && view.bound?.has(name)) {
    view.free.add(name);
    return 'free';
  }
  if (flags & BOUND && !(flags & Flag.nonlocal)) {
    local.add(name);
    view.global.delete(name);
    return 'local';
  }
  const inClass = block.visibleClass?.flags.get(name) ?? 0;
  if (inClass & Flag.global) {
    return 'global-explicit';
  }
  if (inClass & BOUND && !(inClass & Flag.nonlocal)) {
    return 'global-implicit';
  }
  if (view.bound?.has(name)) {
    view.free.add(name);
    return 'free';
  }
  return 'global-implicit';
}

/** `analyze_cells`: locals that inner blocks take are cells, and are free no further out. */
function makeCells(block: Block, free: Names, cells: Names): void {
  for (const [name, resolution] of block.resolutions) {
    if (resolution === 'local' && (free.has(name) || cells.has(name))) {
      block.resolutions.set(name, 'cell');
      free.delete(name);
    }
  }
}

/** The end of `update_symbols`: what inner blocks take from further out is free here too. */
function passOn(block: Block, bound: Names | null, free: Names): void {
  for (const name of free) {
    if (!block.flags.has(name) && (bound === null || bound.has(name))) {
      block.flags.set(name, 0);
      block.resolutions.set(name, 'free');
    }
  }
}

function addAll(target: Names, names: Names | null): void {
  names?.forEach(name => target.add(name));
}
