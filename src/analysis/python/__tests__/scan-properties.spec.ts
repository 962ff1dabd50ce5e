import {
  assert,
  constantFrom,
  integer,
  array,
  property,
  tuple
} from 'fast-check';
import { moduleScan, scanCell } from '../scan';
import type { Scan } from '../types';
import { CELLS, words } from './fixtures';

const PIECES =
  '\' " \'\'\' """ ( ) [ ] { } \\ % ! ? = : # ; , / . $ ` @ f\' rf" {x!r} \n \r \r\n \t \f \v \u2028 \ufeff é 𝔘 \ud800 0 0x if lambda >>> ... %%time %%bash In'.split(
    ' '
  );

const piece = constantFrom(...PIECES, ' ', '    ', 'In [1]: ', '>>> ', '\\\n');

/** A real cell with random edits: pieces put in, stretches taken out. */
const edited = tuple(
  constantFrom(...CELLS),
  array(
    tuple(integer({ min: 0, max: 999 }), integer({ min: 0, max: 9 }), piece),
    {
      maxLength: 6
    }
  )
).map(([cell, edits]) =>
  edits.reduce((text, [at, drop, put]) => {
    const start = at % (text.length + 1);
    const kept = put.length > 3 ? start : start + drop;
    return text.slice(0, start) + put + text.slice(kept);
  }, cell)
);

/** Whether an offset may differ in the masked text: in a region or comment, before a line, at a line end. */
function excused(source: string, scan: Scan): Uint8Array {
  const marks = new Uint8Array(source.length);
  for (const { start, end } of [
    ...scan.regions.map(region => region.span),
    ...scan.comments
  ]) {
    marks.fill(1, start, end);
  }
  for (const match of source.matchAll(
    /\\?(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|(?:^|(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]))(?:[ \t\f\\\r\n]|>>> ?|\.\.\. ?)+/g
  )) {
    marks.fill(1, match.index, match.index + match[0].length);
  }
  return marks;
}

test('the masked text differs only where it may', () => {
  assert(
    property(edited, source => {
      const scan = scanCell(source);
      expect(scan.masked).toHaveLength(source.length);
      const marks = excused(source, scan);
      for (let at = 0; at < source.length; at += 1) {
        if (!marks[at] && scan.masked[at] !== source[at]) {
          throw new Error(`${JSON.stringify(source)} differs at ${at}`);
        }
      }
    })
  );
});

test('tokens lie one behind the other and hold what is masked', () => {
  assert(
    property(edited, source => {
      const { tokens, masked } = scanCell(source);
      let done = 0;
      let depth = 0;
      for (const { type, start, end, text } of tokens) {
        expect(start).toBeGreaterThanOrEqual(type === 'error' ? 0 : done);
        done = Math.max(done, end);
        depth += type === 'indent' ? 1 : type === 'dedent' ? -1 : 0;
        if (type === 'name' || type === 'number' || type === 'op') {
          expect(masked.slice(start, end)).toBe(text);
        }
      }
      expect(depth).toBe(0);
      expect(tokens[tokens.length - 1].type).toBe('end');
    })
  );
});

test('masking is done once: the masked text is plain Python', () => {
  assert(
    property(edited, source => {
      const { masked, tokens, problems } = scanCell(source);
      if (problems.length === 0) {
        expect(words(moduleScan(masked).tokens)).toEqual(words(tokens));
      }
    })
  );
});

test('spans lie inside the cell and in order', () => {
  assert(
    property(edited, source => {
      const { regions, comments, strings, lines } = scanCell(source);
      for (const spans of [
        regions.map(one => one.span),
        comments,
        strings,
        lines
      ]) {
        let done = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(end).toBeGreaterThanOrEqual(start);
          done = end;
        }
        expect(done).toBeLessThanOrEqual(source.length);
      }
    })
  );
});

const FEW = 4000;
const FACTOR = 16;

/** Microseconds of the processor for a text, the best of a few: others may be at work. */
function cost(source: string): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const start = process.cpuUsage();
      scanCell(source);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    })
  );
}

test.each([
  '(',
  'a',
  '"',
  "f'{",
  '%ls (\n',
  'x?\n',
  '\\\n',
  '!a\\\n',
  ' ',
  '{',
  "'''",
  '1_',
  '#',
  '.',
  '$x ',
  '>>> ',
  '??',
  'é',
  '\n  ',
  '!$a{'
])('time grows no faster than a text of %j', part => {
  cost(part.repeat(FEW));
  const little = cost(part.repeat(FEW));
  const much = cost(part.repeat(FEW * FACTOR));
  // Linear is 16, quadratic 256.
  expect(much).toBeLessThan(Math.max(little, 1000) * 100);
});
