import type { Span } from '../../../core/span';

/** Options before the code: letters that take a value, letters that do not, names that take a value. */
type Options = {
  readonly valued: string;
  readonly flags: string;
  readonly long?: readonly string[];
};

/** Line magics whose argument is Python code after options. */
const CODE_LINE: { readonly [name: string]: Options } = {
  time: { valued: '', flags: '' },
  timeit: { valued: 'nrpv', flags: 'tcqo' },
  prun: { valued: 'DlsT', flags: 'rq' },
  memit: { valued: 'rtiI', flags: 'coh' },
  mprun: { valued: 'fT', flags: 'rc' },
  lprun: { valued: 'fmDTu', flags: 'rsz' },
  snakeviz: { valued: 'fhp', flags: 'tn' },
  pyinstrument: { valued: 'p', flags: '', long: ['interval', 'renderer'] },
  debug: { valued: 'b', flags: '', long: ['breakpoint'] }
};

/** Cell magics whose body runs in the notebook's namespace. The first line's argument is
 *  code too (set-up, or a first statement) where the value is true. */
const CODE_CELL: { readonly [name: string]: boolean } = {
  time: false,
  timeit: true,
  capture: false,
  prun: true,
  memit: true,
  mprun: false,
  lprun: false,
  debug: false,
  snakeviz: false,
  pyinstrument: false,
  wandb: false,
  ipytest: false
};

/** The body of this cell magic is Python that runs in the notebook's namespace. */
export function hasPythonBody(name: string): boolean {
  return Object.prototype.hasOwnProperty.call(CODE_CELL, name);
}

/** Where the Python code in a magic's argument lies; `null` where there is none. */
export function payloadOf(
  text: string,
  name: string,
  argument: Span,
  cell: boolean
): Span | null {
  const options = Object.prototype.hasOwnProperty.call(CODE_LINE, name)
    ? CODE_LINE[name]
    : undefined;
  if (!options || (cell && !CODE_CELL[name])) {
    return null;
  }
  const start = skipOptions(text, argument, options);
  return start < argument.end ? { start, end: argument.end } : null;
}

/** The code that options hold (`%lprun -f function statement`). */
export function optionCode(text: string, name: string, argument: Span): Span[] {
  if (name !== 'lprun' && name !== 'mprun') {
    return [];
  }
  const stop = skipOptions(text, argument, CODE_LINE[name]);
  const spans: Span[] = [];
  for (const match of text
    .slice(argument.start, stop)
    .matchAll(/(?:^|\s)-f\s*([^\s-]\S*)/g)) {
    const end = argument.start + match.index + match[0].length;
    spans.push({ start: end - match[1].length, end });
  }
  return spans;
}

const OPTION = /--([\w-]+)|-([a-zA-Z])(\S*)/y;
const BLANKS = /(?:[ \t]|\\\r?\n)*/y;
const WORD = /\S*/y;

/** Offset of the first character after the options. */
function skipOptions(text: string, argument: Span, options: Options): number {
  let pos = skip(BLANKS, text, argument.start);
  for (;;) {
    OPTION.lastIndex = pos;
    const match = OPTION.exec(text);
    const [, long, letter, glued] = match ?? [];
    const known = long || (options.valued + options.flags).includes(letter);
    if (!match || !known || pos >= argument.end) {
      return Math.min(pos, argument.end);
    }
    pos = skip(BLANKS, text, OPTION.lastIndex);
    const valued = long
      ? (options.long ?? []).includes(long)
      : options.valued.includes(letter) && glued === '';
    if (valued) {
      pos = skip(BLANKS, text, skip(WORD, text, pos));
    }
  }
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}
