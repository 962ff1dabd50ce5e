import type { PythonLift } from '../python/language';
import { acceptedOf, planOf, pythonLift, snapshotOf } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

/** Plans a lift of code below the import of a function that was lifted before. */
function lift(code: string) {
  const notebook = snapshotOf(['from lib import half\nn = input()', code]);
  const module = 'def half(x):\n    return x / 2\n';
  return planOf(language, notebook, { cells: [1] }, { module });
}

describe('the call of a lifted function', () => {
  it.each(['half(3)', 'r = half(n)', 'a, (b, *c) = half(n)'])(
    'is not lifted once more: %s',
    code => {
      expect(lift(code)).toMatchObject({
        ok: false,
        refusals: [{ code: 'nothing-to-lift' }]
      });
    }
  );

  it.each(['r = 2 * n + half(3)', 'for i in n:\n    half(i)', 'if n: half(n)'])(
    'is lifted with the work around it: %s',
    code => {
      const { functions } = acceptedOf(lift(code));
      expect(functions).toHaveLength(1);
    }
  );
});
