import {
  array,
  assert,
  constantFrom,
  integer,
  property,
  tuple
} from 'fast-check';
import { CELLS, SYNTAX } from '../../__tests__/fixtures';
import type { Token } from '../../scan';
import { moduleScan } from '../../scan';
import type { PyNode } from '../../tree';
import { readTokens } from '../check';

const PIECES =
  '\' " """ ( ) [ ] { } , : ; = := * ** . | -> @ \\ # f\' {x!r} \n if else for in not is as await yield lambda def class with match case type print return import from except 1 x'.split(
    ' '
  );

/** Right Python with random edits: pieces put in, stretches taken out. */
const edited = tuple(
  constantFrom(...CELLS, ...SYNTAX.map(([, source]) => source)),
  array(
    tuple(
      integer({ min: 0, max: 999 }),
      integer({ min: 0, max: 9 }),
      constantFrom(...PIECES, ' ', '\n', '    ')
    ),
    { maxLength: 4 }
  )
).map(([source, edits]) =>
  edits.reduce((text, [at, drop, put]) => {
    const start = at % (text.length + 1);
    return `${text.slice(0, start)} ${put} ${text.slice(start + drop)}`;
  }, source)
);

/** The nodes without children, in order. */
function leaves(node: PyNode): readonly PyNode[] {
  return node.kids.length === 0 ? [node] : node.kids.flatMap(leaves);
}

/** Children stand in order inside their parent, which holds what they hold. */
function isSound({ start, end, kids, holds }: PyNode): boolean {
  return kids.every(
    (kid, at) =>
      kid.start >= (at === 0 ? start : kids[at - 1].end) &&
      kid.end <= end &&
      (kid.holds & ~holds) === 0 &&
      isSound(kid)
  );
}

/** Offsets at which names, numbers, operators and strings begin. */
function starts(tokens: readonly Token[]): readonly number[] {
  return tokens
    .filter(token => token.end > token.start && token.type !== 'newline')
    .map(token => token.start);
}

test('whatever the text, reading it ends, and right text has all its tokens in the tree', () => {
  assert(
    property(edited, source => {
      const { tokens, problems } = moduleScan(source);
      const { faults, root } = readTokens(tokens, 'module');
      if (faults.length + problems.length === 0) {
        expect(isSound(root)).toBe(true);
        const found = new Set(leaves(root).map(leaf => leaf.start));
        const inFormats = formats(root);
        expect(
          starts(tokens).filter(
            at =>
              !found.has(at) &&
              !inFormats.some(({ start, end }) => at > start && at < end)
          )
        ).toEqual([]);
      }
    }),
    { numRuns: 3000 }
  );
});

/** Format specifiers and conversions, of which not every token is a leaf. */
function formats(node: PyNode): readonly PyNode[] {
  return /^(?:format_specifier|type_conversion)$/.test(node.type)
    ? [node]
    : node.kids.flatMap(formats);
}
