import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../../core/snapshot';
import { passesFunction, shownFailure } from '../recording/traceback';

const PYTHON = resolve(__dirname, '../../../.venv/bin/python');
const MODULE = `import json


class Trip:
    def rate(self, time):
        return [1 / one for one in [time]]


def inner(time):
    try:
        return Trip().rate(time)
    except ZeroDivisionError as error:
        raise ValueError('File "steps.py", line 1, in wrong\\n  File x.py:3, in wrong') from error


def outer(time):
    return list(map(lambda one: inner(one), [time]))


def again(n):
    return again(n - 1) if n else 1 / n


def parse(text):
    return json.loads(text)
`;
/** Runs cells in IPython and prints their error outputs as a kernel sends them. */
const RUN = `
import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
sys.path.insert(0, sys.argv[1])
outputs = []
shell._showtraceback = lambda kind, value, lines: outputs.append(
    {"output_type": "error", "ename": kind.__name__, "evalue": str(value), "traceback": lines})
for cell in json.loads(sys.argv[2]):
    shell.run_cell(cell)
sys.__stdout__.write("\\n" + json.dumps(outputs))
`;
const MODULES = ['pkg/steps.py', 'steps.py', 'other.py'];

let root: string;
let outputs: JsonObject[];
const names = (output: JsonObject) =>
  shownFailure({ index: 1, outputs: [output] }, 'project', MODULES)?.frames.map(
    ({ file, line, name, canCall }) => [file, line, name, canCall]
  );

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lift-traceback-'));
  const folder = join(root, 'project', 'pkg');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'steps.py'), MODULE);
  const cells = [
    'from steps import outer, again, parse\nouter(0)',
    'again(30)',
    'parse("{")',
    '1 / 0',
    '%xmode Plain\nouter(0)'
  ];
  const said = execFileSync(
    PYTHON,
    ['-c', RUN, folder, JSON.stringify(cells)],
    { encoding: 'utf8', env: { ...process.env, IPYTHONDIR: root } }
  );
  outputs = JSON.parse(said.split('\n').pop() ?? '') as JsonObject[];
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('finds the functions of the exception that ended the cell, the innermost first, not those of its cause', () => {
  expect(names(outputs[0])).toEqual([
    ['pkg/steps.py', 13, 'inner', true],
    ['pkg/steps.py', 17, 'outer.<locals>.<lambda>', false],
    ['pkg/steps.py', 17, 'outer', true]
  ]);
  expect(names(outputs[4])?.map(([, , name]) => name)).toEqual([
    'inner',
    '<lambda>',
    'outer'
  ]);
});

it('takes a function that calls itself once, and what is installed not at all', () => {
  expect(names(outputs[1])).toEqual([['pkg/steps.py', 21, 'again', true]]);
  expect(names(outputs[2])).toEqual([['pkg/steps.py', 25, 'parse', true]]);
});

it('knows a cell that fails by itself', () => {
  expect(outputs.map(passesFunction)).toEqual([true, true, true, false, true]);
  expect(names(outputs[3])).toEqual([]);
  expect(shownFailure({ index: 1, outputs: [] }, '', MODULES)).toBeNull();
  expect(passesFunction({ output_type: 'stream', text: 'x' })).toBe(false);
});

it('reads the tracebacks of IPython 7', () => {
  const traceback = [
    '\u001b[0;31m-----\u001b[0m',
    '\u001b[0;31mZeroDivisionError\u001b[0m    Traceback (most recent call last)',
    '\u001b[0;32m<ipython-input-2-5b1b>\u001b[0m in \u001b[0;36m<module>\u001b[0;34m\u001b[0m\n\u001b[0;32m----> 1\u001b[0;31m \u001b[0mf\u001b[0m(0)',
    '\u001b[0;32m~/a b/project/other.py\u001b[0m in \u001b[0;36mrate\u001b[0;34m(way, time)\u001b[0m\n\u001b[1;32m      1\u001b[0m def rate(way, time):\n\u001b[0;32m----> 2\u001b[0;31m     return way / time',
    '\u001b[0;31mZeroDivisionError\u001b[0m: division by zero'
  ];
  const output = { output_type: 'error', ename: 'E', evalue: 'x', traceback };
  expect(names(output)).toEqual([['other.py', 2, 'rate', true]]);
});
