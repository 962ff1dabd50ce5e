import { structuredPatch } from 'diff';
import type { CellSnapshot, Snapshot } from '../core/snapshot';
import type { CellChange, FileChange, Plan } from './types';

/** One row of a diff. `gap`: unchanged lines are left out here; `cell`: a new cell begins. */
export type PreviewLine = {
  readonly kind: 'added' | 'removed' | 'same' | 'gap' | 'cell';
  readonly text: string;
  /** 1-based line in the old text; `null` where the row has none. */
  readonly before: number | null;
  /** 1-based line in the new text; `null` where the row has none. */
  readonly after: number | null;
};

type Counted = {
  /** Number of added and removed lines. */
  readonly added: number;
  readonly removed: number;
  readonly lines: readonly PreviewLine[];
};

export type FilePreview = Counted & {
  readonly path: string;
  /** There is no such file yet. */
  readonly isNew: boolean;
};

export type CellPreview = Counted & {
  /** 0-based position of the cell before the lift. */
  readonly index: number;
  readonly action: CellChange['action'];
};

/** What a plan changes, as rows to read: each module, then the touched cells in order. */
export type Preview = {
  readonly files: readonly FilePreview[];
  readonly cells: readonly CellPreview[];
};

/** Unchanged lines shown around a change. */
const CONTEXT = 3;
/** Separates cells while their texts are compared as one; no line of a cell is like it. */
const BOUNDARY = '\u0000';

/** The rows that show a plan made for `snapshot`. */
export function preview(plan: Plan, snapshot: Snapshot): Preview {
  return {
    files: plan.files.map(filePreview),
    cells: plan.cells
      .filter(change => change.action !== 'kept' || change.inserted.length > 0)
      .map(change => cellPreview(change, snapshot.cells[change.index]))
  };
}

/** The rows that show the change of one file. */
export function filePreview(change: FileChange): FilePreview {
  return {
    path: change.path,
    isNew: change.before === null,
    ...compare(change.before ?? '', change.after)
  };
}

function cellPreview(change: CellChange, cell: CellSnapshot): CellPreview {
  const kept = change.action === 'kept';
  const after = change.inserted
    .map(draft => draft.source)
    .join(`\n${BOUNDARY}\n`);
  const compared = compare(kept ? '' : cell.source, after);
  return { index: change.index, action: change.action, ...compared };
}

/** Line diff of two texts; line ends and a missing last newline make no row. */
function compare(before: string, after: string): Counted {
  const patch = structuredPatch(
    '',
    '',
    lineEnds(before),
    lineEnds(after),
    '',
    '',
    {
      context: CONTEXT
    }
  );
  const lines: PreviewLine[] = [];
  for (const [at, hunk] of patch.hunks.entries()) {
    if (at > 0) {
      lines.push(row('gap', '', null, null));
    }
    let old = hunk.oldStart;
    let now = hunk.newStart;
    for (const line of hunk.lines) {
      const text = line.slice(1);
      if (line[0] === '-') {
        lines.push(row('removed', text, old++, null));
      } else if (line[0] === '+') {
        lines.push(row('added', text, null, now++));
      } else if (line[0] === ' ') {
        lines.push(row('same', text, old++, now++));
      }
    }
  }
  const count = (kind: PreviewLine['kind']) =>
    lines.filter(line => line.kind === kind).length;
  return { added: count('added'), removed: count('removed'), lines };
}

function row(
  kind: PreviewLine['kind'],
  text: string,
  before: number | null,
  after: number | null
): PreviewLine {
  return text === BOUNDARY
    ? { kind: 'cell', text: '', before: null, after: null }
    : { kind, text, before, after };
}

function lineEnds(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}
