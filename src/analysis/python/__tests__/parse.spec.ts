import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import { loadParser } from '../parse';
import { scanCell } from '../scan';
import { maskOf, search } from '../tree';

test('a cell with magics parses, at the offsets of the cell', async () => {
  const parser = await loadParser({ runtime, python });
  const { masked } = scanCell('if x:\n    %ls\n    y = 1\n');
  const root = parser.parse(masked);
  const starts: number[] = [];
  search(root, maskOf('assignment'), node => {
    starts.push(...(node.type === 'assignment' ? [node.start] : []));
  });
  expect(root.broken).toBe(false);
  expect(starts).toEqual([18]);
});

test('the parser may be loaded twice', async () => {
  await loadParser({ runtime, python });
  const parser = await loadParser({ runtime, python });
  expect(parser.parse('x = (').broken).toBe(true);
});
