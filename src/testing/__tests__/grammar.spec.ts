import core from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import { Language, Parser } from 'web-tree-sitter';

test('tree-sitter reads Python in a pure test', async () => {
  await Parser.init({ wasmBinary: core });
  const parser = new Parser().setLanguage(await Language.load(python));
  expect(parser.parse('x = 1')?.rootNode.toString()).toContain('assignment');
});
