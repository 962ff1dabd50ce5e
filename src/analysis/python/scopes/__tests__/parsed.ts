import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import type { PythonParser } from '../../parse';
import { loadParser } from '../../parse';
import { readTree } from '../../read';
import { moduleScan } from '../../scan';
import type { ScopeOptions } from '..';
import { resolveScopes } from '..';
import type { PyNode } from '../../tree';
import type { ScopeTable } from '../../types';

/** Loads the parser as tests use it. */
export function testParser(): Promise<PythonParser> {
  return loadParser({ runtime, python });
}

/** Parses a module as it is parsed for analysis. */
export function withModule<T>(
  parser: PythonParser,
  source: string,
  use: (root: PyNode, masked: string) => T
): T {
  const read = readTree(parser, moduleScan(source), 'module');
  return use(read.root, read.source);
}

export function scopesOf(
  parser: PythonParser,
  source: string,
  options?: ScopeOptions
): ScopeTable {
  return withModule(parser, source, (root, masked) =>
    resolveScopes(root, masked, options)
  );
}
