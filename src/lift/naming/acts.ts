import type { Act, Code } from './code';
import { callsOf, lastPart, targetsOf } from './code';
import { drawnAct } from './drawn';
import {
  changedInPlace,
  checkedAct,
  configuredAct,
  doneAct,
  loopedAct,
  reads,
  savedAct,
  writes
} from './effects';
import { resultAct } from './results';
import { printedAct, shownAct } from './shown';

/** What the code does, by what it draws, hands back, writes, checks, changes, prints and shows, in this order;
 *  `null` where it tells nothing. */
export function actOfCode(code: Code): Act | null {
  const result = resultAct(code);
  const saved = savedAct(code);
  return (
    drawnAct(code) ??
    withFiles(code, result, saved) ??
    result ??
    saved ??
    configuredAct(code) ??
    checkedAct(code) ??
    doneAct(code) ??
    printedAct(code) ??
    changedInPlace(code) ??
    loopedAct(code) ??
    shownAct(code)
  );
}

/** A result that is written, or read back, says so. */
function withFiles(
  code: Code,
  result: Act | null,
  saved: Act | null
): Act | null {
  if (result === null || saved === null) {
    return null;
  }
  if (result.verb === 'load') {
    return { verb: 'save_and_load', object: result.object };
  }
  const targets = targetsOf(code);
  const onlyFiles = code.returns.every(name => targets.has(name));
  return onlyFiles || result.object === saved.object || result.verb === 'define'
    ? saved
    : null;
}

/** Whether code does what a verb above it promises: no `load` for what writes a file. A comment stands closer
 *  to the code than a heading, and is believed where nothing speaks against it. */
export function fitsCode(
  verb: string,
  source: 'comment' | 'heading',
  code: Code
): boolean {
  if (/^(load|read|import|fetch|download|open)$/.test(verb)) {
    return reads(code) || !writes(code);
  }
  if (source === 'comment') {
    return true;
  }
  if (/^(save|write|export|dump|store|persist)$/.test(verb)) {
    return writes(code) || calls(code, /save|write|export|dump|store/);
  }
  return /^(plot|draw|visualize|sketch)$/.test(verb)
    ? drawnAct(code) !== null || calls(code, /plot|draw|vis|show|chart|fig/)
    : true;
}

function calls(code: Code, pattern: RegExp): boolean {
  return callsOf(code).some(call => pattern.test(lastPart(call.path)));
}
