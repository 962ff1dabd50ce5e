import type { PythonLift } from '../python/language';
import { acceptedOf, planOf, pythonLift, snapshotOf } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

describe('an intermediate value', () => {
  const code = 'folder = str(2)\nsize = len(folder)';

  it('is left behind', () => {
    const notebook = snapshotOf([code, 'print(size)']);
    const plan = acceptedOf(planOf(language, notebook, { cells: [0] }));
    expect(plan.dropped).toEqual(['folder']);
  });

  it('is kept where a definition that moves along would have to be given it', () => {
    const definition = 'def path_of(name):\n    return folder + name';
    const notebook = snapshotOf([definition, code, 'print(size)']);
    const plan = acceptedOf(planOf(language, notebook, { cells: [0, 1] }));
    expect(plan.dropped).toEqual([]);
    expect(plan.functions[0].returns).toEqual(['folder', 'size']);
  });
});
