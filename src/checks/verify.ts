import type { CellRun, Run } from '../core/run';
import { chanceCause, changeOf, failureCause } from './causes';
import type { CellCode } from '../core/code';
import type { Group } from './compare/align';
import type { Again, Difference, Leniency } from './compare/compare';
import { difference, EXACT } from './compare/compare';
import type { Clean, Item } from './compare/items';
import { itemsOf } from './compare/items';
import { scrubLifted } from './compare/scrub';
import type { StateDifference, Vanishing } from './compare/state';
import { chanceLeft, halfSeen, stateDifferences } from './compare/state';
import type { Cause, CellResult, CheckResult, Verdict } from './verdict';

/** What is compared: code cells and runs of them. */
export type Versions = {
  readonly old: readonly CellCode[];
  /** Which code cells stand for each other, as positions among the code cells. */
  readonly groups: readonly Group[];
  /** Two runs of the old version: what differs between them is chance. */
  readonly first: Run;
  readonly second: Run;
  readonly new: Run;
  /** Lifted modules: names of theirs were the notebook's. */
  readonly modules: readonly string[];
  /** Names that may be gone in the new version. */
  readonly vanishing: Vanishing;
};

const STRICT: Leniency = EXACT;
const LENIENT: Leniency = {
  ...EXACT,
  relative: 1e-7,
  noise: true,
  errorText: true
};

/** Do two versions say the same, cell by cell, and leave the same behind? Cells are those of the old version. */
export function verifyRuns(versions: Versions): CheckResult {
  const { old, groups } = versions;
  const left = stateDifferences(versions);
  const unsure = [...halfSeen(versions), ...chanceLeft(versions)];
  const results = groups
    .flatMap(group => compareGroup(versions, group))
    .map(result => withLeft(result, left, unsure));
  const placed = new Set(results.map(({ index }) => index));
  const cells = old.map(
    ({ index }): CellResult =>
      results.find(one => one.index === index) ?? equal(index)
  );
  const stray = [...left, ...unsure].find(
    ({ cell }) => cell === null || !placed.has(cell)
  );
  const verdict = verdictOf(versions, cells, left, unsure);
  return { verdict, sentence: sentenceOf(verdict, cells, stray), cells };
}

/** Results of the group's old cells; a group without any speaks of the cell above it. */
function compareGroup(
  { old, first, second, new: now, modules }: Versions,
  group: Group
): CellResult[] {
  const members = group.old.map(at => old[at]);
  const runsOf = (run: Run, positions: readonly number[]): CellRun[] =>
    positions.map(at => run.cells[at]);
  const [one, other] = [first, second].map(run => runsOf(run, group.old));
  const after = runsOf(now, group.new);
  const failed = after.find(run => run.end !== 'ok');
  const known = one.some(run => run.end === 'error');
  const at =
    old[group.old[0] ?? Math.max(0, Math.min(...group.new) - 1)]?.index;
  if (failed && !known && at !== undefined) {
    return blame(members, {
      index: at,
      verdict: failed.end === 'not-run' ? 'not-run' : 'error',
      cause: failureCause([], failed)
    });
  }
  const clean = scrubLifted(modules);
  const found = compareItems(one, other, after, clean);
  if (found === null) {
    return members.map(({ index }) => equal(index));
  }
  const { difference: what, chance } = found;
  const shown = itemsOfAll(chance ? other : after, clean);
  const blamed = cellOf(one, what.at, shown, clean) ?? at ?? 0;
  const cause: Cause = chance
    ? chanceCause(old, blamed, what)
    : { code: 'output', message: changeOf(what) };
  const verdict = chance ? 'nondeterministic' : 'differs';
  return blame(members, { index: blamed, verdict, cause, sides: what.sides });
}

function equal(index: number): CellResult {
  return { index, verdict: 'equal', cause: null };
}

type Found = { readonly difference: Difference; readonly chance: boolean };

function compareItems(
  one: readonly CellRun[],
  other: readonly CellRun[],
  now: readonly CellRun[],
  clean: Clean
): Found | null {
  const [a, again, b] = [one, other, now].map(runs => itemsOfAll(runs, clean));
  const between = difference(a, again, STRICT);
  const found = difference(a, b, between ? LENIENT : STRICT);
  if (between && found) {
    return { difference: between, chance: true };
  }
  const held = between ? { ...LENIENT, again: sameAgain(again) } : STRICT;
  const steady = difference(a, b, held);
  return steady && { difference: steady, chance: false };
}

function sameAgain(items: readonly Item[]): Again {
  return { items, side: 'old', clock: () => false };
}

function itemsOfAll(runs: readonly CellRun[], clean: Clean): Item[] {
  return itemsOf(
    runs.flatMap(({ outputs }) => outputs),
    clean
  );
}

/** The cell that shows the item at that position. A text may be that of several cells: the one from which on it is
 *  another text than the new one. */
function cellOf(
  runs: readonly CellRun[],
  at: number,
  now: readonly Item[],
  clean: Clean
): number | undefined {
  const after = now[at];
  const place = runs.findIndex((_, last) => {
    const item = itemsOfAll(runs.slice(0, last + 1), clean)[at];
    return (
      item !== undefined &&
      !(
        item.kind === 'text' &&
        after?.kind === 'text' &&
        after.text.startsWith(item.text)
      )
    );
  });
  return runs[place < 0 ? runs.length - 1 : place]?.index;
}

/** What is shown below the first difference has nothing that it surely stands for. */
function blame(members: readonly CellCode[], found: CellResult): CellResult[] {
  const at = found.index;
  const others = members.filter(({ index }) => index !== at);
  return [
    found,
    ...others.map(({ index }): CellResult => ({
      index,
      verdict: index < at ? 'equal' : 'not-compared',
      cause: null
    }))
  ];
}

/** The result, or what the cell leaves behind where it shows nothing else. */
function withLeft(
  result: CellResult,
  left: readonly StateDifference[],
  unsure: readonly StateDifference[]
): CellResult {
  const { index, verdict } = result;
  const of = (all: readonly StateDifference[]) =>
    all.find(({ cell }) => cell === index);
  const [found, doubt] = [of(left), of(unsure)];
  if (found && /^(equal|not-compared)$/.test(verdict)) {
    const { cause, sides } = found;
    return { index, verdict: 'differs', cause, ...(sides ? { sides } : {}) };
  }
  return doubt && verdict === 'equal'
    ? { index, verdict: 'not-compared', cause: doubt.cause }
    : result;
}

function verdictOf(
  { first, second, new: now }: Versions,
  cells: readonly CellResult[],
  left: readonly StateDifference[],
  unsure: readonly StateDifference[]
): Verdict {
  const of = (kind: CellResult['verdict']): boolean =>
    cells.some(one => one.verdict === kind);
  const broken = [first, second].some(run =>
    run.cells.some(({ end }) => end !== 'ok' && end !== 'error')
  );
  if (broken) {
    return 'unverified';
  }
  const stopped = now.cells.some(
    ({ end }) => end === 'timeout' || end === 'died'
  );
  if (of('differs') || of('error') || left.length > 0) {
    return stopped ? 'unverified' : 'differs';
  }
  const seen =
    first.state !== null && second.state !== null && now.state !== null;
  return of('nondeterministic') || of('not-run') || unsure.length > 0 || !seen
    ? 'unverified'
    : 'equal';
}

function sentenceOf(
  verdict: Verdict,
  cells: readonly CellResult[],
  stray: StateDifference | undefined
): string {
  const equal = cells.filter(one => one.verdict === 'equal').length;
  const bad =
    cells.find(one => one.verdict === 'error') ??
    cells.find(one => one.verdict === 'differs');
  const doubtful = cells.find(one => one.verdict !== 'equal');
  const shown = bad ?? doubtful;
  const head = `${equal} of ${cells.length} cells equal`;
  if (shown) {
    return `${head}; cell ${shown.index}: ${shown.cause?.message ?? shown.verdict}.`;
  }
  if (stray) {
    return `${head}, but ${stray.cause.message}.`;
  }
  return verdict === 'equal'
    ? `All ${cells.length} cells are equal, and so is what they leave behind.`
    : `${head}, but the runs did not come to their end, or could not tell what they leave behind, so that it was not compared.`;
}
