import { cautionsOf } from '../cautions';

const kinds = (source: string) =>
  cautionsOf([
    {
      index: 4,
      source,
      executionCount: null,
      reads: [],
      writes: [],
      deletes: [],
      calls: []
    }
  ]).map(({ kind }) => kind);

test.each([
  ['!ls', ['shell']],
  ['files = !ls', ['shell']],
  ['%pip install x', ['shell']],
  ['%%bash\nls', ['shell']],
  ["os.system('ls')", ['shell']],
  ["pd.read_csv('https://a.b/c.csv')", ['network']],
  ['requests.get(url)', ['network']],
  ['con = sqlite3.connect(path)', ['database']],
  ['%sql select 1', ['database']],
  ["open('a.txt', 'w').write('x')", ['files']],
  ["df.to_csv('a.csv')", ['files']],
  ["plt.savefig('a.png')", ['files']],
  ["df = pd.read_csv('a.csv')\nprint(df != 1)", []],
  ["# !ls\nopen('a.txt').read()", []]
])('%j', (source, expected) => {
  expect(kinds(source)).toEqual(expected);
});

test('names the cell and the line', () => {
  const source = 'x = 1\n  !rm  -r data  \n!ls';
  const [caution, ...more] = cautionsOf([
    {
      index: 4,
      source,
      executionCount: null,
      reads: [],
      writes: [],
      deletes: [],
      calls: []
    }
  ]);
  expect(caution).toEqual({ kind: 'shell', cell: 4, line: '!rm  -r data' });
  expect(more).toEqual([]);
});
