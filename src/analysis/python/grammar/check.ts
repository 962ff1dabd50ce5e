import type { ScanProblem, Token } from '../scan/tokens';
import { indentOrStatement, isCompound } from './compound';
import { Cursor } from './cursor';
import type { PyNode } from '../tree';
import type { Mode } from './cursor';
import { checkNonlocals } from './names';

/** What the text is: a cell may await at its top level and is compiled statement by statement. */
export type TextKind = 'cell' | 'module';

/** A text as the grammar reads it. */
export type Reading = {
  /** At most one of syntax per logical line. Empty means that some Python from 3.8 to 3.14 compiles the text. */
  readonly faults: readonly ScanProblem[];
  /** The module node; means nothing where there are faults. */
  readonly root: PyNode;
};

/**
 * Reads tokens by the grammar of Python 3.14 and by what its compiler checks besides. Linear but
 * for `with (…)`, which is read twice.
 */
export function readTokens(tokens: readonly Token[], kind: TextKind): Reading {
  const mode: Mode = {
    topLevelAwait: kind === 'cell',
    separateStatements: kind === 'cell'
  };
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
  return { faults: p.problems, root: p.tree.finish(p.token.end) };
}

/** Emptying a set makes a new table, even where there is nothing in it. */
function empty(names: Set<string>): void {
  if (names.size > 0) {
    names.clear();
  }
}
