import type { JsonObject } from '../core/snapshot';
import type { Context } from './context';
import { refuseCell } from './refuse';
import type { Analysis, Refusal } from './types';

/** Why a cell must not be rewritten: it runs, or its owner marked it read-only. */
export function cellRefusals(context: Context, cell: number): Refusal[] {
  const snapshot = context.index.analysis.snapshot.cells[cell];
  if (!snapshot) {
    return [];
  }
  const { busy, metadata } = snapshot;
  const fixed = metadata.editable === false || metadata.deletable === false;
  return [
    ...(busy ? [refuseCell('cell-busy', cell)] : []),
    ...(fixed ? [refuseCell('cell-read-only', cell)] : [])
  ];
}

/** Why the text of a selected cell cannot be understood well enough to move it. A cell that is not Python stays
 *  where it is: it speaks against the lift only where nothing else is selected. */
export function textRefusals(context: Context, cell: number): Refusal[] {
  const facts = context.index.analysis.cells[cell];
  if (!facts) {
    return [];
  }
  if (facts.status === 'partial') {
    const { line, message } = facts.problems[0] ?? {
      line: 1,
      message: 'unknown syntax'
    };
    const detail = message.replace(/\.$/, '');
    return [refuseCell('syntax-error', cell, { detail }, line)];
  }
  const others = [...context.selected].some(
    one => (context.index.analysis.cells[one]?.status ?? 'opaque') !== 'opaque'
  );
  if (facts.status === 'opaque' && !others) {
    return [refuseCell('opaque-cell', cell, { name: facts.cellMagic ?? '' })];
  }
  return [];
}

/** The cell's values are replaced from outside: papermill puts a cell behind it that binds its names again. */
export function holdsParameters({ snapshot }: Analysis, cell: number): boolean {
  const { metadata } = snapshot.cells[cell];
  return (
    hasTag(metadata, 'parameters') || hasTag(metadata, 'injected-parameters')
  );
}

/** The tag stands in the cell's metadata, which may hold anything. */
export function hasTag({ tags }: JsonObject, tag: string): boolean {
  return Array.isArray(tags) && tags.includes(tag);
}
