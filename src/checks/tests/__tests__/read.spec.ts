import { testsInText } from '../read';
import { wordsOf } from '../words';

const ids = (text: string) => testsInText('t.py', text).map(({ id }) => id);

test('functions and methods whose name begins with test', () => {
  const text = `
def helper(): pass
def test_a(): pass
async def test_b(): pass
class TestX(Base):
    def setup_method(self): pass
    @mark
    def test_c(self): pass
    class TestInner:
        def test_d(self): pass
class Other:
    def test_no(self): pass
class Cases(unittest.TestCase):
    def test_e(self): pass
if True:
    def test_f(): pass
`;
  expect(ids(text)).toEqual([
    't.py::test_a',
    't.py::test_b',
    't.py::TestX::test_c',
    't.py::TestX::TestInner::test_d',
    't.py::Cases::test_e',
    't.py::test_f'
  ]);
  expect(testsInText('t.py', text)[0].line).toBe(3);
});

test('what stands in strings, comments and functions is no test', () => {
  expect(
    ids(
      `"""\ndef test_a(): pass\n"""\n# def test_b\nX = "'''"\ndef test_c():\n    def test_d(): pass\nY = '''\ndef test_e(): pass\n`
    )
  ).toEqual(['t.py::test_c']);
});

test('names in any script, lines of any kind, tabs', () => {
  expect(ids('class TestÄ:\r\n\tdef test_ö(self): pass\r\n')).toEqual([
    't.py::TestÄ::test_ö'
  ]);
});

test.each([
  ['-k "a or b" -m slow', ['-k', 'a or b', '-m', 'slow']],
  ["--x='a b' c\\ d", ['--x=a b', 'c d']],
  ['"open', ['open']],
  ['  ', []],
  ['"a \\" b" \'c \\ d\'', ['a " b', 'c \\ d']]
])('a command line is split as a shell does: %s', (line, words) => {
  expect(wordsOf(line)).toEqual(words);
});
