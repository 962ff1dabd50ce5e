import { spawnSync } from 'child_process';
import { join } from 'path';
import fc from 'fast-check';
import type { PythonParser } from '../../parse';
import type { Flow } from '../../../facts';
import { reaching } from '../../../reaching';
import { analyzeCell } from '../cell';
import { parser } from './load';
import { statement } from './programs';

/** What CPython did, see `flow_oracle.py`. */
type Truth = {
  readonly invalid?: string;
  readonly complete: boolean;
  readonly normal: number;
  readonly exposed: readonly string[];
  readonly exposedAlways: readonly string[];
  readonly mayBind: readonly string[];
  /** Bound at some normal end. */
  readonly left: readonly string[];
  readonly mustBind: readonly string[];
  readonly mayUnbind: readonly string[];
  readonly mustUnbind: readonly string[];
};

const TRACKED = new Set('abdefgX');
/** More programs, or others, from the environment. */
const PROGRAMS = Number(process.env.FLOW_PROGRAMS ?? 150);
const SEED = Number(process.env.FLOW_SEED ?? 1);

let python: PythonParser;

beforeAll(async () => {
  python = await parser();
});

function oracle(programs: readonly string[]): readonly Truth[] {
  const done = spawnSync('python3', [join(__dirname, 'flow_oracle.py')], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: 1 << 28
  });
  if (done.status !== 0) {
    throw new Error(done.stderr);
  }
  return JSON.parse(done.stdout) as readonly Truth[];
}

/** Claims that one run of the program refutes. */
function refuted(flow: Flow, truth: Truth): string[] {
  const tracked = (names: readonly string[]): readonly string[] =>
    names.filter(name => TRACKED.has(name));
  const missing = (
    what: string,
    some: readonly string[],
    all: readonly string[]
  ): string[] =>
    tracked(some)
      .filter(name => !all.includes(name))
      .map(name => `${what}: ${name}`);
  return [
    ...missing('read but not exposed', truth.exposed, flow.exposed),
    ...missing('bound but not mayBind', truth.mayBind, flow.mayBind),
    ...missing('unbound but not mayUnbind', truth.mayUnbind, flow.mayUnbind),
    ...(truth.normal === 0
      ? []
      : [
          ...missing(
            'not always read',
            flow.exposedAlways,
            truth.exposedAlways
          ),
          ...missing('not always bound', flow.mustBind, truth.mustBind),
          ...missing('not always unbound', flow.mustUnbind, truth.mustUnbind)
        ])
  ];
}

test('no run under CPython refutes the flow of a statement', () => {
  const programs = fc.sample(statement, { numRuns: PROGRAMS, seed: SEED });
  const wrong: string[] = [];
  oracle(programs).forEach((truth, at) => {
    if (truth.invalid === undefined) {
      const { statements } = analyzeCell(python, programs[at]);
      const found = refuted(statements[0].flow, truth);
      if (found.length > 0) {
        wrong.push([programs[at], ...found].join('\n'));
      }
    }
  });
  expect(wrong).toEqual([]);
});

test('nor what a whole cell takes from before it and leaves', () => {
  const cells = fc.sample(
    fc
      .array(statement, { minLength: 2, maxLength: 4 })
      .map(all => all.join('\n')),
    { numRuns: PROGRAMS / 2, seed: SEED }
  );
  const wrong: string[] = [];
  oracle(cells).forEach((truth, at) => {
    if (truth.invalid === undefined) {
      const { statements } = analyzeCell(python, cells[at]);
      const { reads, bound } = reaching(statements);
      const left = [
        ...bound,
        ...statements.flatMap(one => one.flow.globalWrites)
      ];
      const missing = [
        ...truth.exposed.filter(name => !reads.includes(name)),
        ...truth.left.filter(name => !left.includes(name))
      ];
      if (missing.length > 0) {
        wrong.push(`${cells[at]}\n${missing.join()}`);
      }
    }
  });
  expect(wrong).toEqual([]);
});
