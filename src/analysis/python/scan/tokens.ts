/** One token, as CPython's tokenizer cuts them; offsets into the cell's own text. */
export type Token = {
  readonly type:
    | 'name' // identifiers and keywords
    | 'number'
    | 'string' // a literal without replacement fields
    | 'fstring-start' // `f'`: the tokens of the fields follow, then `fstring-end`
    | 'fstring-middle'
    | 'fstring-end'
    | 'op'
    | 'newline' // end of a logical line
    | 'indent'
    | 'dedent'
    | 'error' // a character or literal that is no token
    | 'end';
  readonly start: number;
  readonly end: number;
  /** As masked: `pass` or `0` for a magic. */
  readonly text: string;
};

/** A fault that the scanner sees. */
export type ScanProblem = {
  readonly code: string;
  readonly offset: number;
  readonly message: string;
};

/** Text that replaces `[start, start + text.length)` in the masked copy. */
export type Edit = { readonly start: number; readonly text: string };

const SPACE = 32;
const FIRST_NON_ASCII = 128;

/** ASCII letters, digits and `_`. */
const WORD = new Uint8Array(FIRST_NON_ASCII).map((_, code) =>
  /\w/.test(String.fromCharCode(code)) ? 1 : 0
);

const WIDE_WORD = /[\p{XID_Continue}]*/uy;

/** The offset after the identifier characters that start at `from`. */
export function wordEnd(text: string, from: number): number {
  let pos = from;
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code < FIRST_NON_ASCII) {
      if (!WORD[code]) {
        return pos;
      }
      pos += 1;
    } else if (code >= FIRST_NON_ASCII) {
      WIDE_WORD.lastIndex = pos;
      WIDE_WORD.test(text);
      if (WIDE_WORD.lastIndex === pos) {
        return pos;
      }
      pos = WIDE_WORD.lastIndex;
    } else {
      return pos; // past the end of the text: NaN
    }
  }
}

/** The length of the line end at `pos` by Python's rules (`\n`, `\r\n`, `\r`); 0 where there is none. */
export function lineEndAt(text: string, pos: number): number {
  const code = text.charCodeAt(pos);
  if (code === 10) {
    return 1;
  }
  if (code === 13) {
    return text.charCodeAt(pos + 1) === 10 ? 2 : 1;
  }
  return 0;
}

/** Blank of any kind inside a line: space, tab, form feed, byte order mark. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === 9 || code === 12 || code === 0xfeff;
}

/** As many spaces as the range is long. */
export function blanks(start: number, end: number): Edit {
  return { start, text: ' '.repeat(Math.max(0, end - start)) };
}

/** `word` and spaces over the whole range; `0` where the word is too long. */
export function padded(start: number, end: number, word: string): Edit {
  const text = word.length > end - start ? '0' : word;
  return { start, text: text.padEnd(end - start) };
}

/** Applies edits that are in order of text and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of edits) {
    parts.push(text.slice(done, edit.start), edit.text);
    done = edit.start + edit.text.length;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
