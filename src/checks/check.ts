import type { SavedCell } from '../core/code';
import type { CellRun, Run } from '../core/run';
import type { JsonObject } from '../core/snapshot';
import { chanceCause, failureCause, staleCause } from './causes';
import { clockIn } from './chance';
import type { Difference, Leniency } from './compare/compare';
import { difference, EXACT } from './compare/compare';
import { itemsOf, picturesIn, WIDGET, type Item } from './compare/items';
import { looksLike, readPictures, type Pictures } from './compare/picture';
import type {
  Cause,
  CauseCode,
  CellResult,
  CheckResult,
  Verdict
} from './verdict';

/** Two runs of one notebook agree: errors word for word. */
const ALIKE: Leniency = { ...EXACT, errorText: false };
/** Times and rounding do not count where two runs of the same code differ by them. */
const LENIENT: Leniency = {
  ...EXACT,
  relative: 1e-7,
  noise: true,
  errorText: true
};

/**
 * Does the notebook run clean, twice, and say what it says? From what is saved and two runs in kernels of their
 * own. `pictures`: how the pictures among the outputs look; `now`: when it was run. Where the two runs agree and the saved output is
 * another, it is stale; where they differ, chance is at work.
 */
export function checkRuns(
  cells: readonly SavedCell[],
  first: Run,
  second: Run,
  pictures: Pictures = new Map(),
  now = new Date()
): CheckResult {
  const results = cells.map((cell, at) =>
    checkCell(cells, cell, [first.cells[at], second.cells[at]], pictures, now)
  );
  const verdict = verdictOf(results);
  return { verdict, sentence: sentenceOf(verdict, results), cells: results };
}

/** The same; looks at the pictures first. */
export async function judgeRuns(
  cells: readonly SavedCell[],
  first: Run,
  second: Run
): Promise<CheckResult> {
  const outputs = [cells, first.cells, second.cells].flatMap(list =>
    list.flatMap(cell => cell.outputs)
  );
  const pictures = await readPictures(picturesIn(outputs));
  return checkRuns(cells, first, second, pictures);
}

function checkCell(
  cells: readonly SavedCell[],
  cell: SavedCell,
  [first, second]: readonly [CellRun, CellRun],
  pictures: Pictures,
  now: Date
): CellResult {
  const { index } = cell;
  const failed = [first, second].find(run => !endsWell(cell, run));
  if (failed) {
    const verdict = failed.end === 'not-run' ? 'not-run' : 'error';
    return { index, verdict, cause: whyFailed(cells, cell, failed) };
  }
  const [saved, one, other] = [cell, first, second].map(({ outputs }) =>
    itemsOf(outputs).filter(isTold)
  );
  const between = difference(one, other, ALIKE);
  if (between && difference(one, other, LENIENT)) {
    return {
      index,
      verdict: 'nondeterministic',
      cause: chanceCause(cells, index, between),
      sides: between.sides
    };
  }
  if (one.length > 0 && !isSaved(cells, cell)) {
    const message = 'it has no saved output to compare with';
    return {
      index,
      verdict: 'not-compared',
      cause: { code: 'no-saved-output', message }
    };
  }
  const clock = clockIn(cells, index, now);
  return againstSaved(cells, index, [saved, one], {
    ...(between || clock ? LENIENT : EXACT),
    relative: 1e-7,
    elsewhere: pictures,
    again: { items: other, side: 'new', clock: clock ?? (() => false) }
  });
}

/** It was run when the notebook was saved. Where no cell has an output, they were cleared, whatever the counts say. */
function isSaved(cells: readonly SavedCell[], cell: SavedCell): boolean {
  return cell.executionCount === null
    ? cell.outputs.length > 0
    : cells.some(({ outputs }) => outputs.length > 0);
}

/** What was saved may come from another machine; a picture of another look says less than another text. */
function againstSaved(
  cells: readonly SavedCell[],
  index: number,
  [saved, now]: readonly [Item[], Item[]],
  leniency: Leniency
): CellResult {
  const stale = difference(saved, now, leniency);
  if (stale === null) {
    return { index, verdict: 'equal', cause: null };
  }
  const told = (items: Item[]) => items.filter(({ kind }) => kind !== 'figure');
  if (difference(told(saved), told(now), leniency) === null) {
    const drawn = drawnAs(index, [saved, now], leniency.elsewhere);
    return drawn
      ? { ...drawn, sides: stale.sides }
      : staleCell(index, cells, stale);
  }
  return staleCell(index, cells, stale);
}

/** Whether a widget or its stand-in in text is shown depends on what is installed. */
function isTold(item: Item): boolean {
  return item.kind !== 'display' || item.mime !== WIDGET;
}

function staleCell(
  index: number,
  cells: readonly SavedCell[],
  stale: Difference
): CellResult {
  return {
    index,
    verdict: 'differs',
    cause: staleCause(cells, index, stale),
    sides: stale.sides
  };
}

/** It came to its end, or raises and is meant to. */
function endsWell({ isMeantToRaise }: SavedCell, { end }: CellRun): boolean {
  return end === 'ok' || (end === 'error' && isMeantToRaise);
}

function whyFailed(
  cells: readonly SavedCell[],
  { outputs }: SavedCell,
  run: CellRun
): Cause {
  const cause = failureCause(cells, run);
  const known = errorIn(outputs) !== undefined;
  return cause.code === 'raises' &&
    known &&
    errorIn(outputs) === errorIn(run.outputs)
    ? {
        ...cause,
        message: `${cause.message}, as it did when it was saved (where that is meant, tag the cell raises-exception)`
      }
    : cause;
}

function errorIn(outputs: readonly JsonObject[]): unknown {
  return outputs.find(one => one.output_type === 'error')?.ename;
}

/** Of pictures with other dots; `null` where one is gone or new. */
function drawnAs(
  index: number,
  sides: readonly [Item[], Item[]],
  pictures: Pictures | null
): CellResult | null {
  const [saved, now] = sides.map(items =>
    items.flatMap(item => (item.kind === 'figure' ? [item.data] : []))
  );
  if (saved.length !== now.length) {
    return null;
  }
  const alike = saved.every((data, at) => {
    const [one, other] = [data, now[at]].map(text => pictures?.get(text));
    return data === now[at] || (!!one && !!other && looksLike(one, other));
  });
  const how = alike
    ? 'looks alike, but has other dots than'
    : 'looks another way than';
  const message = `the picture ${how} the saved one: other code, other data or other versions of libraries`;
  const code = alike ? 'picture-alike' : 'picture-other';
  return { index, verdict: 'not-compared', cause: { code, message } };
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
    // Some causes read on from the cell, others are sentences of their own.
    const joint = /^(needs|raises|took)\b/.test(why) ? ' ' : ': ';
    return `${begin}: cell ${failed.index}${joint}${why.replace(/\.+$/, '')}.`;
  }
  const said = [
    part(of('nondeterministic'), 'another thing in each run'),
    part(of('differs'), 'another thing than what is saved')
  ].filter(text => text !== '');
  if (said.length > 0) {
    return `Runs, but of ${count(results.length)} ${said.join('; ')}.`;
  }
  const because = (code: CauseCode): CellResult[] =>
    results.filter(({ cause }) => cause?.code === code);
  const silent = because('no-saved-output').length;
  const rest =
    silent > 0 ? `; ${count(silent)} had no saved output to compare with` : '';
  const drawn = [
    drawnPart(because('picture-alike'), 'looks alike, no more'),
    drawnPart(because('picture-other'), 'looks another way')
  ].join('');
  const equal = of('equal').length;
  return `Runs clean, twice: ${count(equal)} of ${results.length} say what they said${drawn}${rest}.`;
}

function drawnPart(
  [first, ...more]: readonly CellResult[],
  what: string
): string {
  return first
    ? `; of ${count(more.length + 1)} a picture ${what} (cell ${first.index})`
    : '';
}

function part(results: readonly CellResult[], what: string): string {
  const [first] = results;
  return first
    ? `${results.length} ${results.length === 1 ? 'says' : 'say'} ${what}: cell ${first.index}: ${first.cause?.message ?? ''}`
    : '';
}

function count(cells: number): string {
  return `${cells} ${cells === 1 ? 'cell' : 'cells'}`;
}
