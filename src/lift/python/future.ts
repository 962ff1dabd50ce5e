import type { Statement } from '../../analysis/facts';
import type { MergeConflict } from '../module';
import { conflictAt, statementText, type Existing } from './existing';
import type { Fate } from './fates';
import { fault, type Piece } from './pieces';
import type { Wanted } from './wanted';

/** Flags that have been the rule for long and change nothing. Others matter, those unknown to us too. */
const SETTLED = new Set(
  (
    'nested_scopes generators division absolute_import with_statement print_function unicode_literals ' +
    'generator_stop'
  ).split(' ')
);

/** Names that a module imports from `__future__`. */
export function futureFlags(statements: readonly Statement[]): string[] {
  return statements
    .flatMap(one => one.imports ?? [])
    .flatMap(fact =>
      fact.module === '__future__' && fact.symbol !== null ? [fact.symbol] : []
    );
}

/**
 * Which flags a module must get so that the pieces mean there what they meant where they were written.
 * A flag that would change code already in the module, or that the module has and the pieces were written
 * without, is a conflict.
 */
export function flagsToAdd(
  module: Existing,
  { future: wanted, pieces }: Wanted,
  fates: ReadonlyMap<Piece, Fate>
): {
  readonly flags: readonly string[];
  readonly conflicts: readonly MergeConflict[];
} {
  const present = futureFlags(module.statements);
  const stands = (piece: Piece) => fates.get(piece)?.kind === 'reused';
  const flags: string[] = [];
  const conflicts: MergeConflict[] = [];
  for (const flag of new Set([...wanted, ...present])) {
    const missing = wanted.includes(flag);
    if ((missing && present.includes(flag)) || SETTLED.has(flag)) {
      continue;
    }
    const touched = pieces.filter(piece =>
      isTouched(piece, flag, missing && !stands(piece))
    );
    const changed = changedHere(module, flag);
    if (touched.length === 0) {
      continue;
    }
    if (missing && changed === null && !touched.some(stands)) {
      flags.push(flag);
    } else {
      conflicts.push(flagConflict(module, flag, changed));
    }
  }
  return { flags, conflicts };
}

/** Whether the flag makes a difference to a piece: where its text is written, to every annotation; where
 *  the code stands already or gets the flag unasked, to those that something looks at. */
function isTouched(piece: Piece, flag: string, written: boolean): boolean {
  if (flag !== 'annotations') {
    return true;
  }
  return written
    ? isAnnotated(piece.statement)
    : readsAnnotations(piece.statement, piece.text);
}

/** Position of the first statement of the module that the flag would change. */
function changedHere(module: Existing, flag: string): number | null {
  const at = module.statements.findIndex(
    one =>
      flag !== 'annotations' ||
      readsAnnotations(one, statementText(module, one))
  );
  return at < 0 ? null : at;
}

function isAnnotated(one: Statement): boolean {
  return (
    one.definition?.annotated === true ||
    one.uses.some(use => use.annotation !== undefined)
  );
}

/** Whether something may look at the annotations: a decorator, or what a class is made for. Definitions
 *  inside are told by their look, as the facts do not hold them. */
function readsAnnotations(one: Statement, text: string): boolean {
  if (!isAnnotated(one)) {
    return false;
  }
  if (one.definition?.kind === 'class' || one.definition?.decorated) {
    return true;
  }
  return one.kind === 'function' || one.kind === 'compound'
    ? /^[ \t]+(?:class\b|@)/m.test(text)
    : false;
}

function flagConflict(
  module: Existing,
  flag: string,
  changed: number | null
): MergeConflict {
  const declared = module.statements.findIndex(one =>
    futureFlags([one]).includes(flag)
  );
  const at = declared >= 0 ? declared : changed;
  return at === null
    ? fault('future', flag)
    : conflictAt(module, 'future', flag, at);
}
