import type { CellFacts } from '../analysis/facts';
import {
  IPYTHON_BUILTINS,
  MODULE_ATTRIBUTES,
  PYTHON_BUILTINS
} from '../analysis/python/builtins';
import {
  isIdentifier,
  isKeyword,
  isSoftKeyword
} from '../analysis/python/identifiers';
import { stem } from '../core/path';
import { toAscii } from './naming/ascii';
import { nameOfCode, verbOfCode, withObject } from './naming/code';
import { nameOfPhrase } from './naming/phrase';
import { verbOf } from './naming/verbs';

export { isIdentifier, isKeyword };

/** What a function's default name is made of. */
export type NameContext = {
  /** Text of the Markdown heading above the cells. */
  readonly heading: string | null;
  /** Comment that the cells begin with. */
  readonly comment: string | null;
  /** Names that the function returns. */
  readonly results: readonly string[];
  /** The cells that become the function. */
  readonly facts: readonly CellFacts[];
  /** 0-based position of the first of them. */
  readonly cell: number;
};

/**
 * A default name, verb first and in ASCII snake case: from the comment, else the heading, else the code,
 * else `step_N` (N counted from 1). It may be taken.
 */
export function suggestName(context: NameContext): string {
  const { comment, heading, results, facts, cell } = context;
  const statements = facts.flatMap(one => one.statements);
  const verb = verbOfCode(results, statements);
  const phrases = [comment, heading].map(text => {
    const name = text === null ? null : nameOfPhrase(text, verb);
    const bare = name !== null && verbOf(name) === name;
    return bare ? (withObject(name, results, statements) ?? name) : name;
  });
  const wishes = [...phrases, nameOfCode(results, statements)];
  const usable = wishes.find(
    name => name !== null && isIdentifier(name) && !isReserved(name)
  );
  return usable ?? `step_${cell + 1}`;
}

/** The name itself, or with the first of `_2`, `_3` … that makes it free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let n = 2; taken.has(free) || isReserved(free); n++) {
    free = `${name}_${n}`;
  }
  return free;
}

/** Whether Python or IPython already means something by the name. */
export function isReserved(name: string): boolean {
  return (
    isKeyword(name) ||
    isSoftKeyword(name) ||
    PYTHON_BUILTINS.has(name) ||
    IPYTHON_BUILTINS.has(name) ||
    MODULE_ATTRIBUTES.has(name)
  );
}

/** A module name (no folder, no ending) for a notebook: `01 Sales-Überblick.ipynb` gives
 *  `nb_01_sales_uberblick`; `helpers` for `Untitled…` and for names without Latin letters or digits. */
export function moduleNameFor(notebookPath: string): string {
  const name = toAscii(stem(notebookPath))
    .replace(/[^a-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (name === '' || /^untitled/.test(name)) {
    return 'helpers';
  }
  const safe = /^\d/.test(name) ? `nb_${name}` : name;
  return isKeyword(safe) ? `${safe}_lib` : safe;
}
