import { lineAt } from '../../../core/span';
import type { Problem } from '../../facts';
import type { Scan } from '../types';
import type { PyNode } from './tree';

/** Faults of a cell in order of text, one per line. */
export function problemsOf(
  root: PyNode,
  source: string,
  scan: Scan
): readonly Problem[] {
  const found = scan.problems.map(({ code, offset, message }) => ({
    code,
    offset,
    message
  }));
  addBroken(root, found);
  const seen = new Set<number>();
  return found
    .sort((a, b) => a.offset - b.offset)
    .map(({ code, offset, message }) => ({
      code,
      line: lineAt(source, offset),
      message
    }))
    .filter(({ line }) => !seen.has(line) && seen.add(line));
}

function addBroken(
  node: PyNode,
  found: { code: string; offset: number; message: string }[]
): void {
  if (!node.broken) {
    return;
  }
  const deeper = node.kids.filter(kid => kid.broken);
  if (node.type === 'ERROR' || deeper.length === 0) {
    found.push({
      code: 'syntax',
      offset: node.start,
      message: 'This text is not valid Python.'
    });
  } else {
    deeper.forEach(kid => addBroken(kid, found));
  }
}
