import type { Analysis, Choice, Warning } from '../lift/types';

/** What is asked of names that the notebook does not have: a slip of the pen would else have no effect in silence. */
export function askedWarnings(
  { cells }: Analysis,
  choice: Choice
): readonly Warning[] {
  const bound = new Set(
    cells.flatMap(facts =>
      (facts?.statements ?? []).flatMap(({ flow }) => [
        ...flow.mayBind,
        ...flow.globalWrites
      ])
    )
  );
  return (['only', 'keep', 'leave', 'update'] as const).flatMap(option =>
    (choice[option] ?? [])
      .filter(name => !bound.has(name))
      .map(name => ({
        code: 'unknown-option-name',
        cell: null,
        line: null,
        message: `\`${name}\` of --${option} is bound nowhere in the notebook; it had no effect.`,
        data: { name, option }
      }))
  );
}
