import { lineAt } from '../../core/span';
import type { Problem } from '../facts';
import type { Scan } from './types';

/**
 * Why Python would not compile a text, at most one problem per line, in order of text; empty
 * for every text that some Python from 3.8 to 3.14 compiles. `faults` are those of the grammar.
 */
export function findProblems(
  source: string,
  scan: Scan,
  faults: readonly Fault[]
): Problem[] {
  return scan.opaque
    ? []
    : onePerLine(source, [
        ...scan.problems,
        ...strangeCharacters(source),
        ...faults
      ]);
}

type Fault = Scan['problems'][number];

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
