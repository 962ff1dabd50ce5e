import fc from 'fast-check';
import { textOf } from '../../../../core/span';
import type { PythonParser } from '../../parse';
import { analyzeCell, analyzeModule } from '../cell';
import { pieces } from '../pieces';
import { cell, parser } from './load';
import { statement } from './programs';

let python: PythonParser;

beforeAll(async () => {
  python = await parser();
});

test('what parses of a cell that does not', () => {
  const { status, problems, statements } = cell('a = 1\nif b\n    c\nd = (2');
  expect(status).toBe('partial');
  expect(problems[0].line).toBe(2);
  expect(statements[0].flow.mustBind).toEqual(['a']);
});

test('what the parser takes and Python does not', () => {
  expect(cell('print x').status).toBe('partial');
  expect(cell('  x = 1\ny = 2').status).toBe('partial');
  expect(cell('x = 1').status).toBe('exact');
});

test('an empty cell is exact', () => {
  for (const source of ['', '\n', '# note', ';'.slice(1)]) {
    expect(cell(source)).toMatchObject({ status: 'exact', statements: [] });
  }
});

test('a module knows no magics and shows nothing', () => {
  expect(analyzeModule(python, '%ls').status).toBe('partial');
  const { status, statements } = analyzeModule(python, 'x = 1\nx');
  expect([status, statements.map(one => one.shown)]).toEqual([
    'exact',
    [false, false]
  ]);
});

test('code that is nested too deeply is given up', () => {
  const source = `${'('.repeat(50_000)}x${')'.repeat(50_000)}`;
  expect(analyzeCell(python, source).status).toBe('partial');
});

/** Text that is nearly Python, or IPython. */
const scraps = fc
  .array(
    fc.oneof(
      statement,
      fc.constantFrom(
        '# note',
        'x = 1; y = 2;',
        '%time x',
        '!ls {x}',
        'if x:',
        '    ',
        '"""',
        "f'{",
        '(',
        '%%time',
        'x?',
        '\\',
        'é = "𝒳"  # ü'
      ),
      fc.string({ maxLength: 12 })
    ),
    { maxLength: 6 }
  )
  .chain(lines =>
    fc.constantFrom('\n', '\r\n', ';').map(separator => lines.join(separator))
  );

test('no text makes it fail, and its facts are plain', () => {
  fc.assert(
    fc.property(scraps, source => {
      const facts = analyzeCell(python, source);
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    }),
    { numRuns: 200 }
  );
});

test('the pieces of a cell are the cell', () => {
  fc.assert(
    fc.property(scraps, source => {
      const facts = analyzeCell(python, source);
      const all = pieces(source, facts);
      expect(all.map(one => textOf(source, one.span)).join('')).toBe(source);
      expect(all.every(one => one.span.end > one.span.start)).toBe(true);
    }),
    { numRuns: 200 }
  );
});

test('statements and comments are pieces', () => {
  const source = '# a\nx = 1 ;  y = (2 # b\n)\n\n# c\n';
  const found = pieces(source, cell(source)).map(one => [
    one.kind,
    textOf(source, one.span)
  ]);
  expect(found).toEqual([
    ['comment', '# a'],
    ['separator', '\n'],
    ['statement', 'x = 1'],
    ['separator', ' ;  '],
    ['statement', 'y = (2 # b\n)'],
    ['separator', '\n\n'],
    ['comment', '# c'],
    ['separator', '\n']
  ]);
});
