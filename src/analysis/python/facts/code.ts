import type { PythonParser } from '../parse';
import { resolveScopes } from '../scopes';
import { Names } from './names';
import type { PyNode } from './tree';
import { snapshot } from './tree';

/** Python text, parsed and resolved. */
export type Code = {
  /** The parsed text: offsets are those of the cell. */
  readonly source: string;
  readonly root: PyNode;
  readonly names: Names;
};

/** Parses a masked text. Never throws on bad Python. */
export function readCode(parser: PythonParser, masked: string): Code {
  return parser.withTree(masked, root => ({
    source: masked,
    root: snapshot(root),
    names: new Names(resolveScopes(root, masked))
  }));
}
