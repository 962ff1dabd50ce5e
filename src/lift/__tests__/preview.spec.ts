import { preview } from '../preview';
import type { CellChange, CellDraft, Plan } from '../types';
import { snapshotOf } from './harness';

const draft = (source: string): CellDraft => ({
  source,
  metadata: {},
  outputs: [],
  executionCount: null,
  id: null
});
const change = (
  index: number,
  action: CellChange['action'],
  ...sources: string[]
): CellChange => ({ index, action, inserted: sources.map(draft), id: null });

function rowsOf(plan: Partial<Plan>, sources: readonly string[] = []) {
  return preview(
    { files: [], cells: [], ...plan } as Plan,
    snapshotOf(sources)
  );
}
const short = (lines: readonly { kind: string; text: string }[]) =>
  lines.map(({ kind, text }) => `${kind} ${text}`.trim());

test('a new file is all added, with its line numbers', () => {
  const [file] = rowsOf({
    files: [{ path: 'a.py', before: null, after: 'x = 1\ny = 2\n' }]
  }).files;
  expect(file).toMatchObject({
    path: 'a.py',
    isNew: true,
    added: 2,
    removed: 0
  });
  expect(file.lines).toEqual([
    { kind: 'added', text: 'x = 1', before: null, after: 1 },
    { kind: 'added', text: 'y = 2', before: null, after: 2 }
  ]);
});

test('a changed file shows three lines around each change, and where lines are left out', () => {
  const before = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);
  const after = before.map((line, at) =>
    at === 4 || at === 24 ? `${line}!` : line
  );
  const [file] = rowsOf({
    files: [
      {
        path: 'a.py',
        before: before.join('\n'),
        after: `${after.join('\r\n')}\r\n`
      }
    ]
  }).files;
  expect(file).toMatchObject({ isNew: false, added: 2, removed: 2 });
  expect(short(file.lines)).toEqual([
    ...[
      'same line 2',
      'same line 3',
      'same line 4',
      'removed line 5',
      'added line 5!'
    ],
    ...['same line 6', 'same line 7', 'same line 8', 'gap'],
    ...[
      'same line 22',
      'same line 23',
      'same line 24',
      'removed line 25',
      'added line 25!'
    ],
    ...['same line 26', 'same line 27', 'same line 28']
  ]);
});

test('cells show what goes and what comes; untouched ones are left out', () => {
  const { cells } = rowsOf(
    {
      cells: [
        change(0, 'kept'),
        change(1, 'replaced', 'from m import f', 'y = f(x)'),
        change(2, 'removed'),
        change(3, 'kept', '%autoreload 2'),
        change(4, 'changed', 'a\nc')
      ]
    },
    ['x', 'y = x\ny += 1', 'z', 'k', 'a\nb\nc']
  );
  expect(cells.map(({ index, action }) => [index, action])).toEqual([
    [1, 'replaced'],
    [2, 'removed'],
    [3, 'kept'],
    [4, 'changed']
  ]);
  expect(short(cells[0].lines)).toEqual([
    'removed y = x',
    'removed y += 1',
    'added from m import f',
    'cell',
    'added y = f(x)'
  ]);
  expect(cells[0]).toMatchObject({ added: 2, removed: 2 });
  expect(short(cells[1].lines)).toEqual(['removed z']);
  expect(short(cells[2].lines)).toEqual(['added %autoreload 2']);
  expect(short(cells[3].lines)).toEqual(['same a', 'removed b', 'same c']);
});
