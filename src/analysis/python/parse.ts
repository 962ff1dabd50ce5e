import { Language, Parser } from 'web-tree-sitter';
import type { Node } from 'web-tree-sitter';
import type { GrammarSource } from './types';

/** Parses masked Python. One instance serves any number of texts, one after the other. */
export type PythonParser = {
  /**
   * Calls `use` with the module node of `masked` (see `Scan.masked`) and returns its result.
   * Nodes live in the parser's memory, which is freed when `use` returns: none may leave it.
   * Never fails on bad Python: the tree then has `ERROR` and missing nodes.
   */
  withTree<T>(masked: string, use: (root: Node) => T): T;
};

/** Loads the runtime and the grammar. Rejects where WebAssembly is not allowed or a file is missing. */
export async function loadParser(source: GrammarSource): Promise<PythonParser> {
  const { runtime, python } = source;
  await Parser.init(
    typeof runtime === 'string'
      ? { locateFile: () => runtime }
      : { wasmBinary: runtime }
  );
  const language = await Language.load(python);
  const parser = new Parser().setLanguage(language);
  return {
    withTree: (masked, use) => {
      const tree = parser.parse(masked);
      if (!tree) {
        throw new Error('The Python parser gave no tree.');
      }
      try {
        return use(tree.rootNode);
      } finally {
        tree.delete();
      }
    }
  };
}
