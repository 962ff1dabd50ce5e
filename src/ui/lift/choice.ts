import type { Choice, RemedyAction } from '../../lift/types';

/** A choice after one click on a remedy; `null` when the click changes no choice (`go-to`). */
export function remedied(choice: Choice, action: RemedyAction): Choice | null {
  switch (action.kind) {
    case 'select-cells':
      return { ...choice, cells: action.cells };
    case 'set-file':
      return { ...choice, to: action.to };
    case 'set-name':
      return { ...choice, name: action.name };
    case 'keep':
      return { ...choice, keep: withName(choice.keep, action.name, true) };
    case 'leave':
      return { ...choice, leave: withName(choice.leave, action.name, true) };
    case 'drop-displays':
      return { ...choice, dropDisplays: true };
    case 'only':
      return { ...choice, only: action.names };
    case 'update':
      return { ...choice, update: withName(choice.update, action.name, true) };
    case 'go-to':
      return null;
  }
}

/** A click on the remedy would lead somewhere else than to the refusals that are shown. */
export function leadsOn(choice: Choice, action: RemedyAction): boolean {
  const next = remedied(choice, action);
  return next !== null && JSON.stringify(next) !== JSON.stringify(choice);
}

/** A list of names with one more or one less. */
export function withName(
  names: readonly string[] | undefined,
  name: string,
  on: boolean
): readonly string[] {
  const others = (names ?? []).filter(other => other !== name);
  return on ? [...others, name] : others;
}

/** A list of knobs with one more or one less. */
export function withKnob(
  knobs: Choice['knobs'],
  { cell, start }: { readonly cell: number; readonly start: number },
  on: boolean
): NonNullable<Choice['knobs']> {
  const others = (knobs ?? []).filter(
    knob => knob.cell !== cell || knob.start !== start
  );
  return on ? [...others, { cell, start }] : others;
}

/** The change to other cells: what was chosen for names of the old ones falls away. */
export function ofCells(cells: readonly number[]): Partial<Choice> {
  return {
    cells,
    only: undefined,
    keep: undefined,
    leave: undefined,
    knobs: undefined
  };
}
