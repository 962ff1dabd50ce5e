import type { PythonLift } from '../python/language';
import {
  acceptedOf,
  planOf,
  pythonLift,
  snapshotOf,
  sourcesAfter
} from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

/** The module and the first cell after a lift of a cell. */
function lifted(cell: string): readonly string[] {
  const snapshot = snapshotOf([cell, 'print(total)']);
  const plan = acceptedOf(planOf(language, snapshot, { cells: [0] }));
  return [plan.files[0].after, sourcesAfter(snapshot, plan)[0]];
}

describe('the comment of an import', () => {
  const comment = '# decimals, not floats';

  it('stays where the import goes to the top of the module', () => {
    const [module, cell] = lifted(
      `n = 2\n${comment}\nimport decimal\ntotal = decimal.Decimal(n)`
    );
    expect(module).not.toContain(comment);
    expect(cell).toContain(comment);
  });

  it('goes with an import that keeps its place in the function', () => {
    const [module, cell] = lifted(
      `n = int(input())\n${comment}\nimport decimal\ntotal = decimal.Decimal(n)`
    );
    expect(module).toContain(`    ${comment}\n    import decimal`);
    expect(cell).not.toContain(comment);
  });
});
