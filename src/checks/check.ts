import type { CellRun, Run } from '../core/run';
import type { JsonObject } from '../core/snapshot';
import { chanceCause, failureCause, staleCause } from './causes';
import type { CellCode } from './code';
import type { Leniency } from './compare/compare';
import { difference, EXACT } from './compare/compare';
import { itemsOf } from './compare/items';
import type { CellResult, CheckResult, Verdict } from './verdict';

/** A code cell as it was saved. */
export type SavedCell = CellCode & { readonly outputs: readonly JsonObject[] };

/** Two runs of one notebook agree: errors word for word. */
const ALIKE: Leniency = { ...EXACT, errorText: false };
/** Times and rounding do not count where two runs of the same code differ by them. */
const LENIENT: Leniency = { relative: 1e-7, noise: true, errorText: true };
/** What was saved may come from another machine. */
const SAVED: Leniency = { relative: 1e-7, noise: false, errorText: false };

/**
 * Does the notebook run clean, twice, and say what it says? From what is saved and two runs in kernels of their
 * own. Where the two runs agree and the saved output is another, it is stale; where they differ, chance is at work.
 */
export function checkRuns(
  cells: readonly SavedCell[],
  first: Run,
  second: Run
): CheckResult {
  const results = cells.map((cell, at) =>
    checkCell(cells, cell, first.cells[at], second.cells[at])
  );
  const verdict = verdictOf(results);
  return { verdict, sentence: sentenceOf(verdict, results), cells: results };
}

function checkCell(
  cells: readonly SavedCell[],
  cell: SavedCell,
  first: CellRun,
  second: CellRun
): CellResult {
  const { index } = cell;
  const failed = [first, second].find(run => !ranAsSaved(cell, run));
  if (failed) {
    const verdict = failed.end === 'not-run' ? 'not-run' : 'error';
    return { index, verdict, cause: failureCause(cells, failed) };
  }
  const [saved, one, other] = [cell, first, second].map(({ outputs }) =>
    itemsOf(outputs)
  );
  const between = difference(one, other, ALIKE);
  if (between && difference(one, other, LENIENT)) {
    return {
      index,
      verdict: 'nondeterministic',
      cause: chanceCause(cells, index, between)
    };
  }
  if (
    cell.outputs.length === 0 &&
    cell.executionCount === null &&
    one.length > 0
  ) {
    const message = 'it has no saved output to compare with';
    return {
      index,
      verdict: 'not-compared',
      cause: { code: 'no-saved-output', message }
    };
  }
  const stale = difference(saved, one, between ? LENIENT : SAVED);
  return stale
    ? { index, verdict: 'differs', cause: staleCause(cells, index, stale) }
    : { index, verdict: 'equal', cause: null };
}

/** It ended well, or in the error that it is known for. */
function ranAsSaved(
  { outputs }: SavedCell,
  { end, outputs: ran }: CellRun
): boolean {
  const raised = (list: readonly JsonObject[]): unknown =>
    list.find(one => one.output_type === 'error')?.ename;
  return end === 'ok' || (end === 'error' && raised(outputs) === raised(ran));
}

function verdictOf(results: readonly CellResult[]): Verdict {
  const causes = results.map(({ cause }) => cause?.code);
  if (causes.some(code => code === 'timeout' || code === 'kernel-died')) {
    return 'unverified';
  }
  const bad = results.some(
    ({ verdict }) => !/^(equal|not-compared)$/.test(verdict)
  );
  return bad ? 'differs' : 'clean';
}

function sentenceOf(verdict: Verdict, results: readonly CellResult[]): string {
  const of = (kind: CellResult['verdict']): CellResult[] =>
    results.filter(one => one.verdict === kind);
  const [failed] = of('error');
  if (failed) {
    const begin =
      verdict === 'unverified' ? 'Could not be told' : 'Would not run clean';
    const why = failed.cause?.message ?? '';
    return `${begin}: cell ${failed.index}: ${why.replace(/\.+$/, '')}.`;
  }
  const said = [
    part(of('nondeterministic'), 'say another thing in each run'),
    part(of('differs'), 'say another thing than what is saved')
  ].filter(text => text !== '');
  if (said.length > 0) {
    return `Runs, but of ${count(results.length)} ${said.join('; ')}.`;
  }
  const silent = of('not-compared').length;
  const rest =
    silent > 0 ? `; ${count(silent)} had no saved output to compare with` : '';
  return `Runs clean, twice: ${count(results.length - silent)} of ${results.length} say what they said${rest}.`;
}

function part(results: readonly CellResult[], what: string): string {
  const [first] = results;
  return first
    ? `${results.length} ${what}: cell ${first.index}: ${first.cause?.message ?? ''}`
    : '';
}

function count(cells: number): string {
  return `${cells} ${cells === 1 ? 'cell' : 'cells'}`;
}
