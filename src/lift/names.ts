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
import { actOfCode, fitsCode } from './naming/acts';
import { callsOf, type Act, type Code } from './naming/code';
import { nameOfPhrase } from './naming/phrase';
import { resultAct } from './naming/results';
import { verbOf } from './naming/verbs';

export { isIdentifier, isKeyword };

/** What a function's default name is made of. */
export type NameContext = {
  /** Text of the Markdown heading above the cells. */
  readonly heading: string | null;
  /** Comment that the cells begin with. */
  readonly comment: string | null;
  readonly code: Code;
  /** 0-based position of the first cell. */
  readonly cell: number;
};

/**
 * A default name, verb first and in ASCII snake case: from the comment, else the heading, else the code,
 * else `step_N` (N counted from 1). It may be taken.
 */
export function suggestName(context: NameContext): string {
  const { comment, heading, code, cell } = context;
  const act = actOfCode(code);
  const wish = [
    nameOfText(comment, 'comment', act, code),
    nameOfText(heading, 'heading', act, code),
    act === null ? null : nameOfAct(act)
  ].find(isUsable);
  return wish === undefined ? `step_${cell + 1}` : apartFromCalls(wish, code);
}

/** A name from a text above the code, where it does not say the contrary of what the code does. */
function nameOfText(
  text: string | null,
  source: 'comment' | 'heading',
  act: Act | null,
  code: Code
): string | null {
  const name = text === null ? null : nameOfPhrase(text, act?.verb ?? 'run');
  if (name === null || !fitsCode(name.split('_')[0], source, code)) {
    return null;
  }
  // What is split for training and testing is said by the code alone.
  if (act?.verb === 'split' && /^split_(?!.*t(?:rain|est))/.test(name)) {
    return null;
  }
  if (verbOf(name) !== name || act === null) {
    return name;
  }
  if (name === 'import') {
    return null;
  }
  // A verb alone says too little.
  const { object } = resultAct(code) ?? act;
  return nameOfAct({ verb: name, object });
}

function nameOfAct({ verb, object }: Act): string {
  const name = `${verb}_${object}`.slice(0, LONGEST).replace(/_+$/, '');
  return object === '' || object === verb ? verb : name;
}

/** Another name for a function that calls one of this name: `digits = load_digits()`. */
function apartFromCalls(name: string, code: Code): string {
  if (!callsOf(code).some(call => call.path === name)) {
    return name;
  }
  const fetches = /^(load|fetch|make|get|read)_/.test(name);
  return fetches && code.returns.length > 0 ? `${name}_data` : `run_${name}`;
}

function isUsable(name: string | null): name is string {
  return name !== null && isIdentifier(name) && !isReserved(name);
}

const LONGEST = 44;

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
