import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Snapshot } from '../core/snapshot';
import { preview, type CellPreview, type PreviewLine } from '../lift/preview';
import type { FileChange, Plan } from '../lift/types';
import type { CliRefusal } from './contract';

/** A plan for people: the diff of each module and of each changed cell, then the warnings. */
export function planText(plan: Plan, snapshot: Snapshot): string {
  const shown = preview(plan, snapshot);
  return [
    ...plan.files.map(fileText),
    ...shown.cells.map(cellText),
    ...plan.warnings.map(
      ({ cell, line, message }) => `warning: ${place(cell, line)}${message}`
    )
  ].join('\n');
}

/** Refusals for people, each with what to do about it. */
export function refusalsText(refusals: readonly CliRefusal[]): string {
  return refusals
    .map(({ cell, line, message, remedy }) => {
      const hint = remedy ? `\n  ${remedy.text}` : '';
      return `refused: ${place(cell, line)}${message}${hint}`;
    })
    .join('\n');
}

function fileText({ path, before, after }: FileChange): string {
  const old = before === null ? '/dev/null' : path;
  return before === after
    ? `${path} stays as it is.`
    : createTwoFilesPatch(old, path, before ?? '', after, '', '', {
        headerOptions: FILE_HEADERS_ONLY
      }).trimEnd();
}

function cellText({ index, action, lines }: CellPreview): string {
  const title = action === 'kept' ? 'before it' : action;
  return [
    `--- cell ${index}`,
    `+++ cell ${index}, ${title}`,
    ...lines.map(lineText)
  ].join('\n');
}

const MARKS = { added: '+', removed: '-', same: ' ' } as const;

function lineText({ kind, text }: PreviewLine): string {
  if (kind === 'gap') {
    return '@@';
  }
  return kind === 'cell' ? '+# %%' : MARKS[kind] + text;
}

function place(cell: number | null, line: number | null): string {
  if (cell === null) {
    return '';
  }
  return line === null ? `cell ${cell}: ` : `cell ${cell}, line ${line}: `;
}
