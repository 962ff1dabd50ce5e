import type { PyNode } from '../../tree';
import type { Scope, ScopeTable, SymbolInfo } from '../../types';
import { ScopeBuilder } from '../builder';
import { resolveBlocks } from '../resolve';
import { toTable } from '../table';
import { postponesAnnotations } from '../visit/imports';
import { visitTree } from '../visit/visitor';
import type { Block } from '../block';
import { inlining } from './inlining';

/** A table as `dump_symtable.py` prints it: type, name, line, symbols, children. */
export type Dump = [
  type: string,
  name: string,
  line: number,
  symbols: Record<string, string>,
  children: Dump[]
];

/** The table of the tree of `masked` in the form of the dump. `inline`: as CPython from 3.12 on. */
export function dumpOf(
  root: PyNode,
  masked: string,
  text: string,
  inline: boolean
): Dump {
  const builder = new ScopeBuilder({ start: 0, end: masked.length });
  visitTree(root, masked, builder, postponesAnnotations(root, masked));
  const { hook, splice } = inlining();
  resolveBlocks(builder.module, inline ? hook : undefined);
  if (inline) {
    splice(builder.module);
  }
  const table = toTable(builder.blocks, []);
  return dumpBlock(builder.module, table, lineStarts(text));
}

function dumpBlock(block: Block, table: ScopeTable, starts: number[]): Dump {
  const scope = table.scopes[block.index];
  const symbols = Object.create(null) as Record<string, string>;
  scope.symbols.forEach((info, name) => (symbols[name] = describe(info)));
  return [
    TYPES[scope.kind],
    scope.name,
    scope.kind === 'module' ? 0 : lineOf(starts, scope.span.start),
    symbols,
    block.children
      .filter(child => child.kind !== 'annotation')
      .map(child => dumpBlock(child, table, starts))
  ];
}

const TYPES: Record<Scope['kind'], string> = {
  module: 'module',
  class: 'class',
  function: 'function',
  lambda: 'function',
  comprehension: 'function',
  generator: 'function',
  'type-parameters': 'type parameters',
  'type-variable': 'type variable',
  'type-alias': 'type alias',
  annotation: 'annotation'
};

/** `global` statements leave a flag that says no more than the scope does: it is not compared. */
function describe(info: SymbolInfo): string {
  const flags = [
    info.assigned && 'l',
    info.parameter && 'p',
    info.nonlocal && 'n',
    info.referenced && 'u',
    info.imported && 'i',
    info.annotated && 'a'
  ];
  const scope = info.cell
    ? 'cell'
    : info.free
      ? 'free'
      : info.local
        ? 'local'
        : info.global;
  return `${flags.filter(Boolean).join('')} ${scope}`;
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0;) {
    starts.push(at + 1);
    at = source.indexOf('\n', at + 1);
  }
  return starts;
}

function lineOf(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low + 1;
}

export type Comparison = {
  scopes: number;
  symbols: number;
  differences: string[];
};

/** Compares scope for scope and symbol for symbol; `expected` is CPython's. */
export function compareDumps(actual: Dump, expected: Dump): Comparison {
  const result: Comparison = { scopes: 0, symbols: 0, differences: [] };
  compare(actual, expected, '', result);
  return result;
}

function compare(
  actual: Dump,
  expected: Dump,
  path: string,
  result: Comparison
): void {
  const [type, name, line, symbols, children] = expected;
  const here = `${path}/${name}:${line}`;
  const note = (what: string) => result.differences.push(`${here} ${what}`);
  result.scopes++;
  if (actual[0] !== type) {
    note(`type ${actual[0]}, not ${type}`);
  }
  if (actual[1] !== name) {
    note(`name ${actual[1]}`);
  }
  if (actual[2] !== line) {
    note(`line ${actual[2]}`);
  }
  for (const symbol of new Set([
    ...Object.keys(symbols),
    ...Object.keys(actual[3])
  ])) {
    result.symbols++;
    const wanted = symbols[symbol]?.replace('g', '');
    if (actual[3][symbol] !== wanted) {
      note(`symbol ${symbol}: ${actual[3][symbol]}, not ${wanted}`);
    }
  }
  if (actual[4].length !== children.length) {
    note(
      `children ${actual[4].map(c => c[1])}, not ${children.map(c => c[1])}`
    );
    return;
  }
  const mine = byLine(actual[4]);
  byLine(children).forEach((child, index) =>
    compare(mine[index], child, here, result)
  );
}

/** Before 3.13, CPython visits `else` before `except`. */
function byLine(children: Dump[]): Dump[] {
  return [...children].sort((a, b) => a[2] - b[2]);
}
