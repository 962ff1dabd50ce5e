import type { CellFacts } from '../../analysis/facts';
import { normaliseName } from '../../analysis/python/identifiers';
import type { MergeConflict, ModuleAddition, ModuleImport } from '../module';
import { boundName, withoutRepeats } from './import-meaning';
import { fault, readPieces, type Piece } from './pieces';

/** What is known of the module besides its text. */
export type MergeOptions = {
  /** Dotted name of the module itself: names imported from it are its own. */
  readonly self?: string;
  /** First parts of the project's own modules: their imports stand below the others. */
  readonly local?: ReadonlySet<string>;
};

/** An addition, read and sorted out. */
export type Wanted = {
  readonly pieces: readonly Piece[];
  /** Imports from other modules, none twice. */
  readonly imports: readonly ModuleImport[];
  /** Names that the code imports from the module itself. */
  readonly own: readonly string[];
  readonly update: ReadonlySet<string>;
  readonly future: readonly string[];
  readonly local: ReadonlySet<string>;
  /** What is wrong with the addition itself. */
  readonly conflicts: readonly MergeConflict[];
};

export function readWanted(
  analyze: (text: string) => CellFacts,
  addition: ModuleAddition,
  { self, local }: MergeOptions
): Wanted {
  const { pieces, conflicts } = readPieces(analyze, addition);
  const isOwn = (one: ModuleImport) => one.module === self;
  const own = addition.imports.filter(isOwn);
  const foreign = own.filter(
    one => one.symbol === null || boundName(one) !== normaliseName(one.symbol)
  );
  return {
    pieces,
    imports: withoutRepeats(addition.imports.filter(one => !isOwn(one))),
    own: own
      .map(boundName)
      .filter(name => !pieces.some(piece => piece.name === name)),
    update: new Set(addition.update.map(normaliseName)),
    future: addition.future,
    local: local ?? new Set(),
    conflicts: [
      ...conflicts,
      ...foreign.map(one => fault('import', boundName(one) || '*'))
    ]
  };
}
