import type { TextKind } from '../grammar/check';
import type { PythonParser } from '../parse';
import { readTree } from '../read';
import type { Tree } from '../read';
import { resolveScopes } from '../scopes';
import type { Scan } from '../types';
import { Names } from './names';

/** Python text, parsed and resolved. */
export type Code = Tree & { readonly names: Names };

/** Parses a scanned text. Never throws on bad Python. */
export function readCode(
  parser: PythonParser,
  scan: Scan,
  kind: TextKind
): Code {
  const { source, root, faults } = readTree(parser, scan, kind);
  const names = new Names(resolveScopes(root, source));
  return { source, root, faults, names };
}
