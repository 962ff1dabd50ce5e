import { TestBook } from '../book';
import { countsOf } from '../counts';
import type { TestEvent } from '../events';
import { testsInText } from '../read';
import { rowsOf } from '../rows';

const all = { filter: '', toggled: new Set<string>() };
const item = (id: string, line = 1, parameters: string | null = null) => {
  const [path, ...names] = id.replace(/\[.*/, '').split('::');
  return [id, path, line, names, parameters] as const;
};
const end = (id: string, o: 'passed' | 'failed' = 'passed'): TestEvent => ({
  ...{ e: 'end', id, o, d: 0.5 },
  message: o === 'failed' ? 'assert 1 == 2\nmore' : ''
});
const sources = (files: { [path: string]: string | null }): TestEvent => ({
  e: 'sources',
  files
});
const done: TestEvent = {
  ...{ e: 'done', code: 0, cancelled: false, killed: false },
  ...{ seconds: 1, text: '' }
};

let book: TestBook;
const run = (whole: boolean, ...events: TestEvent[]) => {
  const one = book.begin(whole ? null : new Set());
  book.hear(one, events);
  book.end(one, whole);
};
const ids = () => book.cases.all.map(({ id }) => id);

beforeEach(() => {
  book = new TestBook();
  book.read('a.py', testsInText('a.py', 'def test_1(): 0\ndef test_2(): 0'));
});

test('what the runner finds takes the place of what the text says', () => {
  run(
    true,
    {
      e: 'items',
      items: [item('a.py::test_1[x]', 1, 'x'), item('a.py::test_1[y]', 1, 'y')]
    },
    { e: 'collected', total: 2 }
  );
  expect(ids()).toEqual(['a.py::test_1[x]', 'a.py::test_1[y]']);
});

test('a part that was found leaves the rest; a file that cannot be read keeps its tests', () => {
  run(false, { e: 'items', items: [item('a.py::test_1[x]', 1, 'x')] });
  expect(ids()).toEqual(['a.py::test_1[x]', 'a.py::test_2']);
  const error = { id: 'a.py', path: 'a.py', message: 'no', text: 'no' };
  run(true, { e: 'collecterror', ...error }, { e: 'collected', total: 0 });
  expect(ids()).toEqual(['a.py::test_1[x]', 'a.py::test_2']);
  expect(rowsOf(book, all)[0]).toMatchObject({
    kind: 'error',
    state: 'not collected',
    message: 'no'
  });
  run(true, { e: 'items', items: [item('a.py::test_2')] });
  expect(book.errors).toEqual([]);
});

test('an edited text adds and removes functions, and keeps what only the runner knows', () => {
  run(false, {
    e: 'items',
    items: [item('a.py::test_1[x]', 1, 'x'), item('a.py::test_made')]
  });
  book.read('a.py', testsInText('a.py', 'def test_2(): 0\ndef test_3(): 0'));
  expect(ids().sort()).toEqual([
    'a.py::test_2',
    'a.py::test_3',
    'a.py::test_made'
  ]);
  book.read('a.py', []);
  expect(ids()).toEqual(['a.py::test_made']);
});

test('a tree of file, class, function and parameters, with what is below in a row', () => {
  run(
    true,
    {
      e: 'items',
      items: [
        item('a.py::TestX::test_1[x::y]', 2, 'x::y'),
        item('a.py::TestX::test_1[z]', 2, 'z'),
        item('a.py::test_2', 9)
      ]
    },
    end('a.py::TestX::test_1[x::y]', 'failed'),
    end('a.py::test_2')
  );
  expect(
    rowsOf(book, all).map(({ kind, level, label, state, counts }) => [
      kind,
      level,
      label,
      state,
      counts?.bad ?? null
    ])
  ).toEqual([
    ['file', 1, 'a.py', 'failed', 1],
    ['class', 2, 'TestX', 'failed', 1],
    ['function', 3, 'test_1', 'failed', 1],
    ['test', 4, 'x::y', 'failed', null],
    ['test', 4, 'z', 'not run', null],
    ['test', 2, 'test_2', 'passed', null]
  ]);
  const rows = rowsOf(book, { ...all, filter: 'failed test_1' });
  expect(rows.filter(({ kind }) => kind === 'test')).toHaveLength(1);
  expect(rows[3]).toMatchObject({
    message: 'assert 1 == 2',
    position: 1,
    size: 1
  });
});

test('what newly fails stands first, when the run is over and not before', () => {
  run(false, end('a.py::test_1'), end('a.py::test_2'));
  const labels = () => rowsOf(book, all).map(({ label }) => label);
  const one = book.begin(null);
  book.hear(one, [end('a.py::test_1'), end('a.py::test_2', 'failed')]);
  expect(labels()).toEqual(['a.py', 'test_1', 'test_2']);
  book.end(one, false);
  expect(labels()).toEqual(['a.py', 'test_2', 'test_1']);
  run(false, end('a.py::test_2', 'failed'));
  expect(labels()).toEqual(['a.py', 'test_1', 'test_2']);
});

test('a test that crashed or took too long has failed; one that runs says so', () => {
  const one = book.begin(null);
  book.hear(one, [{ e: 'run', id: 'a.py::test_1' }]);
  expect(book.stateOf('a.py::test_1')).toBe('running');
  book.hear(one, [
    { e: 'crash', id: 'a.py::test_1', path: null, code: -11, text: 'Fatal' },
    { e: 'timeout', id: 'a.py::test_2', seconds: 3 }
  ]);
  book.end(one, false);
  expect(book.resultOf('a.py::test_1')).toMatchObject({
    outcome: 'crashed',
    text: 'Fatal'
  });
  expect(countsOf(book)).toMatchObject({ failed: 2, bad: 2, notRun: 0 });
  expect(rowsOf(book, all).every(({ isNew }) => isNew)).toBe(true);
});

test('a run that was lost leaves nothing running', () => {
  const one = book.begin(null);
  book.hear(one, [{ e: 'run', id: 'a.py::test_1' }]);
  book.end(one, false);
  expect(book.stateOf('a.py::test_1')).toBe('not run');
});

describe('results of other sources are old', () => {
  const items: TestEvent = {
    e: 'items',
    items: [item('a.py::test_1'), item('b.py::test_1')]
  };
  const results = [end('a.py::test_1'), end('b.py::test_1')];
  const files = { 'a.py': '1', 'b.py': '1', 'lib.py': '1', 'x.csv': null };
  const stale = () =>
    ['a.py::test_1', 'b.py::test_1'].filter(id => book.isStale(id));

  test('all of them where a module, data or a file that was not there changes', () => {
    for (const path of ['lib.py', 'x.csv']) {
      run(true, items, sources(files), ...results, done);
      expect(stale()).toEqual([]);
      book.learn({ [path]: '2' });
      expect(stale()).toHaveLength(2);
    }
    expect(countsOf(book)).toMatchObject({ passed: 0, stale: 2 });
  });

  test('some only, where the run said for which a file counts', () => {
    const parts: TestEvent = {
      ...{ e: 'parts', tests: ['a.py', 'b.py'] },
      files: { 'b.py': [1], 'lib.py': [0] }
    };
    run(true, items, sources(files), ...results, parts, done);
    book.learn({ 'b.py': '2' });
    expect(stale()).toEqual(['b.py::test_1']);
    book.learn({ 'b.py': '1', 'lib.py': '2' });
    expect(stale()).toEqual(['a.py::test_1']);
  });

  test('all where the run did not get so far as to say', () => {
    run(true, items, sources(files), ...results);
    book.learn({ 'b.py': '3' });
    expect(stale()).toHaveLength(2);
  });

  test('not where the file is as it was again, or the tests wrote it themselves', () => {
    run(true, items, sources(files), ...results, done);
    book.learn({ 'lib.py': '2' });
    book.learn({ 'lib.py': '1' });
    expect(stale()).toEqual([]);
    const own: TestEvent = { e: 'sources', files: { 'x.csv': false } };
    run(true, items, sources({ 'x.csv': '1' }), own, ...results, done);
    book.learn({ 'x.csv': '5' });
    expect(stale()).toEqual([]);
  });

  test('a file that was edited while the tests ran makes them old', () => {
    run(true, items, sources({ 'lib.py': '1' }), ...results, done);
    expect(book.watched()).toEqual({ 'lib.py': '1' });
    book.learn({ 'lib.py': '2' });
    run(false, sources({ 'lib.py': '2' }), end('a.py::test_1'), done);
    expect(stale()).toEqual(['b.py::test_1']);
    expect(book.watched()).toEqual({ 'lib.py': '2' });
  });
});

test('two thousand tests are rows of files until they are looked for', () => {
  const items = Array.from({ length: 2000 }, (_, at) =>
    item(`f${at % 40}.py::TestX::test_${at}`, at)
  );
  run(true, { e: 'items', items }, ...items.map(([id]) => end(id)));
  expect(rowsOf(book, { ...all, filter: 'test_' })).toHaveLength(2080);
  expect(rowsOf(book, all)).toHaveLength(40);
});
