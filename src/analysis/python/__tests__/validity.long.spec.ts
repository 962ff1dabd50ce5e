import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { Interpreter } from '../scopes/__tests__/interpreters';
import {
  interpreters,
  missingVersions
} from '../scopes/__tests__/interpreters';
import { moduleScan } from '../scan';
import { problemsOf } from './problems';

const SCRIPT = join(__dirname, 'fixtures', 'list_library.py');

/** The files of its library that the interpreter compiles, installed packages too. */
function compiled({ path }: Interpreter): string[] {
  const { stdout } = spawnSync(path, [SCRIPT], {
    encoding: 'utf-8',
    maxBuffer: 1 << 27
  });
  return stdout.split('\n').filter(Boolean);
}

for (const version of missingVersions()) {
  // Not every machine has every Python; the sum counts what was not compared.
  // eslint-disable-next-line no-restricted-syntax
  test.skip(`the files of ${version}, which is not installed`, () => undefined);
}

test.each(interpreters())(
  'no file that Python $version compiles has a problem',
  interpreter => {
    const files = compiled(interpreter);
    const faults = files.flatMap(file => {
      const source = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
      const found = problemsOf(source, moduleScan(source), 'module');
      return found.map(({ line, message }) => `${file}:${line} ${message}`);
    });
    expect(faults).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  },
  1_800_000
);
