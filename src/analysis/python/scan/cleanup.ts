import type { Span } from '../../../core/span';
import { commonMargin, isSpace, splitLines } from './lines';
import { stripPrompts } from './prompts';

/** A cell after IPython's cleanup, at the same offsets. */
export type Cleaned = {
  /** What IPython takes away from the start of a line is form feeds here: to Python's tokenizer,
   *  to CPython and to tree-sitter alike they set the column back to 0. */
  readonly text: string;
  /** Offset of the first line that is not blank. */
  readonly start: number;
  /** Blanks that all lines are indented by. */
  readonly indent: string;
  /** Prompts (`>>> `, `... `, `In [1]: `) that were taken away. */
  readonly prompts: readonly Span[];
};

/**
 * IPython's `leading_empty_lines`, `leading_indent`, `classic_prompt` and `ipython_prompt`
 * (`core/inputtransformer2.py`, 9.17) on the text from `from` on.
 */
export function cleanCell(text: string, from: number): Cleaned {
  const all = splitLines(text, from);
  const first = all.findIndex(
    line => !isSpace(text.slice(line.start, line.end))
  );
  const lines = first < 0 ? all : all.slice(first);
  const start = lines.length > 0 ? lines[0].start : text.length;
  const indent = commonMargin(text, start);
  // `textwrap.dedent` cuts after line feeds only: other separators start no line for it.
  const margins = lines.map((line, i) =>
    i === 0 || text[line.start - 1] === '\n'
      ? marginOf(text, line, indent.length)
      : 0
  );
  const prompted = stripPrompts(
    lines.map((line, i) => text.slice(line.start + margins[i], line.end))
  );
  const prompts: Span[] = [];
  const cuts: Span[] = [];
  lines.forEach((line, i) => {
    const at = line.start + margins[i];
    const { prompt, margin } = prompted?.[i] ?? { prompt: 0, margin: 0 };
    if (prompt > 0) {
      prompts.push({ start: at, end: at + prompt });
    }
    if (at + prompt + margin > line.start) {
      cuts.push({ start: line.start, end: at + prompt + margin });
    }
  });
  return { text: cut(text, cuts), start, indent, prompts };
}

function cut(text: string, cuts: readonly Span[]): string {
  if (cuts.length === 0) {
    return text;
  }
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of cuts) {
    parts.push(text.slice(done, start), '\f'.repeat(end - start));
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/** How much of the margin a line has: all of it, or less on a blank line. */
function marginOf(text: string, line: Span, margin: number): number {
  let length = 0;
  while (length < margin && /[ \t]/.test(text.charAt(line.start + length))) {
    length += 1;
  }
  return length;
}
