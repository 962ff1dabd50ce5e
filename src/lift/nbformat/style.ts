import type { Span } from '../../core/span';
import { equalJson } from './equal';
import { isEscaped, items, members, parseJson } from './json';

/** How a notebook file spells what is new in it, read off the cell that it comes from. */
export type Style = {
  /** Line end and indentation between the members of the cell, `''` where all is on one line. */
  readonly indent: string;
  /** What one level adds to the indentation. */
  readonly unit: string;
  /** Between items on one line: `,` or `, `. */
  readonly comma: string;
  readonly colon: string;
  /** From `{` to the first member, between members, from the last member to `}`. */
  readonly open: string;
  readonly separator: string;
  readonly close: string;
  /** Spells a string. */
  readonly quote: (value: string) => string;
};

/** The style of one cell of a file. */
export function styleOf(text: string, cell: Span): Style {
  const [first, second] = members(text, cell);
  const last = members(text, cell).pop();
  const open = first ? text.slice(cell.start + 1, first.keySpan.start) : '';
  const separator =
    first && second
      ? text.slice(first.value.end, second.keySpan.start)
      : `,${open}`;
  const close = last ? text.slice(last.value.end, cell.end - 1) : '';
  const indent = open.includes('\n') ? open : '';
  return {
    indent,
    unit: indent.startsWith(close) ? indent.slice(close.length) : ' ',
    comma: indent ? ',' : separator.includes('\n') ? ', ' : separator,
    colon: first ? text.slice(first.keySpan.end, first.value.start) : ': ',
    open,
    separator,
    close,
    quote: quoter(text, text.slice(cell.start, cell.end))
  };
}

/** The spelling of a value at the depth whose line end and indentation are `indent`. A value that stands in
 *  the file already (`origin`), or a part of it that does, is spelled as it is there. */
export function spell(
  value: unknown,
  style: Style,
  indent: string,
  text: string,
  origin?: Span
): string {
  if (origin && isSpelled(value, text, origin)) {
    return text.slice(origin.start, origin.end);
  }
  if (typeof value === 'string') {
    return style.quote(value);
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  const inner = indent && indent + style.unit;
  if (Array.isArray(value)) {
    const before =
      origin && text[origin.start] === '[' ? items(text, origin) : [];
    const parts = value.map((item, index) => {
      const same = before.find(one => isSpelled(item, text, one));
      return spell(item, style, inner, text, same ?? before[index]);
    });
    return wrap('[', parts, ']', inner, indent, style);
  }
  const before =
    origin && text[origin.start] === '{' ? members(text, origin) : [];
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => {
      const known = before.find(one => one.key === key)?.value;
      return (
        style.quote(key) + style.colon + spell(part, style, inner, text, known)
      );
    });
  return wrap('{', parts, '}', inner, indent, style);
}

/** The text at `span` says this value. */
function isSpelled(value: unknown, text: string, span: Span): boolean {
  const was = parseJson(text.slice(span.start, span.end));
  return was.ok && equalJson(was.value, value);
}

function wrap(
  left: string,
  parts: readonly string[],
  right: string,
  inner: string,
  indent: string,
  style: Style
): string {
  if (parts.length === 0) {
    return left + right;
  }
  return left + inner + parts.join(style.comma + inner) + indent + right;
}

/** Spells strings with the escapes of the cell; where it has none to go by, with those of the file. */
function quoter(text: string, cell: string): (value: string) => string {
  const escapes = (how: (sample: string) => boolean | null) =>
    how(cell) ?? how(text) ?? false;
  return value => {
    let quoted = JSON.stringify(value);
    if (/[\u007f-\uffff]/.test(quoted) && escapes(escapesUnicode)) {
      quoted = quoted.replace(/[\u007f-\uffff]/g, unicodeEscape);
    }
    return quoted.includes('/') && escapes(escapesSlash)
      ? quoted.replace(/\//g, '\\/')
      : quoted;
  };
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Whether a JSON text writes other characters than ASCII as escapes; `null` if it holds none. */
function escapesUnicode(text: string): boolean | null {
  if (/[\u0080-\ufefe\uff00-\uffff]/.test(text)) {
    return false;
  }
  for (const [, digits] of text.matchAll(/\\(?:u([0-9a-fA-F]{4})|[^u])/g)) {
    if (digits && parseInt(digits, 16) > 0x7e) {
      return true;
    }
  }
  return null;
}

/** Whether a JSON text writes `/` as `\/`, by the first one; `null` if it holds none. */
function escapesSlash(text: string): boolean | null {
  const slash = text.indexOf('/');
  return slash < 0 ? null : isEscaped(text, slash);
}
