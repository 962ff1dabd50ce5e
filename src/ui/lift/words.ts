import type { RunCost } from '../../checks/desk';
import type { CellSnapshot } from '../../core/snapshot';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Differences } from './differences';
import type { LiftState } from './state';

/** How a cell is called: by its prompt where it has one, else by its 1-based position. */
export function cellName(
  cell: Pick<CellSnapshot, 'index' | 'executionCount'> | undefined,
  trans: TranslationBundle
): string {
  if (!cell) {
    return '';
  }
  return cell.executionCount === null
    ? trans.__('cell %1', cell.index + 1)
    : `[${cell.executionCount}]`;
}

/** Several cells in few words. */
export function cellNames(
  cells: readonly (CellSnapshot | undefined)[],
  trans: TranslationBundle
): string {
  const names = cells.map(cell => cellName(cell, trans));
  return names.length <= 3
    ? names.join(', ')
    : trans.__(
        '%1 cells, %2 to %3',
        names.length,
        names[0],
        names[names.length - 1]
      );
}

/** What a screen reader is told when the state changes. */
export function statusText(state: LiftState, trans: TranslationBundle): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'analysing':
      return trans.__('Reading the notebook…');
    case 'ready': {
      const { result } = state.draft;
      const warnings = result.ok ? result.plan.warnings.length : 0;
      const ready = trans.__('Preview ready. Enter lifts.');
      const warned = trans._n('%1 warning.', '%1 warnings.', warnings);
      return warnings > 0 ? `${ready} ${warned}` : ready;
    }
    case 'blocked':
      return trans.__(
        'Cannot lift. %1',
        (state.refusals[0]?.message ?? '').replace(/`/g, '')
      );
    case 'applying':
      return stepText(state, trans);
    case 'done':
      return trans.__('Lifted %1.', state.receipt.names.join(', '));
    case 'failed':
      return state.text;
  }
}

/** What an application is about to do. */
export function stepText(
  { draft, step }: Extract<LiftState, { kind: 'applying' }>,
  trans: TranslationBundle
): string {
  if (step === 'notebook') {
    return trans.__('Updating the notebook…');
  }
  if (step === 'kernel') {
    return trans.__('Telling the kernel…');
  }
  return trans.__('Writing %1…', draft.choice.to);
}

/** What changed under a preview. */
export function differenceText(
  { edited, added, removed }: Differences,
  cells: readonly CellSnapshot[],
  trans: TranslationBundle
): string {
  const parts = [
    ...(edited.length > 0
      ? [
          trans.__(
            'Changed: %1.',
            cellNames(
              edited.map(index => cells[index]),
              trans
            )
          )
        ]
      : []),
    ...(added > 0
      ? [trans._n('%1 cell added.', '%1 cells added.', added)]
      : []),
    ...(removed > 0
      ? [trans._n('%1 cell removed.', '%1 cells removed.', removed)]
      : [])
  ];
  const what =
    parts.length > 0
      ? parts.join(' ')
      : trans.__('A file of the project changed.');
  return `${trans.__('This is a new preview: the notebook changed under the one before.')} ${what}`;
}

/** What a run may take, as far as the last one tells. */
export function costText(
  cost: RunCost | null,
  trans: TranslationBundle
): string {
  if (cost === null) {
    return trans.__(
      'How long a run takes and how much memory it needs is not known yet.'
    );
  }
  const { seconds, megabytes } = cost;
  return megabytes === null
    ? trans.__('The last run took %1 s.', Math.ceil(seconds))
    : trans.__(
        'The last run took %1 s and %2 MB of memory.',
        Math.ceil(seconds),
        megabytes
      );
}
