import type { PythonLift } from '../python/language';
import { acceptedOf, planOf, pythonLift, snapshotOf } from './harness';

let language: PythonLift;

beforeAll(async () => {
  language = await pythonLift();
});

const DOCUMENTED = 'def f(x):\n    """A\n    \n    b"""\n    return x';

test('a docstring keeps the blanks of its empty lines', () => {
  const lifted = planOf(language, snapshotOf([DOCUMENTED, 'f(1)']), {
    cells: [0]
  });
  expect(acceptedOf(lifted).files[0].after).toContain(DOCUMENTED);
});

test('a docstring that is read says what it says in the kernel', () => {
  const lifted = planOf(
    language,
    snapshotOf([DOCUMENTED, 'print(f.__doc__)']),
    { cells: [0] }
  );
  expect(acceptedOf(lifted).files[0].after).toContain('"""A\n\n    b"""');
});

test('other strings have the value that they have in the kernel', () => {
  const query = 'def f():\n    return """A\n    \n    b"""';
  const lifted = planOf(language, snapshotOf([query, 'f()']), { cells: [0] });
  expect(acceptedOf(lifted).files[0].after).toContain('"""A\n\n    b"""');
});
