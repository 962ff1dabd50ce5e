import type { TextKind } from './grammar/check';
import { readTokens } from './grammar/check';
import type { PythonParser } from './parse';
import { respell } from './respell';
import type { ScanProblem } from './scan';
import type { PyNode } from './tree';
import type { Scan } from './types';

/** A text with its tree. */
export type Tree = {
  /** The parsed text: offsets are those of the cell. */
  readonly source: string;
  readonly root: PyNode;
  /** What the grammar finds wrong. */
  readonly faults: readonly ScanProblem[];
};

/**
 * The tree of a scanned text. For text without a fault the grammar has built it while it read
 * the tokens; other text goes to the parser, which goes on behind what it cannot read.
 */
export function readTree(
  parser: PythonParser,
  scan: Scan,
  kind: TextKind
): Tree {
  const { masked, tokens, problems } = scan;
  const { faults, root } = readTokens(tokens, kind);
  if (faults.length === 0 && problems.length === 0) {
    return { source: masked, root, faults };
  }
  const source = respell(masked, tokens);
  return { source, root: parser.parse(source), faults };
}
