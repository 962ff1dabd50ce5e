import type { ScanProblem, Token } from '../scan/tokens';
import { isKeyword } from '../identifiers';
import { wordKind } from '../tree/kinds';
import { TreeBuilder } from './builder';
import type { Scope } from './scope';
import { moduleScope } from './scope';

/** Deepest nesting of expressions that is followed. */
const DEEPEST = 400;

const KEYWORDLESS = '';

export type Mode = {
  /** Await and `async for` are allowed at the top level, as in a notebook. */
  readonly topLevelAwait: boolean;
  /** Every top-level statement is compiled on its own, as IPython does. */
  readonly separateStatements: boolean;
};

/** A point to go back to when a reading fails. */
export type Attempt = {
  readonly index: number;
  readonly problems: number;
  readonly built: number;
};

/**
 * A place in the tokens of one text, and what is known there. A fault is noted once per
 * logical line: the cursor then stands on the line's end, where no construct matches, so
 * that every rule ends by itself; the statement loop goes on behind it.
 */
export class Cursor {
  readonly problems: ScanProblem[] = [];
  /** What was read so far. */
  readonly tree = new TreeBuilder();
  index = 0;
  token: Token;
  /** Text of the current token if it is a name or operator, else ''. */
  key = KEYWORDLESS;
  private isName = false;
  /** A fault was found in this logical line. */
  failed = false;
  scope: Scope = moduleScope();
  /** Names declared `nonlocal`, with the scopes that do. */
  readonly nonlocals: [Scope, Token][] = [];
  /** Inside how many iterables of comprehensions. */
  iterables = 0;
  /** Inside how many bounds, defaults and values of type parameters and aliases. */
  types = 0;
  /** `from __future__ import` may still stand here. */
  mayImportFuture = true;
  private depth = 0;
  private readonly comprehensions: ReadonlySet<number>;

  constructor(
    readonly tokens: readonly Token[],
    readonly mode: Mode
  ) {
    this.comprehensions = findComprehensions(tokens);
    this.token = tokens[0];
    this.move(0);
  }

  /** Goes to the next token and returns the one left. */
  advance(): Token {
    const { token } = this;
    if (token.type !== 'end') {
      this.tree.token(token, this.isName);
      this.move(this.index + 1);
    }
    return token;
  }

  /** Steps over a word that is a keyword here and a name elsewhere. */
  keyword(): Token {
    const { token } = this;
    this.tree.leaf(wordKind(token.text), token.start, token.end);
    this.move(this.index + 1);
    return token;
  }

  /** Text of the token `ahead` places on, if it is a name or operator. */
  peek(ahead = 1): string {
    return keyOf(this.tokens[this.index + ahead]);
  }

  /** Steps over a name or operator; says whether it was there. */
  accept(key: string): boolean {
    if (this.key !== key) {
      return false;
    }
    this.advance();
    return true;
  }

  expect(key: string): boolean {
    if (this.accept(key)) {
      return true;
    }
    this.unexpected(`expected '${key}'`);
    return false;
  }

  /** The current token is of that type. */
  at(type: Token['type']): boolean {
    return this.token.type === type;
  }

  /** The current token is an identifier. */
  atName(): boolean {
    return this.isName;
  }

  /** The next token is an identifier. */
  beforeName(): boolean {
    return isName(this.tokens[this.index + 1]);
  }

  /** Steps over an identifier and returns it. */
  name(): Token {
    const { token } = this;
    if (this.isName) {
      this.advance();
    } else {
      this.unexpected('expected a name');
    }
    return token;
  }

  /** The current token cannot stand here. */
  unexpected(detail?: string): void {
    const { type, text } = this.token;
    const what =
      type === 'newline' || type === 'end' ? 'the line ends too early' : text;
    const seen = what.length > 30 ? `${what.slice(0, 30)}…` : what;
    this.fault(
      'syntax',
      this.token,
      detail
        ? `Invalid syntax: ${detail}, found '${seen}'.`
        : `Invalid syntax at '${seen}'.`
    );
  }

  /** Gives the line up: notes the fault unless the line has one already, goes to the line's end. */
  fault(code: string, at: Token, message: string): void {
    if (!this.failed) {
      this.note(code, at, message);
      this.failed = true;
    }
    let index = this.index;
    while (
      this.tokens[index].type !== 'newline' &&
      this.tokens[index].type !== 'end'
    ) {
      index += 1;
    }
    this.move(index);
  }

  /** Notes a problem with code whose structure is clear, and goes on. */
  note(code: string, at: Token, message: string): void {
    if (!this.failed) {
      this.problems.push({ code, offset: at.start, message });
    }
  }

  attempt(): Attempt {
    const { index, problems, tree } = this;
    return { index, problems: problems.length, built: tree.mark() };
  }

  /** Back to where the attempt began, as if nothing had been read. */
  back(attempt: Attempt): void {
    this.problems.length = attempt.problems;
    this.failed = false;
    this.tree.back(attempt.built);
    this.move(attempt.index);
  }

  /** Goes one level deeper, to be followed by `leave`; `false` and a fault where that is too deep. */
  enter(): boolean {
    if (this.depth >= DEEPEST) {
      this.fault('too-deep', this.token, 'The code is nested too deeply.');
      return false;
    }
    this.depth += 1;
    return true;
  }

  leave(): void {
    this.depth -= 1;
  }

  /** The bracket at that token holds a comprehension: a `for` stands directly in it. */
  isComprehension(index: number): boolean {
    return this.comprehensions.has(index);
  }

  private move(index: number): void {
    this.index = index;
    this.token = this.tokens[index];
    this.key = keyOf(this.token);
    this.isName = isName(this.token);
  }
}

function isName(token: Token): boolean {
  return token.type === 'name' && !isKeyword(token.text);
}

function keyOf(token: Token | undefined): string {
  return token && (token.type === 'op' || token.type === 'name')
    ? token.text
    : KEYWORDLESS;
}

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/** Indexes of the brackets in which a `for` directly stands. */
function findComprehensions(tokens: readonly Token[]): Set<number> {
  const found = new Set<number>();
  const open: number[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const { type, text } = tokens[index];
    if (type === 'op' && OPENING.has(text)) {
      open.push(index);
    } else if (type === 'op' && CLOSING.has(text)) {
      open.pop();
    } else if (type === 'name' && text === 'for' && open.length > 0) {
      found.add(open[open.length - 1]);
    } else if (type === 'newline') {
      open.length = 0;
    }
  }
  return found;
}
