import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import { loadParser } from '../../parse';
import type { PythonParser } from '../../parse';

/** One parser for all specs of a file. */
export function parser(): Promise<PythonParser> {
  return loadParser({ runtime, python });
}
