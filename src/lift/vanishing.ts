import { indexNotebook } from './index-notebook';
import { isTarget, lastBinding, readLater } from './returns';
import type { Analysis } from './types';

/**
 * Which names need not be bound any more when these cells are rewritten: targets of loops, names that the cells'
 * own code reads after it binds them for the last time, imports; and
 * none that another cell reads. The rule by which a lift drops them.
 */
export function vanishing(
  analysis: Analysis,
  cells: ReadonlySet<number>
): (name: string) => boolean {
  const index = indexNotebook(analysis);
  return name => {
    const binders = index.bindings(name);
    const code = index.places.filter(({ cell }) => cells.has(cell));
    const known = [...binders, ...index.readers(name)];
    if (binders.length === 0 || !known.every(({ cell }) => cells.has(cell))) {
      return false;
    }
    const imported = binders.every(({ statement }) =>
      statement.imports?.some(({ bound }) => bound === name)
    );
    return (
      imported ||
      isTarget(code, name) ||
      readLater(index, code, lastBinding(code, name), name)
    );
  };
}
