import { byStart } from '../../../core/span';
import type { Scope, ScopeTable, SymbolInfo } from '../types';
import type { Block, Resolution } from './block';
import { BOUND, Flag } from './block';
import type { RawOccurrence } from './builder';

/** The resolved blocks as plain data. Scopes keep the order in which they were entered. */
export function toTable(
  blocks: readonly Block[],
  occurrences: readonly RawOccurrence[]
): ScopeTable {
  for (const one of occurrences) {
    one.global = isGlobal(blocks[one.scope], one.name);
  }
  // The read of `x += 1` stays before its bind.
  return { scopes: blocks.map(toScope), occurrences: byStart(occurrences) };
}

function toScope(block: Block): Scope {
  const symbols = new Map<string, SymbolInfo>();
  for (const [name, flags] of block.flags) {
    const resolution = block.resolutions.get(name) ?? 'global-implicit';
    symbols.set(name, toSymbol(flags, resolution));
  }
  return {
    kind: block.kind,
    name: block.name,
    span: block.span,
    parent: block.parent?.index ?? -1,
    symbols
  };
}

/** There are few kinds of symbols: names of one kind share what is said of them. */
const known = new Map<Resolution, Map<number, SymbolInfo>>();

function toSymbol(flags: number, resolution: Resolution): SymbolInfo {
  let alike = known.get(resolution);
  if (alike === undefined) {
    alike = new Map();
    known.set(resolution, alike);
  }
  let symbol = alike.get(flags);
  if (symbol === undefined) {
    symbol = describe(flags, resolution);
    alike.set(flags, symbol);
  }
  return symbol;
}

function describe(flags: number, resolution: Resolution): SymbolInfo {
  return {
    local: resolution === 'local' || resolution === 'cell',
    global:
      resolution === 'global-explicit'
        ? 'explicit'
        : resolution === 'global-implicit'
          ? 'implicit'
          : 'no',
    free: resolution === 'free',
    cell: resolution === 'cell',
    parameter: (flags & Flag.parameter) !== 0,
    imported: (flags & Flag.import) !== 0,
    nonlocal: (flags & Flag.nonlocal) !== 0,
    annotated: (flags & Flag.annotation) !== 0,
    assigned: (flags & Flag.local) !== 0,
    referenced: (flags & Flag.use) !== 0
  };
}

/** Whether the name lives in the module, or is a builtin. */
function isGlobal(block: Block, name: string): boolean {
  if (block.kind === 'module') {
    return true;
  }
  const resolution = block.resolutions.get(name);
  if (resolution !== 'global-implicit') {
    return resolution === 'global-explicit';
  }
  // symtable calls it an implicit global, but the class's own name is looked up first.
  const inClass = block.visibleClass?.flags.get(name) ?? 0;
  return (inClass & BOUND) === 0 || (inClass & Flag.global) !== 0;
}
