import { Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import type { PyNode } from './tree';
import { TreeCopier } from './tree/copy';
import { loadRuntime } from './tree/runtime';
import type { GrammarSource } from './types';

/** Parses masked Python. One instance serves any number of texts, one after the other. */
export type PythonParser = {
  /**
   * The module node of `masked` (see `Scan.masked`). Never fails on bad Python: the tree then has
   * `ERROR` and missing nodes.
   */
  parse(masked: string): PyNode;
};

/** Loads the runtime and the grammar. Rejects where WebAssembly is not allowed or a file is missing. */
export async function loadParser(source: GrammarSource): Promise<PythonParser> {
  const runtime = await loadRuntime(source.runtime);
  const language = await Language.load(source.python);
  const parser = new Parser().setLanguage(language);
  const copier = new TreeCopier(runtime, language);
  return {
    parse: masked => {
      const tree = parser.parse(masked);
      if (!tree) {
        throw new Error('The Python parser gave no tree.');
      }
      try {
        return copier.copy(addressOf(tree));
      } finally {
        tree.delete();
      }
    }
  };
}

/** Where the tree lies in the runtime's memory, which the types of the package keep to themselves. */
function addressOf(tree: Tree): number {
  return (tree as unknown as readonly [number])[0];
}
