import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import { loadParser } from '../parse';
import { scanCell } from '../scan';

test('a cell with magics parses, at the offsets of the cell', async () => {
  const parser = await loadParser({ runtime, python });
  const { masked } = scanCell('if x:\n    %ls\n    y = 1\n');
  const found = parser.withTree(masked, root => ({
    error: root.hasError,
    name: root.descendantsOfType('assignment')[0]?.startIndex
  }));
  expect(found).toEqual({ error: false, name: 18 });
});

test('the parser may be loaded twice', async () => {
  await loadParser({ runtime, python });
  const parser = await loadParser({ runtime, python });
  expect(parser.withTree('x = (', root => root.hasError)).toBe(true);
});
