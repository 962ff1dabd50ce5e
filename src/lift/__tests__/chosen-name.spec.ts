import type { PythonLift } from '../python/language';
import { planOf, pythonLift, snapshotOf } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

/** The detail of the refusal, `null` where the name is accepted. */
function whatSpeaksAgainst(name: string, ...more: string[]): string | null {
  const notebook = snapshotOf(['n = 3', 'total = n * 2', 'total', ...more]);
  const result = planOf(language, notebook, { cells: [1], name });
  return result.ok ? null : (result.refusals[0].data?.detail ?? '');
}

describe('a chosen name', () => {
  it.each(['_', '__', '___', '_1', '_i', '_ii', '_i12', '_oh', 'In', 'Out'])(
    'is not one of the kernel’s history: %s',
    name => {
      expect(whatSpeaksAgainst(name)).toMatch(/kernel/);
    }
  );

  it.each(['display', 'get_ipython'])('is not the kernel’s %s', name => {
    expect(whatSpeaksAgainst(name)).toMatch(/kernel/);
  });

  it.each(['exit', 'quit', 'open', 'sum'])('is no builtin: %s', name => {
    expect(whatSpeaksAgainst(name)).toMatch(/builtin/);
  });

  it.each(['__init__', '__all__', '__own__'])(
    'is none that Python keeps: %s',
    name => {
      expect(whatSpeaksAgainst(name)).toMatch(/Python/);
    }
  );

  it.each([
    ['a star import may bring', 'from math import *\nsqrt(4)', 'sqrt'],
    ['a shell line takes from the notebook', '!echo $size', 'size'],
    ['an alias of something else', 'from lib import total as tidy', 'tidy'],
    ['the module itself', 'import lib', 'lib']
  ])('is not what %s', (_what, cell, name) => {
    expect(whatSpeaksAgainst(name, cell)).toMatch(/the notebook/);
  });

  it('may be that of the lifted function which the notebook imports', () => {
    expect(whatSpeaksAgainst('tidy', 'from lib import tidy')).toBeNull();
    expect(whatSpeaksAgainst('_tidy')).toBeNull();
    expect(whatSpeaksAgainst('__tidy')).toBeNull();
  });
});
