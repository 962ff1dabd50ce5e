import type { ScanProblem, Token } from '../scan/tokens';
import { indentOrStatement, isCompound } from './compound';
import { Cursor } from './cursor';
import type { Mode } from './cursor';
import { checkNonlocals } from './names';

/**
 * Reads tokens by the grammar of Python 3.14 and by what its compiler checks besides, and
 * returns the faults, at most one of syntax per logical line. Empty means that some Python
 * from 3.8 to 3.14 compiles the text. Linear but for `with (…)`, which is read twice.
 */
export function checkTokens(
  tokens: readonly Token[],
  mode: Mode
): ScanProblem[] {
  const p = new Cursor(tokens, mode);
  while (!p.at('end')) {
    if (p.at('dedent')) {
      p.advance();
      continue;
    }
    p.mayImportFuture =
      (mode.separateStatements || p.mayImportFuture) && !isCompound(p.key);
    if (mode.separateStatements) {
      empty(p.scope.used);
      empty(p.scope.bound);
      empty(p.scope.annotated);
      empty(p.scope.globals);
    }
    indentOrStatement(p);
  }
  checkNonlocals(p);
  return p.problems;
}

/** Emptying a set makes a new table, even where there is nothing in it. */
function empty(names: Set<string>): void {
  if (names.size > 0) {
    names.clear();
  }
}
