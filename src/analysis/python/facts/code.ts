import type { PythonParser } from '../parse';
import { respell } from '../respell';
import { resolveScopes } from '../scopes';
import type { Scan } from '../types';
import { Names } from './names';
import type { PyNode } from '../tree';

/** Python text, parsed and resolved. */
export type Code = {
  /** The parsed text: offsets are those of the cell. */
  readonly source: string;
  readonly root: PyNode;
  readonly names: Names;
};

/** Parses a scanned text. Never throws on bad Python. */
export function readCode(parser: PythonParser, { masked, tokens }: Scan): Code {
  const source = respell(masked, tokens);
  const root = parser.parse(source);
  return { source, root, names: new Names(resolveScopes(root, source)) };
}

/** Offsets of what the parser could not read. */
export function errorsIn(node: PyNode): readonly number[] {
  if (!node.broken) {
    return [];
  }
  const deeper = node.kids.filter(kid => kid.broken);
  return node.type === 'ERROR' || deeper.length === 0
    ? [node.start]
    : deeper.flatMap(errorsIn);
}
