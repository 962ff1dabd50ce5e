import { hasTag } from './cells';
import type { Context } from './context';
import type { Place } from './index-notebook';
import { refuseAt } from './refuse';
import type { JsonObject } from '../core/snapshot';
import type { Analysis, Refusal } from './types';

/** The cell raised when it last ran, or is expected to. Where it stops nobody knows: what it binds may be unbound. */
export function hasRaised(
  { snapshot }: Pick<Analysis, 'snapshot'>,
  cell: number
): boolean {
  const { outputs, metadata } = snapshot.cells[cell];
  return (
    outputs.some(output => output.output_type === 'error') ||
    isMeantToRaise(metadata)
  );
}

/** The cell says itself that it raises; tools that execute notebooks go on behind it. */
export function isMeantToRaise(metadata: JsonObject): boolean {
  return hasTag(metadata, 'raises-exception');
}

/** Once the statement is left behind, the name is bound for whoever runs in `cell`. */
export function surelyBinds(
  context: Context,
  place: Place,
  name: string,
  cell: number
): boolean {
  return (
    place.statement.flow.mustBind.includes(name) &&
    (place.cell === cell || !hasRaised(context.index.analysis, place.cell))
  );
}

/** A cell that raised keeps what it bound until then; a call that raises hands nothing back. */
export function raisedRefusals(
  context: Context,
  code: readonly Place[],
  results: readonly string[]
): Refusal[] {
  const place = code.find(
    ({ cell, statement }) =>
      hasRaised(context.index.analysis, cell) &&
      statement.flow.mayBind.some(name => results.includes(name))
  );
  const name = place?.statement.flow.mayBind.find(one => results.includes(one));
  return place && name !== undefined
    ? [refuseAt(context.index, place, 'cell-raised', { name })]
    : [];
}
