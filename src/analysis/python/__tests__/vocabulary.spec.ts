import { execFileSync } from 'child_process';

import { MODULE_ATTRIBUTES, PYTHON_BUILTINS } from '../builtins';
import { STDLIB_MODULES, isStdlib } from '../stdlib';

function python(code: string): string[] {
  return execFileSync('python3', ['-c', code], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
}

describe('what Python itself names', () => {
  it('knows every builtin of the interpreter at hand', () => {
    const constants = ['None', 'True', 'False'];
    const names = python('print(*dir(__builtins__))');
    const unknown = names.filter(
      name =>
        !PYTHON_BUILTINS.has(name) &&
        !MODULE_ATTRIBUTES.has(name) &&
        !constants.includes(name)
    );
    expect(unknown).toEqual([]);
  });

  it('knows every module of the standard library at hand', () => {
    const names = python('import sys; print(*sys.stdlib_module_names)');
    expect(names.filter(name => !STDLIB_MODULES.has(name))).toEqual([]);
  });

  it('goes by the first part of a dotted name', () => {
    expect(isStdlib('os.path')).toBe(true);
    expect(isStdlib('numpy.random')).toBe(false);
    expect(isStdlib('')).toBe(false);
  });
});
