import type { CellRun } from '../core/run';
import { chanceIn } from './chance';
import type { CellCode } from '../core/code';
import type { Difference } from './compare/compare';
import type { Cause } from './verdict';

/** Why a cell did not run to its end in a clean kernel. */
export function failureCause(code: readonly CellCode[], run: CellRun): Cause {
  switch (run.end) {
    case 'timeout':
      return {
        code: 'timeout',
        message: `took longer than its limit (${Math.round(run.seconds)} s)`
      };
    case 'died':
      return { code: 'kernel-died', message: 'the kernel died while it ran' };
    case 'not-run':
      return { code: 'not-reached', message: 'an earlier cell ended the run' };
    default:
      return errorCause(code, run);
  }
}

function errorCause(code: readonly CellCode[], run: CellRun): Cause {
  const error = run.outputs.find(one => one.output_type === 'error');
  const name = String(error?.ename ?? 'error');
  const text = String(error?.evalue ?? '');
  const said = `${name}: ${text}`.slice(0, 200).replace(/[:.\s]+$/, '');
  const missing = /^name '(\w+)' is not defined/.exec(text)?.[1];
  // What no cell reads is missing in a module.
  if (missing && code.some(({ reads }) => reads.includes(missing))) {
    return missingName(code, run.index, missing);
  }
  if (/^(ModuleNotFoundError|ImportError)$/.test(name)) {
    const what = /^cannot import name/.test(text)
      ? 'what it imports is not in the module'
      : 'the environment lacks what it imports';
    return { code: 'environment', message: `${what} (${said})` };
  }
  if (name === 'StdinNotImplementedError') {
    const asks = 'asks for input, which nobody gives here';
    return { code: 'raises', message: `raises ${name}: it ${asks}` };
  }
  if (name === 'FileNotFoundError') {
    return { code: 'missing-file', message: `a file is missing (${said})` };
  }
  return { code: 'raises', message: `raises ${said}` };
}

/** Where the name comes from: a cell that takes it away, one below, or one that is gone. */
function missingName(
  code: readonly CellCode[],
  index: number,
  name: string
): Cause {
  const about = (found: CellCode | undefined, what: string) =>
    found && `which ${what.replace('#', String(found.index))}`;
  const above = code.filter(cell => cell.index <= index).reverse();
  const below = code.find(
    cell => cell.index > index && cell.writes.includes(name)
  );
  const why =
    about(
      above.find(({ deletes }) => deletes.includes(name)),
      'cell # deletes'
    ) ??
    about(below, 'only cell # below binds') ??
    about(
      above.find(({ writes }) => writes.includes(name)),
      'cell # does not bind in every case'
    ) ??
    'whose cell is gone';
  return { code: 'hidden-state', message: `needs \`${name}\`, ${why}` };
}

/** Why two runs of one notebook differ. */
export function chanceCause(
  code: readonly CellCode[],
  index: number,
  found: Difference
): Cause {
  const chance = chanceIn(code, index);
  const where =
    chance && chance.index !== index ? ` in cell ${chance.index}` : '';
  const because = chance
    ? `\`${chance.path}\`${where} ${chance.path === '{…}' ? 'has another order' : 'gives another thing'} each time`
    : 'no call that is known to vary was found';
  return {
    code: 'nondeterministic',
    message: `two runs differ (${changeOf(found)}): ${because}`
  };
}

/** Why what was saved is not what the code says now. */
export function staleCause(
  code: readonly CellCode[],
  index: number,
  found: Difference
): Cause {
  const change = changeOf(found);
  const cell = code.find(one => one.index === index);
  const later = cell && code.find(one => ranAfter(one, cell));
  if (cell && later) {
    const name = later.writes.find(one => cell.reads.includes(one)) ?? '';
    const message = `${change}: it was run before cell ${later.index}, which binds its \`${name}\``;
    return { code: 'out-of-order', message };
  }
  return {
    code: 'stale-output',
    message: `${change}: the saved output was made by other code, other data, other versions of libraries or in another order`
  };
}

/** The cell stands above, binds what the other reads, and was run after it. */
function ranAfter(one: CellCode, cell: CellCode): boolean {
  return (
    one.index < cell.index &&
    one.executionCount !== null &&
    cell.executionCount !== null &&
    one.executionCount > cell.executionCount &&
    one.writes.some(name => cell.reads.includes(name))
  );
}

const CHANGES: {
  readonly [kind in Difference['kind']]: (old: string, now: string) => string;
} = {
  error: (old, now) =>
    now === ''
      ? `no longer raises ${old}`
      : old === ''
        ? `raises ${now}`
        : `${old} → ${now}`,
  text: (old, now) => `${old} → ${now}`,
  display: (old, now) => `${old} → ${now}`,
  figure: () => 'another picture',
  missing: old => `no longer shows ${old}`,
  extra: (_, now) => `shows ${now} in addition`,
  order: () => 'the same in another order'
};

/** A difference in a few words: `0.912 → 0.874`. */
export function changeOf({ kind, old, new: now }: Difference): string {
  return CHANGES[kind](oneLine(old), oneLine(now));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 80);
}
