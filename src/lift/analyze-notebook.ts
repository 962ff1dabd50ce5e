import type { Snapshot } from '../core/snapshot';
import type { ILiftLanguage } from './language';
import type { Analysis } from './types';

/** Facts of every code cell. Cells whose text was analysed before cost a look-up. */
export function analyzeNotebook(
  snapshot: Snapshot,
  language: ILiftLanguage
): Analysis {
  return {
    snapshot,
    cells: snapshot.cells.map(cell =>
      cell.kind === 'code' ? language.analyze(cell.source) : null
    )
  };
}
