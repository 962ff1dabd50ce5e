import type { PythonLift } from '../python/language';
import type { Plan, ProjectFacts } from '../types';
import { planOf, pythonLift, snapshotOf, sourcesAfter } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

const CELLS = ['x = 2', 'y = x + 1\nz = y * 2', 'print(y, z)'];

function lift(
  cells: readonly string[],
  choice: { cells?: number[]; name?: string } = {},
  project: Partial<ProjectFacts> = {}
): Plan {
  const result = planOf(
    language,
    snapshotOf(cells),
    { cells: [1], ...choice },
    project
  );
  if (!result.ok) {
    throw new Error(result.refusals[0].message);
  }
  return result.plan;
}

/** The module after a lift of the cells. */
function moduleOf(...args: Parameters<typeof lift>): string {
  return lift(...args).files[0].after;
}

const NAME = 'compute_y_and_z';

describe('a function that stands in the module', () => {
  it('is imported when it is lifted again from a copy of the notebook', () => {
    const module = moduleOf(CELLS);
    const again = lift(CELLS, {}, { module });
    expect(again.functions.map(one => one.name)).toEqual([NAME]);
    expect(again.files[0].after).toBe(module);
    expect(sourcesAfter(snapshotOf(CELLS), again)[1]).toBe(
      `from lib import ${NAME}\ny, z = ${NAME}(x)`
    );
  });

  it.each([`"""Mine."""`, `"""Mine.\n\n    More."""`, ``])(
    'is the same with another docstring: %s',
    docstring => {
      const made = moduleOf(CELLS);
      const module = made.replace(/(?<=^ {4})"""[^]*?"""/m, docstring);
      expect(module).not.toBe(made);
      for (const name of [undefined, NAME]) {
        const { files, functions } = lift(CELLS, { name }, { module });
        expect(functions[0].name).toBe(NAME);
        expect(files[0].after).toBe(module);
      }
    }
  );

  it.each([
    ['another body', (text: string) => text.replace('x + 1', 'x + 2')],
    ['another parameter', (text: string) => text.replace('(x)', '(x, k=1)')],
    [
      'another result',
      (text: string) => text.replace('return y, z', 'return z, y')
    ],
    ['a decorator', (text: string) => text.replace('def ', '@cache\ndef ')],
    [
      'a string that is used',
      (text: string) => text.replace(/"""(?=\n {4}y)/, '""".strip()')
    ],
    [
      'a second definition',
      (text: string) => `${text}\n\ndef ${NAME}():\n    pass\n`
    ],
    ['a change from outside', (text: string) => `${text}\n\n${NAME}.n = 1\n`]
  ])('is another with %s', (_what, change) => {
    const module = change(moduleOf(CELLS));
    expect(module).not.toBe(moduleOf(CELLS));
    const { functions, files } = lift(CELLS, {}, { module });
    expect(functions[0].name).toBe(`${NAME}_2`);
    expect(files[0].after).toContain(`def ${NAME}_2(x):`);
  });

  it('is not taken where the notebook means something else by the name', () => {
    const module = moduleOf(CELLS);
    const cells = [...CELLS, `${NAME} = 1`];
    const { functions } = lift(cells, {}, { module });
    expect(functions[0].name).toBe(`${NAME}_2`);
  });

  it('is found under a number, each once', () => {
    const cells = [...CELLS, 'y = x + 5\nz = y * 2', 'print(y, z)'];
    const choice = { cells: [1, 3] };
    const module = moduleOf(cells, choice);
    const again = lift(cells, choice, { module });
    expect(again.functions.map(one => one.name)).toEqual([NAME, `${NAME}_2`]);
    expect(again.files[0].after).toBe(module);
    const second = lift(cells, { cells: [3] }, { module });
    expect(second.functions.map(one => one.name)).toEqual([`${NAME}_2`]);
  });

  it('is refused where what it reads means something else there', () => {
    const cells = [
      'import numpy as np\nx = 2',
      'y = np.abs(x)\nz = y * 2',
      'print(y, z)'
    ];
    const module = moduleOf(cells).replace('numpy', 'cupy');
    const result = planOf(
      language,
      snapshotOf(cells),
      { cells: [1] },
      { module }
    );
    expect(result).toMatchObject({ refusals: [{ code: 'import-conflict' }] });
  });
});
