import { deflateSync } from 'node:zlib';
import type { CallFact, SavedCell } from '../../core/code';
import type { CellRun } from '../../core/run';
import type { JsonObject } from '../../core/snapshot';
import { checkRuns } from '../check';
import { picturesIn } from '../compare/items';
import { readPictures } from '../compare/picture';

/** A picture file: colours of `size` × `size` dots, with a note that no reader sees. */
function png(
  note: string,
  size: number,
  dot: (x: number, y: number) => number
) {
  const lines = Array.from({ length: size }, (_, y) => [
    y % 2,
    ...Array.from({ length: size }, (_one, x) =>
      y % 2 && x > 0 ? (dot(x, y) - dot(x - 1, y)) & 255 : dot(x, y)
    )
  ]);
  const chunk = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind), data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(note)),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    chunk('IEND', Buffer.alloc(0))
  ]).toString('base64');
}
const show = (data: JsonObject) => ({ output_type: 'display_data', data });
const figure = (text: string) => show({ 'image/png': text });
const html = (text: string) => show({ 'text/html': text, 'text/plain': 'x' });
const print = (text: string) => ({
  output_type: 'stream',
  name: 'stdout',
  text
});

/** The verdict of a cell that was saved with one output and now shows another. */
async function check(
  saved: JsonObject,
  now: JsonObject,
  source = '',
  calls: CallFact[] = []
) {
  const run = {
    state: null,
    cells: [{ index: 0, end: 'ok' as const, seconds: 0, outputs: [now] }]
  };
  const cell = {
    index: 0,
    source,
    executionCount: 1,
    reads: [],
    writes: [],
    calls,
    deletes: [],
    isMeantToRaise: false,
    outputs: [saved]
  };
  const pictures = await readPictures(picturesIn([saved, now]));
  const found = checkRuns([cell], run, run, pictures);
  const [{ verdict, cause }] = found.cells;
  const what = /^picture/.exec(cause?.code ?? '') ? cause?.code : verdict;
  return [what, found.verdict];
}

const slope = (x: number) => x * 4;
test.each([
  ['the same dots', png('a', 40, slope), png('b', 40, slope), 'equal'],
  [
    'another size',
    png('a', 40, slope),
    png('a', 80, x => x * 2),
    'picture-alike'
  ],
  [
    'a dot',
    png('a', 40, slope),
    png('a', 40, (x, y) => (x + y ? slope(x) : 9)),
    'picture-alike'
  ],
  [
    'the other way round',
    png('a', 40, slope),
    png('a', 40, x => slope(39 - x)),
    'picture-other'
  ],
  ['what is no picture', 'AAAA', 'BBBB', 'picture-other']
])(
  'a saved picture against one with %s',
  async (_what, saved, now, verdict) => {
    expect(await check(figure(saved), figure(now))).toEqual([verdict, 'clean']);
  }
);

const TABLE = '<table border="1"><tr><th>a</th><td>1.50</td></tr></table>';
test.each([
  [
    'markup',
    html(TABLE),
    html(`<style>b {}</style>\n${TABLE.replace(' border="1"', '')}`),
    'equal'
  ],
  ['the room of numbers', print('[ 0.  1.]'), print('[0. 1.]'), 'equal'],
  [
    'a number in a table',
    html(TABLE),
    html(TABLE.replace('1.50', '1.51')),
    'differs'
  ],
  ['a sign', print('[-1. 0.]'), print('[ 1. 0.]'), 'differs']
])(
  'another version of a library changes %s',
  async (_what, saved, now, verdict) => {
    expect((await check(saved, now))[0]).toBe(verdict);
  }
);

it('knows that a clock spoke, though both runs show the same time', async () => {
  const [saved, now] = [print('Wall time: 3 ms'), print('Wall time: 2 ms')];
  expect((await check(saved, now, '%time 1'))[0]).toBe('equal');
  expect((await check(saved, now))[0]).toBe('differs');
});

const call = (path: string): CallFact => ({
  ...{ path, keywords: [], hasArguments: false }
});
test.each([
  ['a date of long ago', 'sold 2021-03-04', 'sold 2022-05-06', 'differs'],
  ['a duration that nobody measured', 'limit 7 s', 'limit 9 s', 'differs'],
  [
    'today',
    'of 2021-03-04',
    `of ${new Date().toISOString().slice(0, 10)}`,
    'equal'
  ]
])('in a cell with a clock, %s', async (_what, saved, now, verdict) => {
  const calls = [call('time.time')];
  expect((await check(print(saved), print(now), '', calls))[0]).toBe(verdict);
});

test.each([
  ['a link', '<a href="http://a.org">go</a>'],
  [
    'the colours of a styled table',
    '<style>#T_0a1b2 { color: a.org }</style><b>1</b>'
  ]
])('holds what was saved to %s', async (_what, text) => {
  const now = html(text.replace('a.org', 'b.org'));
  expect((await check(html(text), now))[0]).toBe('differs');
});

const cell = (index: number, more: Partial<SavedCell> = {}): SavedCell => ({
  ...{ index, source: '', executionCount: 1, outputs: [] },
  ...{ reads: [], writes: [], deletes: [], calls: [], isMeantToRaise: false },
  ...more
});
const raised = (ename: string, evalue: string): CellRun => {
  const outputs = [{ output_type: 'error', ename, evalue }];
  return { index: 0, end: 'error', seconds: 0, outputs };
};
/** The one cell that raises, among others. */
function checkRaising(run: CellRun, ...cells: SavedCell[]) {
  const ran = cells.map(({ index }): CellRun =>
    index === run.index ? run : { index, end: 'ok', seconds: 0, outputs: [] }
  );
  const all = { cells: ran, state: null };
  return checkRuns(cells, all, all);
}

it('does not call clean what raises, though it raised when it was saved', () => {
  const run = raised('ModuleNotFoundError', "No module named 'x'");
  const found = checkRaising(run, cell(0, { outputs: run.outputs }));
  expect(found.verdict).toBe('differs');
  expect(found.cells[0].cause?.code).toBe('environment');
  const other = raised('ValueError', 'no');
  const { sentence } = checkRaising(other, cell(0, { outputs: other.outputs }));
  expect(sentence).toMatch(/cell 0 raises ValueError: no, as it did when/);
});

it('lets a cell raise that is meant to, whether its outputs were kept or not', () => {
  const run = raised('ValueError', 'no');
  const isMeantToRaise = true;
  const kept = cell(0, { isMeantToRaise, outputs: run.outputs });
  expect(checkRaising(run, kept).verdict).toBe('clean');
  const cleared = cell(0, { isMeantToRaise, executionCount: null });
  expect(checkRaising(run, cleared).verdict).toBe('clean');
  const says = raised('ValueError', 'yes');
  expect(checkRaising(says, kept).verdict).toBe('differs');
});

test.each([
  [[cell(1, { deletes: ['x'] })], /needs `x`, which cell 1 deletes/],
  [[cell(1, { writes: ['x'] })], /which cell 1 does not bind in every case/],
  [[], /needs `x`, whose cell is gone/]
])('names what took a name away', (above, sentence) => {
  const run = { ...raised('NameError', "name 'x' is not defined"), index: 2 };
  const found = checkRaising(run, ...above, cell(2, { reads: ['x'] }));
  expect(found.sentence).toMatch(sentence);
});

it('does not look among the cells for a name that a module lacks', () => {
  const run = raised('NameError', "name 'x' is not defined");
  const [{ cause }] = checkRaising(run, cell(0, { reads: ['f'] })).cells;
  expect(cause?.code).toBe('raises');
});

it('compares with nothing where all outputs were cleared, though counts stayed', () => {
  const cell = (index: number, outputs: JsonObject[]) => ({
    index,
    source: '',
    executionCount: index + 1,
    reads: [],
    writes: [],
    calls: [],
    deletes: [],
    isMeantToRaise: false,
    outputs
  });
  const run = {
    state: null,
    cells: [0, 1].map(index => ({
      index,
      end: 'ok' as const,
      seconds: 0,
      outputs: [print('1')]
    }))
  };
  const verdicts = (...saved: JsonObject[][]) =>
    checkRuns(
      saved.map((one, at) => cell(at, one)),
      run,
      run
    ).cells.map(({ verdict }) => verdict);
  expect(verdicts([], [])).toEqual(['not-compared', 'not-compared']);
  expect(verdicts([], [print('1')])).toEqual(['differs', 'equal']);
});
