import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import type { CellFacts, Statement } from '../../../facts';
import { loadParser } from '../../parse';
import type { PythonParser } from '../../parse';
import { analyzeCell } from '../cell';

/** One parser for all specs of a file. */
export function parser(): Promise<PythonParser> {
  return loadParser({ runtime, python });
}

let loaded: PythonParser;

beforeAll(async () => {
  loaded = await parser();
});

/** Facts of a cell. */
export function cell(source: string): CellFacts {
  return analyzeCell(loaded, source);
}

/** Facts of the last statement of a cell. */
export function last(source: string): Statement {
  const { statements } = cell(source);
  return statements[statements.length - 1];
}

/** Names in alphabetical order, separated by blanks. */
export function sorted(names: readonly string[]): string {
  return [...names].sort().join(' ');
}
