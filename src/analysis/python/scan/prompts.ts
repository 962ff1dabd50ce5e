import { commonMargin } from './lines';

/** How much goes from the start of a line: a prompt, then blanks that all lines share behind it. */
export type Stripped = { readonly prompt: number; readonly margin: number };

const DOCTEST_FIRST = /^\s*>>>/;
const DOCTEST = [/^\s*>>>[ \t]?/, /^\s*\.\.\.[ \t]?/];
const IPYTHON = /^(?:(?:(?:\[nav\]|\[ins\])? )?In \[\d+\]: |\s*\.{3,}: ?)/;

/**
 * Prompts pasted into a cell, as IPython 9.17's `classic_prompt` and `ipython_prompt` take
 * them away; `null` where there are none.
 */
export function stripPrompts(lines: readonly string[]): Stripped[] | null {
  const classic = stripDoctest(lines);
  const rest = classic
    ? lines.map((line, i) => line.slice(classic[i].prompt + classic[i].margin))
    : lines;
  if (!rest.slice(0, 2).some(line => IPYTHON.test(line))) {
    return classic;
  }
  return rest.map((line, i) => ({
    prompt:
      (classic ? classic[i].prompt + classic[i].margin : 0) +
      (IPYTHON.exec(line)?.[0].length ?? 0),
    margin: 0
  }));
}

function stripDoctest(lines: readonly string[]): Stripped[] | null {
  if (!lines.some(line => DOCTEST_FIRST.test(line))) {
    return null;
  }
  const kept = insideTripleQuotes(lines);
  if (!lines.some((line, i) => !kept[i] && DOCTEST_FIRST.test(line))) {
    return null;
  }
  const prompts = lines.map((line, i) => (kept[i] ? 0 : doctestPrompt(line)));
  const margins = lines.map(() => 0);
  for (let from = 0; from < lines.length;) {
    let to = from;
    while (to < lines.length && kept[to] === kept[from]) {
      to += 1;
    }
    shareMargin(lines, prompts, margins, from, to);
    from = to;
  }
  return prompts.map((prompt, i) => ({ prompt, margin: margins[i] }));
}

function doctestPrompt(line: string): number {
  const match = DOCTEST[0].exec(line) ?? DOCTEST[1].exec(line);
  return match ? match[0].length : 0;
}

/** A stretch of lines from which prompts went is dedented again. */
function shareMargin(
  lines: readonly string[],
  prompts: readonly number[],
  margins: number[],
  from: number,
  to: number
): void {
  if (!prompts.slice(from, to).some(prompt => prompt > 0)) {
    return;
  }
  const texts = lines.slice(from, to).map((l, i) => l.slice(prompts[from + i]));
  const margin = commonMargin(texts.join(''), 0).length;
  texts.forEach((text, i) => {
    const blank = /^[ \t]*/.exec(text)?.[0].length ?? 0;
    margins[from + i] = Math.min(margin, blank);
  });
}

/** IPython's guess at which lines lie in a string that was typed, not pasted with prompts. */
function insideTripleQuotes(lines: readonly string[]): boolean[] {
  let open: string | null = null;
  let preserve = false;
  let seenPrompt = false;
  return lines.map(line => {
    let kept = open !== null && preserve;
    for (const match of line.matchAll(/(?<!\\)("""|''')/g)) {
      if (open === null) {
        open = match[1];
        const before = line.slice(0, match.index);
        const code = before.slice(doctestPrompt(before));
        preserve =
          !(code !== before && seenPrompt) && /^[rubf]*$/i.test(code.trim());
        kept = preserve;
      } else if (open === match[1]) {
        open = null;
        preserve = false;
      }
    }
    seenPrompt = seenPrompt || DOCTEST_FIRST.test(line);
    return kept;
  });
}
