import type { Span } from '../../../core/span';
import type { Region } from '../types';
import type { Lexer, Mark } from './lexer';
import { lineEnd } from './lines';
import { commandRegion, helpRegion } from './regions';
import { isBlank, lineEndAt } from './tokens';
import type { Token } from './tokens';

const ESCAPES = new Set(['!', '?', '%', ',', ';', '/']);

/** `target?` at the end of a line (IPython's `_help_end_re`). */
const HELP =
  /%{0,2}(?!\p{Nd})[\p{L}\p{N}_*]+(?:\.(?!\p{Nd})[\p{L}\p{N}_*]+|\[-?\d+\])*(\?\??)$/u;
const LONGEST_TARGET = 500;

/** What was seen of IPython's syntax while the tokens of a line were cut. */
type Seen = {
  readonly start: Mark;
  /** The command that the line begins with, or that stands right of its first `=`. */
  command: Mark | null;
  assignment: boolean;
};

/**
 * Cuts one logical line from its first token to its line end, with IPython's rules where
 * `regions` is given: help first, then a command at its start, then one after its first `=`.
 * `source` is the text before cleanup.
 */
export function logicalLine(
  lexer: Lexer,
  source: string,
  regions: Region[] | null
): void {
  lexer.skipTrivia();
  const seen: Seen = { start: lexer.mark(), command: null, assignment: false };
  if (regions && startsCommand(lexer)) {
    seen.command = seen.start;
  }
  const last = cutTokens(lexer, source, regions === null ? null : seen);
  const region = regions && special(lexer, source, seen, last);
  if (region) {
    lexer.reset(seen.command ?? seen.start);
    lexer.replace(region.span, seen.assignment ? '0' : 'pass');
    regions.push(region);
    lexer.pos = lineEnd(source, lexer.pos);
  }
  endLine(lexer, seen.start.pos, region ? region.span.end : 0);
}

/** Cuts tokens to the end of the logical line, or of the command's own line once there is one. */
function cutTokens(
  lexer: Lexer,
  source: string,
  seen: Seen | null
): Token | null {
  let last: Token | null = null;
  let awaiting = seen !== null && seen.command === null;
  let limit = seen?.command ? commandEnd(source, lexer.pos, true) : Infinity;
  while (lexer.pos < limit) {
    const token = lexer.next();
    if (!token) {
      break;
    }
    last = token;
    if (awaiting && seen && token.text === '=' && lexer.stack.length === 0) {
      awaiting = false;
      lexer.skipTrivia();
      if (commandFollows(lexer, source, token)) {
        seen.command = lexer.mark();
        seen.assignment = true;
        limit = commandEnd(source, lexer.pos, true);
      }
    }
  }
  return last;
}

/** The region that the line holds, if any. */
function special(
  lexer: Lexer,
  source: string,
  seen: Seen,
  last: Token | null
): Region | null {
  const { text } = lexer;
  const help = last && helpTarget(lexer, seen.start.pos, last);
  if (help) {
    seen.command = seen.start;
    seen.assignment = false;
    return helpRegion(text, { start: seen.start.pos, end: last.end }, help);
  }
  if (!seen.command) {
    return null;
  }
  const start = seen.command.pos;
  const end = commandEnd(source, start);
  const length = text.slice(start, end).trimEnd().length;
  return commandRegion(text, { start, end: start + length }, seen.assignment);
}

/** End of a command: the end of its line, or of the last one that backslashes add to it.
 *  IPython adds no line after `\\r\n`, though to Python's tokenizer it does continue. */
function commandEnd(source: string, from: number, crlf = false): number {
  let end = lineEnd(source, from);
  for (;;) {
    const length = crlf ? lineEndAt(source, end) : Number(source[end] === '\n');
    const next = end + length;
    if (length === 0 || source[end - 1] !== '\\' || next >= source.length) {
      return end;
    }
    end = lineEnd(source, next);
  }
}

/** Ends the line; a region in it covers the text up to `covered`. */
function endLine(lexer: Lexer, start: number, covered: number): void {
  const { text, tokens, lines } = lexer;
  if (lexer.stack.length > 0) {
    lexer.abandon();
  }
  if (covered === 0) {
    lexer.skipTrivia();
  }
  const last = tokens[tokens.length - 1];
  if (last && last.end > start) {
    lines.push({ start, end: Math.max(last.end, covered) });
    lexer.endLine();
  } else {
    lexer.breakLine(lineEndAt(text, lexer.pos));
  }
}

/** The first token is one of the escapes (`%=` and `//` are not). `/` alone is left to Python. */
function startsCommand(lexer: Lexer): boolean {
  if (!ESCAPES.has(lexer.text.charAt(lexer.pos))) {
    return false;
  }
  const mark = lexer.mark();
  const token = lexer.next();
  lexer.reset(mark);
  if (!token || !ESCAPES.has(token.text)) {
    return false;
  }
  return token.text !== '/' || /\S/.test(lexer.text.charAt(token.end));
}

/** A magic or shell command stands behind the line's first `=`. */
function commandFollows(lexer: Lexer, source: string, equals: Token): boolean {
  const { text, pos } = lexer;
  if (text[pos] === '%') {
    return /%[ \t\f]*(?![rubft]{1,2}["'])[\p{XID_Start}_]/iuy.test(
      text.slice(pos, pos + 200)
    );
  }
  if (text[pos] !== '!' || text[pos + 1] === '=') {
    return false;
  }
  // IPython leaves a shell command alone where `=` begins a physical line.
  let before = equals.start - 1;
  while (before >= 0 && isBlank(source.charCodeAt(before))) {
    before -= 1;
  }
  return before >= 0 && lineEndAt(source, before) === 0;
}

/** Where the target of a help line lies, `null` if the line is none. */
function helpTarget(lexer: Lexer, start: number, last: Token): Span | null {
  const { text, comments, problems } = lexer;
  if (last.text !== '?') {
    return null;
  }
  const comment = comments[comments.length - 1];
  if (
    lexer.stack.length > 0 ||
    problems.some(problem => problem.code === 'backslash') || // ends IPython's tokens
    (comment && comment.start > last.start)
  ) {
    return null;
  }
  const from = Math.max(start, last.end - LONGEST_TARGET);
  const match = HELP.exec(text.slice(from, last.end));
  const next = text[last.end];
  if (!match || (next !== undefined && next !== '\n')) {
    return null;
  }
  const at = from + match.index;
  return { start: at, end: last.end - match[1].length };
}
