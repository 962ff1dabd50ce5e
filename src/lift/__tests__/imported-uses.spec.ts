import { analyzeNotebook } from '../analyze-notebook';
import { importedUses, type ImportedUse } from '../imported-uses';
import type { PythonLift } from '../python/language';
import { pythonLift, snapshotOf } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

const usesOf = (...texts: string[]): ImportedUse[] =>
  importedUses(analyzeNotebook(snapshotOf(texts), language));

test('functions are found by the module that has them, called or handed on', () => {
  expect(
    usesOf(
      'from steps import clean as tidy, fix\nimport pkg.more as more, pkg.other',
      'rows = [fix(row) for row in tidy(raw)]',
      'list(map(fix, rows)); more.plot(rows)',
      'pkg.other.save(rows)'
    )
  ).toEqual([
    { module: 'steps', name: 'fix', cells: [1, 2] },
    { module: 'steps', name: 'clean', cells: [1] },
    { module: 'pkg.more', name: 'plot', cells: [2] },
    { module: 'pkg.other', name: 'save', cells: [3] }
  ]);
});

test('an import alone is no use, nor is the method of a value', () => {
  expect(usesOf('from steps import clean', 'df.clean()')).toEqual([]);
});
