import type { CellContract, NotebookContract } from '../analysis/contract';

const ROWS: readonly (keyof CellContract &
  ('reads' | 'writes' | 'mutates' | 'deletes'))[] = [
  'reads',
  'writes',
  'mutates',
  'deletes'
];

/** An analysis for people: for each code cell what it reads, binds, changes and deletes, and its problems. */
export function analysisText({ cells }: NotebookContract): string {
  return cells.map(cellText).join('\n');
}

function cellText(cell: CellContract): string {
  const status = cell.status === 'exact' ? '' : ` (${cell.status})`;
  const rows = ROWS.filter(row => cell[row].length > 0).map(
    row => `  ${row} ${cell[row].join(', ')}`
  );
  const problems = cell.problems.map(
    ({ line, message }) => `  line ${line}: ${message}`
  );
  return [`cell ${cell.index}${status}`, ...rows, ...problems].join('\n');
}
