import { Collector } from '../collector';
import type { Names } from '../names';
import { TOP } from '../place';
import type { PyNode } from '../../tree';
import { DEFINITIONS } from './definitions';
import { EXPRESSIONS } from './expressions';
import { STATEMENTS } from './statements';

const VISITS = new Map([...EXPRESSIONS, ...DEFINITIONS, ...STATEMENTS]);

/** Every use of a notebook name and every call in a statement, in order of text. */
export function collect(
  statement: PyNode,
  names: Names,
  source: string
): Collector {
  const to = new Collector(names, source, VISITS);
  to.collect(statement, TOP);
  return to;
}
