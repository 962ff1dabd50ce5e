import type { Context } from './context';
import { refuse } from './refuse';
import type { Refusal } from './types';

/** What is wrong with the request itself, before any code is looked at. */
export function choiceRefusals(context: Context): Refusal[] {
  const { choice, index, language } = context;
  const { snapshot } = index.analysis;
  if (snapshot.language !== language.id) {
    return [refuse('unsupported-language', { name: snapshot.language })];
  }
  const outside = choice.cells.find(
    cell => !Number.isInteger(cell) || cell < 0 || cell >= snapshot.cells.length
  );
  if (outside !== undefined) {
    return [
      refuse('bad-input', {
        detail: `There is no cell ${outside}; the notebook has ${snapshot.cells.length}.`
      })
    ];
  }
  if (choice.cells.length === 0) {
    return [refuse('nothing-to-lift', { detail: 'no cell is selected' })];
  }
  if (!choice.cells.some(cell => snapshot.cells[cell].kind === 'code')) {
    return [refuse('nothing-to-lift', { detail: 'no code cell is selected' })];
  }
  if (choice.name !== undefined && !language.isIdentifier(choice.name)) {
    return [refuse('bad-name', { name: choice.name })];
  }
  return [];
}
