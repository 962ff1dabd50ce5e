import type { Span } from '../../../core/span';
import type { Region } from '../types';
import { interpolations } from './interpolation';
import { optionCode, payloadOf } from './magics';

const NO_EXPANSION = new Set(['time', 'timeit', 'prun', 'memit', 'debug']);

/** Region of a command `%name …`, `!cmd`, `?name`, `/f x` …; `text` is the cell's, `span` the
 *  command from its first character. */
export function commandRegion(
  text: string,
  span: Span,
  assignment: boolean
): Region {
  const escape = text[span.start];
  if (escape === '%') {
    return magicRegion(text, span, assignment ? 'assignment' : 'line', 1);
  }
  if (escape === '!') {
    const start = span.start + (text[span.start + 1] === '!' ? 2 : 1);
    const reads = expanded(text, { start, end: span.end });
    const form = assignment ? 'assignment' : 'shell';
    return { form, span, name: '', payload: null, reads };
  }
  if (escape === '?') {
    const start = span.start + (text[span.start + 1] === '?' ? 2 : 1);
    return helpRegion(text, span, { start, end: span.end });
  }
  return quoteRegion(text, span);
}

/** Region of `target?`: the whole logical line. */
export function helpRegion(text: string, span: Span, target: Span): Region {
  const plain = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+|\[-?\d+\])*$/u;
  const reads = plain.test(text.slice(target.start, target.end))
    ? [target]
    : [];
  return { form: 'help', span, name: '', payload: null, reads };
}

/** Region of `%name argument` (`marks` = 1) or the line `%%name argument` (`marks` = 2). */
export function magicRegion(
  text: string,
  span: Span,
  form: Region['form'],
  marks: number
): Region {
  const start = span.start + marks;
  const space = text.slice(start, span.end).search(/ |\\?[\r\n]/);
  const nameEnd = space < 0 ? span.end : start + space;
  const name = text.slice(start, nameEnd);
  const argument = { start: Math.min(nameEnd + 1, span.end), end: span.end };
  const payload = payloadOf(text, name, argument, form === 'cell');
  const reads = NO_EXPANSION.has(name)
    ? []
    : expanded(text, {
        start: argument.start,
        end: payload?.start ?? span.end
      });
  reads.push(...optionCode(text, name, argument));
  return { form, span, name, payload, reads };
}

/** `/f x y` calls `f(x, y)`; `,f a b` and `;f a b` pass text. */
function quoteRegion(text: string, span: Span): Region {
  const reads: Span[] = [];
  for (const match of text
    .slice(span.start + 1, span.end)
    .matchAll(/[^\s\\]\S*/g)) {
    const start = span.start + 1 + match.index;
    reads.push({ start, end: start + match[0].length });
    if (text[span.start] !== '/') {
      break;
    }
  }
  return { form: 'quote', span, name: '', payload: null, reads };
}

/** The code that `var_expand` evaluates in a piece of the cell, at the cell's offsets. */
export function expanded(text: string, span: Span): Span[] {
  return interpolations(text.slice(span.start, span.end)).map(read => ({
    start: span.start + read.start,
    end: span.start + read.end
  }));
}
