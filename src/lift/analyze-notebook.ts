import type { Snapshot } from '../core/snapshot';
import type { ILiftLanguage } from './language';
import { hasRaised } from './raised';
import { withTableNames } from './table-names';
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

/** The same facts, more exact by what cells say of the ones below them. */
export function settled(
  { snapshot, cells }: Analysis,
  language: ILiftLanguage
): Analysis {
  const code = snapshot.cells.map(({ source }, at) => {
    const facts = cells[at];
    const raises = hasRaised({ snapshot }, at);
    return facts ? { source, facts, raises } : null;
  });
  return withTableNames({ snapshot, cells: language.settle(code) });
}
