import { lineAt } from '../../core/span';
import type { Problem } from '../facts';
import { checkTokens } from './grammar/check';
import type { Scan } from './types';

/** What the text is: a cell may await at its top level and is compiled statement by statement. */
export type TextKind = 'cell' | 'module';

/**
 * Why Python would not compile a text, at most one problem per line, in order of text; empty
 * for every text that some Python from 3.8 to 3.14 compiles and that the parser understands.
 * Faults of Python come from our own reading of the tokens, since the parser accepts much that
 * is none. `treeErrors` are the offsets of what the parser could not read: where Python would
 * (`unsupported-syntax`) the tree is not to be trusted.
 */
export function findProblems(
  source: string,
  scan: Scan,
  kind: TextKind,
  treeErrors: readonly number[] = []
): Problem[] {
  if (scan.opaque) {
    return [];
  }
  const faults = [
    ...scan.problems,
    ...strangeCharacters(source),
    ...checkTokens(scan.tokens, {
      topLevelAwait: kind === 'cell',
      separateStatements: kind === 'cell'
    })
  ];
  return onePerLine(
    source,
    faults.length > 0 ? faults : treeErrors.map(misparsed)
  );
}

type Fault = Scan['problems'][number];

function misparsed(offset: number): Fault {
  return {
    code: 'unsupported-syntax',
    offset,
    message: 'This syntax is not understood yet.'
  };
}

/** May be such a character, or half of a good pair. */
const STRANGE = /[\0\ud800-\udfff]/;

/** Characters that Python takes in no source: a null, half of a surrogate pair. */
function strangeCharacters(source: string): Fault[] {
  if (!STRANGE.test(source)) {
    return [];
  }
  return Array.from(source.matchAll(/[\p{Surrogate}\0]/gu), match => ({
    code: 'character',
    offset: match.index,
    message: 'A character here is not allowed in Python.'
  }));
}

function onePerLine(source: string, faults: readonly Fault[]): Problem[] {
  const problems: Problem[] = [];
  let line = 1;
  let done = 0;
  for (const fault of [...faults].sort((a, b) => a.offset - b.offset)) {
    line += lineAt(source.slice(done, fault.offset), Infinity) - 1;
    done = fault.offset;
    if (problems[problems.length - 1]?.line !== line) {
      problems.push({ code: fault.code, line, message: fault.message });
    }
  }
  return problems;
}
