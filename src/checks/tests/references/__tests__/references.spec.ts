import type { FileReferences } from '../../../../core/references';
import { loadReferences } from '../../../../testing/references';
import { testsInText } from '../../read';
import { TestReferences } from '..';

let read: (text: string) => FileReferences;
beforeAll(async () => {
  read = await loadReferences();
});

type Texts = { readonly [path: string]: string };

function project(texts: Texts) {
  const paths = Object.keys(texts);
  const files = new Map(paths.map(path => [path, read(texts[path])]));
  const references = new TestReferences(paths, path => files.get(path));
  const tests = paths
    .filter(path => /(^|\/)test_/.test(path))
    .flatMap(path => testsInText(path, texts[path]));
  return {
    /** Names of tests that refer to what a notebook at the root imports so. */
    of: (module: string, name: string | null): readonly string[] => {
      const symbol = references.imported('report.ipynb', module, name);
      return symbol === null
        ? ['not of the project']
        : references.testsOf(symbol, tests).map(one => one.names.join('.'));
    },
    touching: (...modules: string[]) =>
      references.touching(modules, [...new Set(tests.map(one => one.path))])
  };
}

const WORK = 'def clean(x): return x\ndef mean(x): return x\n';

test.each([
  ['from work import clean\ndef test_a(): clean(1)'],
  ['from work import clean as tidy\ndef test_a(): assert tidy(1)'],
  ['import work\ndef test_a(): work.clean(1)'],
  ['import work as w\ndef test_a(): (w\n  .clean)(1)'],
  ['from work import *\ndef test_a(): clean(1)'],
  ['def test_a():\n  from work import clean\n  clean(1)'],
  ['def test_a():\n  import work\n  work.clean(1)'],
  ['from work import clean\ndef check(x): clean(x)\ndef test_a(): check(1)'],
  ['from work import clean\nCASES = [clean(1)]\ndef test_a(): CASES'],
  ['from work import clean\nA, CASES = 1, clean(1)\ndef test_a(): CASES'],
  [
    'import work, pytest\n@pytest.fixture\ndef it(): return work.clean(1)\ndef test_a(it): it'
  ],
  [
    'import work, pytest\n@pytest.fixture(name="it")\ndef made(): return work.clean(1)\n@pytest.mark.usefixtures("it")\ndef test_a(): 0'
  ],
  [
    'import work, pytest\n@pytest.fixture(autouse=True)\ndef it(): work.clean(1)\ndef test_a(): 0'
  ],
  [
    'import work, pytest\n@pytest.mark.parametrize("f", [work.clean])\ndef test_a(f): f(1)'
  ],
  [
    'try:\n  from work import clean\nexcept ImportError:\n  clean = None\ndef test_a(): clean(1)'
  ],
  ['def setup_function():\n  import work; work.clean(1)\ndef test_a(): 0']
])('a test that refers to the function is found: %s', text => {
  const found = project({ 'work.py': WORK, 'tests/test_x.py': text });
  expect(found.of('work', 'clean')).toEqual(['test_a']);
  expect(found.of('work', 'mean')).toEqual([]);
});

test.each([
  ['from work import mean\ndef test_clean(): mean(1)'],
  ['from work import clean\ndef test_a(clean): clean(1)'],
  ['from work import clean\ndef test_a():\n  clean = 1\n  clean'],
  ['from other import clean\ndef test_a(): clean(1)'],
  ['def test_a(): "from work import clean; clean(1)"'],
  ['def test_a(x): x.clean(1)'],
  ['import os\ndef test_a(): os.clean()']
])('a test that does not is not: %s', text => {
  const found = project({
    'work.py': WORK,
    'other.py': 'def clean(x): 0',
    'tests/test_work.py': text
  });
  expect(found.of('work', 'clean')).toEqual([]);
});

test('in classes, each test has its own, what its class sets up, and helpers that it calls', () => {
  const found = project({
    'work.py': WORK,
    'test_x.py': [
      'import work, unittest',
      'class Base(unittest.TestCase):',
      '  def setUp(self): self.one = work.mean([1])',
      '  def check(self): work.clean(1)',
      'class TestA(Base):',
      '  def test_1(self): self.check()',
      '  def test_2(self): pass',
      'class TestB:',
      '  def check(self): work.clean(1)',
      '  def test_3(self): self.check()',
      '  def test_4(self): pass'
    ].join('\n')
  });
  expect(found.of('work', 'clean')).toEqual([
    'TestA.test_1',
    'TestA.test_2',
    'TestB.test_3'
  ]);
  expect(found.of('work', 'mean')).toEqual(['TestA.test_1', 'TestA.test_2']);
});

test('fixtures are those of the nearest conftest.py', () => {
  const found = project({
    'work.py': WORK,
    'conftest.py':
      'import pytest, work\n@pytest.fixture\ndef it(): return work.mean(1)',
    'tests/conftest.py':
      'import pytest, work\n@pytest.fixture\ndef it(): return work.clean(1)',
    'tests/test_x.py': 'def test_a(it): 0',
    'test_y.py': 'def test_b(it): 0'
  });
  expect(found.of('work', 'clean')).toEqual(['test_a']);
  expect(found.of('work', 'mean')).toEqual(['test_b']);
});

test('a fixture may be imported; a function of that name is none', () => {
  const found = project({
    'work.py': WORK,
    'help.py':
      'import pytest, work\n@pytest.fixture\ndef it(): return work.clean(1)',
    'test_x.py': 'from help import it\ndef test_a(it): 0',
    'test_y.py': 'from work import clean\ndef test_b(clean): 0'
  });
  expect(found.of('work', 'clean')).toEqual(['test_a']);
});

test('a function is the same whichever way it is imported', () => {
  const found = project({
    'src/pkg/__init__.py': 'from .steps import clean\nfrom .more import *',
    'src/pkg/steps.py': WORK,
    'src/pkg/more.py': 'def more(): 0',
    'tests/test_1.py': 'from pkg import clean\ndef test_1(): clean(1)',
    'tests/test_2.py': 'import pkg.steps\ndef test_2(): pkg.steps.clean(1)',
    'tests/test_3.py': 'from pkg import steps\ndef test_3(): steps.clean(1)',
    'tests/test_4.py': 'import pkg\ndef test_4(): pkg.more()',
    'tests/test_5.py': 'from pkg.more import more\ndef test_5(): more()'
  });
  expect(found.of('pkg.steps', 'clean')).toEqual([
    'test_1',
    'test_2',
    'test_3'
  ]);
  expect(found.of('pkg', 'clean')).toEqual(['test_1', 'test_2', 'test_3']);
  expect(found.of('pkg', 'more')).toEqual(['test_4', 'test_5']);
  expect(found.of('pkg.steps', null)).toEqual(['test_1', 'test_2', 'test_3']);
});

test('what is not of the project, or could be two files, is not guessed', () => {
  const found = project({
    'a/yaml.py': WORK,
    'b/yaml.py': WORK,
    'c/pkg/__init__.py': '',
    'c/pkg/json.py': WORK,
    'code/work.py': WORK,
    'tests/test_x.py': 'import yaml, json, work\ndef test_a(): yaml.clean(1)'
  });
  expect(found.of('yaml', 'clean')).toEqual(['not of the project']);
  expect(found.of('json', 'clean')).toEqual(['not of the project']);
  expect(found.of('work', 'clean')).toEqual([]);
});

test('files that import a module, through others too, and those of which that cannot be told', () => {
  const texts = {
    'work.py': 'import deep',
    'deep.py': '',
    'other.py': '',
    'sub/conftest.py': 'import work',
    'test_1.py': 'import work\ndef test_1(): 0',
    'test_2.py': 'import other\ndef test_2(): 0',
    'test_3.py': 'def test_3(m): m.patch("deep.x")',
    'test_4.py': 'import importlib\ndef test_4(m): importlib.import_module(m)',
    'test_5.py': 'def test_5(): def',
    'sub/test_6.py': 'def test_6(): 0'
  };
  expect(project(texts).touching('deep.py')).toEqual({
    paths: [
      'test_1.py',
      'test_3.py',
      'test_4.py',
      'test_5.py',
      'sub/test_6.py'
    ],
    open: ['test_4.py', 'test_5.py']
  });
});
