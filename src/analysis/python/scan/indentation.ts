import type { Lexer } from './lexer';
import { lineEndAt } from './tokens';

const TAB = 8;

type Level = { readonly column: number; readonly plain: number };

/**
 * The blocks that are open, by CPython's rule: a tab goes to the next multiple of 8,
 * and the comparison must come out the same if it were one column wide.
 */
export class Indentation {
  private readonly levels: Level[] = [{ column: 0, plain: 0 }];

  /** Steps over the blanks of a line, and over the whole line if it holds nothing but a comment.
   *  Returns whether a logical line starts at the lexer's position; emits its indent and dedents. */
  enter(lexer: Lexer): boolean {
    const start = lexer.pos;
    let level = measure(lexer);
    const { text, pos } = lexer;
    if (text[pos] === '\\') {
      level = joinStart(lexer, start, level);
    } else if (text[pos] === '#') {
      lexer.comment();
    }
    const lineEnd = lineEndAt(text, lexer.pos);
    if (lineEnd > 0) {
      lexer.breakLine(lineEnd);
      return false;
    }
    if (lexer.pos >= text.length) {
      return false;
    }
    this.compare(lexer, level);
    return true;
  }

  /** Closes all blocks at the end of the text. */
  finish(lexer: Lexer): void {
    while (this.levels.length > 1) {
      this.levels.pop();
      lexer.push('dedent', lexer.pos, lexer.pos);
    }
    lexer.push('end', lexer.pos, lexer.pos);
  }

  private compare(lexer: Lexer, level: Level): void {
    const { levels } = this;
    const { pos } = lexer;
    let top = levels[levels.length - 1];
    if (level.column > top.column) {
      levels.push(level);
      lexer.push('indent', pos, pos);
      top = {
        column: level.column,
        plain: Math.max(level.plain, top.plain + 1)
      };
    }
    while (level.column < top.column) {
      levels.pop();
      lexer.push('dedent', pos, pos);
      const outer = levels[levels.length - 1];
      if (level.column > outer.column) {
        lexer.problem(
          'indentation',
          pos,
          'The indentation matches no outer level.'
        );
        levels.push(level);
        lexer.push('indent', pos, pos);
        return;
      }
      top = outer;
    }
    if (level.plain !== top.plain) {
      lexer.problem('tabs', pos, 'Tabs and spaces are mixed inconsistently.');
    }
  }
}

/** A backslash joins lines before the first token: the first of them that has one sets the
 *  indentation. */
function joinStart(lexer: Lexer, start: number, level: Level): Level {
  const { text, edits, pos } = lexer;
  const before = edits.length;
  lexer.skipTrivia();
  edits.length = before;
  const blank = /[^\r\n]*$/.exec(text.slice(pos, lexer.pos))?.[0] ?? '';
  const indent = level.column > 0 ? text.slice(start, pos) : blank;
  edits.push({ start, text: indent.padStart(lexer.pos - start, '\f') });
  const plain = indent.length;
  return level.column > 0 ? level : { column: plain, plain };
}

function measure(lexer: Lexer): Level {
  const { text } = lexer;
  let column = 0;
  let plain = 0;
  for (; ; lexer.pos += 1) {
    const char = text[lexer.pos];
    if (char === ' ') {
      column += 1;
      plain += 1;
    } else if (char === '\t') {
      column = (Math.floor(column / TAB) + 1) * TAB;
      plain += 1;
    } else if (char === '\f') {
      column = 0;
      plain = 0;
    } else if (char !== '\ufeff') {
      break;
    }
  }
  return { column, plain };
}
