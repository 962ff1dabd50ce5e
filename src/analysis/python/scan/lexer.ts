import type { Span } from '../../../core/span';
import { lineEnd } from './lines';
import { closeInterpolation, lexStringPart, openString } from './strings';
import type { Frame } from './strings';
import { blanks, isBlank, lineEndAt, padded, wordEnd } from './tokens';
import type { Edit, ScanProblem, Token } from './tokens';

const OPERATOR =
  /\*\*=?|\/\/=?|>>=?|<<=?|\.\.\.|->|:=|<>|[-+*/%@&|^=<>!]=|[-+*/%@&|^=<>~()[\]{},:;.]/y;

/** The most frequent ones, by code; with `=` behind them two of these are others. */
const SINGLE = codesOf('()[]{},;=:');
const BEFORE_EQUALS = codesOf('=:');

function codesOf(characters: string): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) =>
    Number(characters.includes(String.fromCharCode(code)))
  );
}

/** Offset behind the operator at `pos`; `pos` where there is none. */
function operatorEnd(text: string, pos: number): number {
  const code = text.charCodeAt(pos);
  if (
    SINGLE[code] &&
    !(BEFORE_EQUALS[code] && text.charCodeAt(pos + 1) === EQUALS)
  ) {
    return pos + 1;
  }
  OPERATOR.lastIndex = pos;
  return OPERATOR.test(text) ? OPERATOR.lastIndex : pos;
}

const EQUALS = 61;

// Python's number literals; what they leave over (`0b1` of `0b12`) is the next token,
// and two literals in a row are no syntax.
const NUMBER =
  /(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?|\d(?:_?\d)*[eE][-+]?\d(?:_?\d)*[jJ]?|\d(?:_?\d)*[jJ]|0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?0)*|[1-9](?:_?\d)*/y;

const WORD_START = /^\p{XID_Start}/u;

const STRING_PREFIX = /^(?:[rubft]|br|rb|fr|rf|tr|rt)$/i;

/** A point that {@link Lexer.reset} returns to. Only taken outside brackets. */
export type Mark = {
  readonly pos: number;
  readonly lengths: readonly [number, number, number, number, number];
};

/**
 * Cuts text into Python's tokens, one at a call, and notes what the masked copy needs:
 * comments blanked, lines joined. Never throws, takes time linear in the text; what is
 * no token becomes one of type `error`. Strings with fields are cut as Python 3.12 does.
 */
export class Lexer {
  pos: number;
  readonly tokens: Token[] = [];
  readonly comments: Span[] = [];
  readonly strings: Span[] = [];
  readonly edits: Edit[] = [];
  readonly problems: ScanProblem[] = [];
  /** Open brackets and strings with fields, innermost last. */
  readonly stack: Frame[] = [];
  /** Logical lines. */
  readonly lines: Span[] = [];
  /** How many edits there were when the outermost of `stack` was opened. */
  private outer = 0;

  constructor(
    readonly text: string,
    start: number
  ) {
    this.pos = start;
  }

  mark(): Mark {
    const { tokens, comments, strings, edits, problems } = this;
    return {
      pos: this.pos,
      lengths: [
        tokens.length,
        comments.length,
        strings.length,
        edits.length,
        problems.length
      ]
    };
  }

  reset(mark: Mark): void {
    this.pos = mark.pos;
    this.stack.length = 0;
    const { tokens, comments, strings, edits, problems } = this;
    [tokens, comments, strings, edits, problems].forEach((list, index) => {
      list.length = mark.lengths[index];
    });
  }

  /** Puts a word, which becomes a token, in the place of a range; goes on behind it. */
  replace(span: Span, word: string): void {
    const edit = padded(span.start, span.end, word);
    const text = edit.text.trimEnd();
    const type = text === '0' ? 'number' : 'name';
    const end = span.start + text.length;
    this.edits.push(edit);
    this.tokens.push({ type, start: span.start, end, text });
    this.pos = span.end;
  }

  /** The same for a range that is a logical line of its own. */
  replaceLine(span: Span): void {
    this.replace(span, 'pass');
    this.lines.push(span);
    this.pos = lineEnd(this.text, span.end);
    this.endLine();
  }

  /** Ends a logical line. A lone carriage return becomes a line feed, and so does a separator
   *  of IPython's that is none of Python's and ends a command. */
  endLine(): void {
    const { text, pos } = this;
    const length = lineEndAt(text, pos);
    this.push('newline', pos, pos + length);
    this.breakLine(length);
  }

  /** Steps over a line end of that length. */
  breakLine(length: number): void {
    const { text, pos } = this;
    const end = Math.min(text.length, pos + Math.max(1, length));
    if (end === pos + 1 && text[pos] !== '\n') {
      this.edits.push({ start: pos, text: '\n' });
    }
    this.pos = end;
  }

  /** Notes something open. */
  open(frame: Frame): void {
    if (this.stack.length === 0) {
      this.outer = this.edits.length;
    }
    this.stack.push(frame);
  }

  /** The text ends inside brackets: what follows the outermost stays as it is, so that
   *  the parser can recover at the line ends. */
  abandon(): void {
    const start = this.stack[0].start;
    this.problem('unclosed-bracket', start, 'A bracket is not closed.');
    this.edits.length = this.outer;
    this.stack.length = 0;
  }

  push(type: Token['type'], start: number, end: number): Token {
    const token = { type, start, end, text: this.text.slice(start, end) };
    this.tokens.push(token);
    return token;
  }

  problem(code: string, offset: number, message: string): void {
    this.problems.push({ code, offset, message });
  }

  /** Steps over blanks, comments and joined lines, but not over the end of the logical line. */
  skipTrivia(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (isBlank(code)) {
        this.pos += 1;
      } else if (code === 35) {
        this.comment();
      } else if (code === 92 && lineEndAt(text, this.pos + 1)) {
        this.join(1 + lineEndAt(text, this.pos + 1));
        if (this.pos >= text.length) {
          this.problem(
            'unexpected-end',
            this.pos - 1,
            'The text ends after a backslash.'
          );
        }
      } else if (this.stack.length > 0 && lineEndAt(text, this.pos)) {
        this.join(lineEndAt(text, this.pos));
      } else {
        return;
      }
    }
  }

  /** Blanks the comment at the current position. */
  comment(): void {
    let end = this.pos;
    while (end < this.text.length && !lineEndAt(this.text, end)) {
      end += 1;
    }
    this.comments.push({ start: this.pos, end });
    this.edits.push(blanks(this.pos, end));
    this.pos = end;
  }

  /** The next token of the logical line; `null` at the line's end. */
  next(): Token | null {
    const frame = this.innermost();
    if (frame?.inText) {
      return lexStringPart(this, frame);
    }
    this.skipTrivia();
    const { text, pos } = this;
    if (pos >= text.length || lineEndAt(text, pos)) {
      return null;
    }
    const code = text.charCodeAt(pos);
    if (code === 34 || code === 39) {
      return openString(this, pos);
    }
    const word = wordEnd(text, pos);
    if (code >= 48 && code <= 57) {
      return this.number() ?? this.operator();
    }
    if (word > pos && (code < 128 || WORD_START.test(text.slice(pos, word)))) {
      return this.word(word);
    }
    return (code === 46 ? this.number() : null) ?? this.operator();
  }

  /** Asking an empty list for its last element would look for a property named `-1`. */
  private innermost(): Frame | undefined {
    const { length } = this.stack;
    return length === 0 ? undefined : this.stack[length - 1];
  }

  private join(length: number): void {
    this.edits.push(blanks(this.pos, this.pos + length));
    this.pos += length;
  }

  private word(end: number): Token {
    const { text, pos } = this;
    const quote = text.charCodeAt(end);
    if (
      (quote === 34 || quote === 39) &&
      end - pos <= 2 &&
      STRING_PREFIX.test(text.slice(pos, end))
    ) {
      return openString(this, end);
    }
    this.pos = end;
    return this.push('name', pos, end);
  }

  private number(): Token | null {
    NUMBER.lastIndex = this.pos;
    if (!NUMBER.test(this.text)) {
      return null;
    }
    const start = this.pos;
    this.pos = NUMBER.lastIndex;
    return this.push('number', start, this.pos);
  }

  private operator(): Token {
    const { text, pos } = this;
    const frame = this.innermost();
    if (frame?.kind === 'field') {
      const token = closeInterpolation(this, frame);
      if (token) {
        return token;
      }
    }
    const end = operatorEnd(text, pos);
    if (end === pos) {
      const size = (text.codePointAt(pos) ?? 0) > 0xffff ? 2 : 1;
      this.pos = pos + size;
      if (text[pos] === '\\') {
        this.problem(
          'backslash',
          pos,
          'Only a line end may follow a backslash.'
        );
      }
      return this.push('error', pos, this.pos);
    }
    this.pos = end;
    this.track(text[pos]);
    return this.push('op', pos, this.pos);
  }

  /** Opens or closes a bracket. A closing one that fits nothing is left to the grammar. */
  private track(char: string): void {
    if (char === '(' || char === '[' || char === '{') {
      this.open({ kind: 'bracket', inText: false, start: this.pos - 1 });
    } else if (char === ')' || char === ']' || char === '}') {
      if (this.innermost()?.kind === 'bracket') {
        this.stack.pop();
      }
    }
  }
}
