import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import type { Node } from 'web-tree-sitter';
import { Language, Parser } from 'web-tree-sitter';
import type { PyNode } from '..';
import { maskOf } from '..';
import { SYNTAX } from '../../__tests__/fixtures';
import type { PythonParser } from '../../parse';
import { loadParser } from '../../parse';
import { SOUGHT } from '../kinds';

let parser: PythonParser;
let plain: Parser;

beforeAll(async () => {
  parser = await loadParser({ runtime, python });
  plain = new Parser().setLanguage(await Language.load(python));
});

/** What the package itself says of a tree. */
function nodeByNode(node: Node, field: string | null): unknown {
  const kids = COPIED_WHOLE.has(node.type)
    ? []
    : node.children.map(
        (kid, at) => [kid, node.fieldNameForChild(at)] as const
      );
  return {
    type: node.type,
    field,
    named: node.isNamed,
    start: node.startIndex,
    end: node.endIndex,
    broken: node.hasError || node.isError,
    kids: kids
      .filter(([kid]) => !/^(comment|line_continuation)$/.test(kid.type))
      .map(([kid, name]) => nodeByNode(kid, name))
  };
}

const COPIED_WHOLE = new Set(['string_content', 'type_conversion']);

function withoutTokens({ token: _, holds: __, ...node }: PyNode): unknown {
  return { ...node, kids: node.kids.map(withoutTokens) };
}

test.each([
  ...SYNTAX,
  ['nothing', ''],
  ['a missing bracket', 'f(a\nb = 1\n'],
  ['half a statement', 'for x in'],
  ['comments', 'x = [ # one\n 1, \\\n 2]'],
  ['no Python', '}{ ?? §']
])('%s: the tree is the one that the package shows', (_title, source) => {
  const tree = plain.parse(source);
  const expected = tree && nodeByNode(tree.rootNode, null);
  tree?.delete();
  expect(withoutTokens(parser.parse(source))).toEqual(expected);
});

test('a sum of ten thousand parts is copied', () => {
  let node: PyNode | undefined = parser.parse(`a${' + a'.repeat(9999)}`);
  let depth = 0;
  for (; node !== undefined; [node] = node.kids) {
    depth += 1;
  }
  expect(depth).toBe(10_002);
});

test('a node knows what stands at and below it', () => {
  const [first, second] = parser.parse('x = f(y)\nif z:\n    del x\n').kids;
  const holds = (node: PyNode, mask: number): boolean =>
    (node.holds & mask) !== 0;
  expect(holds(first, maskOf('call'))).toBe(true);
  expect(holds(second, maskOf('call', 'assignment'))).toBe(false);
  expect(holds(second, maskOf('delete_statement'))).toBe(true);
  expect(holds(second.kids[0], maskOf('delete_statement'))).toBe(false);
});

test('the types that are searched for have a bit each', () => {
  const masks = SOUGHT.map(type => maskOf(type));
  expect(new Set(masks).size).toBe(SOUGHT.length);
  expect(masks.every(mask => mask !== 0)).toBe(true);
});
