import type { Problem } from '../../facts';
import type { TextKind } from '../grammar/check';
import { readTokens } from '../grammar/check';
import type { Scan } from '../types';
import { findProblems } from '../validity';

/** What is wrong with a scanned text. */
export function problemsOf(
  source: string,
  scan: Scan,
  kind: TextKind
): Problem[] {
  return findProblems(source, scan, readTokens(scan.tokens, kind).faults);
}
