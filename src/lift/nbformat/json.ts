import { fail, ok, type Result } from '../../core/result';
import type { Span } from '../../core/span';

/** One member of a JSON object, as it stands in the text. */
export type Member = {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Span;
};

/**
 * The value of a JSON text (RFC 8259), with `NaN` and `Infinity` read as `null`: Python's `json`
 * writes them, and notebooks with such outputs exist. On failure: the parser's own words.
 */
export function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    try {
      return ok(JSON.parse(withoutNaN(text)) as unknown);
    } catch {
      return fail(error instanceof Error ? error.message : String(error));
    }
  }
}

/** The members of the object that spans `span`, in order of text, duplicates included.
 *  This and the functions below expect a text that `parseJson` accepts. */
export function members(text: string, span: Span): Member[] {
  const found: Member[] = [];
  let at = skipSpace(text, span.start + 1);
  while (text[at] === '"') {
    const keySpan = { start: at, end: skipString(text, at) };
    const start = skipSpace(text, skipSpace(text, keySpan.end) + 1);
    const value = { start, end: skipValue(text, start) };
    const key = JSON.parse(text.slice(keySpan.start, keySpan.end)) as string;
    found.push({ key, keySpan, value });
    at = skipSpace(text, value.end);
    at = text[at] === ',' ? skipSpace(text, at + 1) : at;
  }
  return found;
}

/** The member that counts where a key stands twice: the last, for every reader of notebooks. */
export function member(
  text: string,
  span: Span,
  key: string
): Member | undefined {
  return members(text, span)
    .reverse()
    .find(one => one.key === key);
}

/** The items of the array that spans `span`. */
export function items(text: string, span: Span): Span[] {
  const found: Span[] = [];
  let at = skipSpace(text, span.start + 1);
  while (text[at] !== ']') {
    const item = { start: at, end: skipValue(text, at) };
    found.push(item);
    at = skipSpace(text, item.end);
    at = text[at] === ',' ? skipSpace(text, at + 1) : at;
  }
  return found;
}

/** The same JSON on one line without blanks: numbers, escapes and order stay as they are spelled;
 *  `NaN` and `Infinity`, which are not JSON, become `null`. */
export function compactJson(text: string): string {
  return rewrite(text, /"|\s+|-?Infinity|NaN/g, found =>
    /\s/.test(found) ? '' : 'null'
  );
}

/** Offset of the first character at or after `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && ' \t\r\n\ufeff'.includes(text[end])) {
    end++;
  }
  return end;
}

function skipValue(text: string, at: number): number {
  if (text[at] === '"') {
    return skipString(text, at);
  }
  const brackets = /["{}[\]]/g;
  if (text[at] !== '{' && text[at] !== '[') {
    const end = /[\s,\]}]|$/g;
    end.lastIndex = at;
    return end.exec(text)?.index ?? text.length;
  }
  brackets.lastIndex = at;
  let depth = 0;
  for (let found = brackets.exec(text); found; found = brackets.exec(text)) {
    if (found[0] === '"') {
      brackets.lastIndex = skipString(text, found.index);
    } else {
      depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
      if (depth === 0) {
        return brackets.lastIndex;
      }
    }
  }
  return text.length;
}

/** Offset after the string that begins at `at`. By `indexOf`, not by a pattern: outputs hold strings of
 *  many megabytes, on which a pattern with alternatives exhausts the engine's stack. */
function skipString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end > 0 && isEscaped(text, end)) {
    end = text.indexOf('"', end + 1);
  }
  return end < 0 ? text.length : end + 1;
}

/** Whether an odd number of backslashes stands before a character of a string. */
export function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') {
    start--;
  }
  return (at - start) % 2 === 1;
}

function withoutNaN(text: string): string {
  return rewrite(text, /"|-?Infinity|NaN/g, () => 'null');
}

/** Replaces matches outside strings. The pattern matches `"` too. */
function rewrite(
  text: string,
  pattern: RegExp,
  replacement: (found: string) => string
): string {
  const parts: string[] = [];
  let from = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    if (found[0] === '"') {
      pattern.lastIndex = skipString(text, found.index);
    } else {
      parts.push(text.slice(from, found.index), replacement(found[0]));
      from = pattern.lastIndex;
    }
  }
  return parts.join('') + text.slice(from);
}
