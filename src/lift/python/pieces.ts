import type { CellFacts, NameUse, Statement } from '../../analysis/facts';
import { normaliseName } from '../../analysis/python/identifiers';
import type { MergeConflict, ModuleAddition, ModuleSymbol } from '../module';
import { isSameCode } from './same-code';

/** One symbol of an addition, analysed. */
export type Piece = {
  readonly name: string;
  readonly role: 'constant' | 'definition';
  readonly text: string;
  /** See `ModuleSymbol`. */
  readonly made: boolean;
  readonly statement: Statement;
};

/** The symbols of an addition in their order, constants first, each once; or what is wrong with them. */
export function readPieces(
  analyze: (text: string) => CellFacts,
  addition: ModuleAddition
): {
  readonly pieces: readonly Piece[];
  readonly conflicts: readonly MergeConflict[];
} {
  const pieces: Piece[] = [];
  const conflicts: MergeConflict[] = [];
  const add = (role: Piece['role']) => (symbol: ModuleSymbol) => {
    const piece = readPiece(analyze, symbol, role);
    const twin = pieces.find(other => other.name === piece?.name);
    if (piece === null) {
      conflicts.push(fault('syntax', symbol.name));
    } else if (twin === undefined) {
      pieces.push(piece);
    } else if (!isSameCode(twin.text, piece.text)) {
      conflicts.push(fault('symbol', symbol.name));
    }
  };
  addition.constants.forEach(add('constant'));
  addition.definitions.forEach(add('definition'));
  return { pieces, conflicts };
}

/** Names that a piece takes from the module or from Python, its own excepted. */
export function freeNames(piece: Piece): string[] {
  return readNames(piece, use => !isLoose(use));
}

/** Names that it may take from there: in formulas, where they may be columns, and in annotations that
 *  nothing evaluates. */
export function looseNames(piece: Piece): string[] {
  return readNames(piece, isLoose);
}

/** Whether nothing breaks where the name of a read is bound nowhere. */
export function isLoose({ via, annotation, unsure }: NameUse): boolean {
  return via === 'formula' || annotation === 'string' || unsure === true;
}

function readNames(
  { name, statement }: Piece,
  counts: (use: NameUse) => boolean
): string[] {
  const reads = statement.uses
    .filter(use => use.access !== 'write' && use.name !== name && counts(use))
    .map(use => use.name);
  return [...new Set(reads)];
}

/** A conflict within the addition itself: no line of the module is to blame. */
export function fault(
  kind: MergeConflict['kind'],
  name: string
): MergeConflict {
  return { kind, name, existing: '', line: 1 };
}

/** A symbol, analysed; `null` where its text is not the one statement that binds its name. */
export function readPiece(
  analyze: (text: string) => CellFacts,
  symbol: ModuleSymbol,
  role: Piece['role']
): Piece | null {
  const text = symbol.text.replace(/^(?:[ \t\f]*(?:\r\n|\r|\n))+|\s+$/g, '');
  const { status, statements } = analyze(text);
  const name = normaliseName(symbol.name);
  const [statement] = statements;
  const sound =
    status === 'exact' &&
    statements.length === 1 &&
    statement.flow.mayBind.join() === name &&
    statement.flow.globalWrites.length === 0;
  const { made = false } = symbol;
  return sound ? { name, role, text, made, statement } : null;
}
