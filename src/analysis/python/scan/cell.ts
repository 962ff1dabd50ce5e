import type { Span } from '../../../core/span';
import type { Region, Scan } from '../types';
import { cleanCell } from './cleanup';
import { droppedFrom } from './dropped';
import { Indentation } from './indentation';
import { Lexer } from './lexer';
import { lineEnd, oddSeparators } from './lines';
import { logicalLine } from './logical';
import { hasPythonBody } from './magics';
import { magicRegion } from './regions';
import { applyEdits } from './tokens';
import type { ScanProblem } from './tokens';

/**
 * Cuts a cell as IPython 9 does. Never throws; linear in the length of the cell.
 *
 * `masked` has the cell's length and is what Python parses: a magic, shell or help line is
 * `pass` (shorter ones `0`), the right side of `x = !cmd` is `0`, comments are blanks, joined
 * lines are one line, a lone carriage return is a line feed. What IPython takes from the start
 * of a line (the blanks that a whole cell is indented by, prompts) becomes form feeds, which
 * set the column back to 0, so that all offsets stay those of the cell.
 */
export function scanCell(source: string): Scan {
  const regions: Region[] = [];
  let cell = cleanCell(source, 0);
  const { indent } = cell;
  let first = addPrompts(regions, cell.prompts, cell.text, cell.start);
  const heads: Span[] = [];
  while (isCellMagic(cell.text, first)) {
    const region = cellMagic(cell.text, first, lineEnd(source, first));
    regions.push(region);
    heads.push(region.span);
    if (!hasPythonBody(region.name)) {
      return opaqueScan(cell.text, regions, heads, indent);
    }
    const end = lineEnd(source, first);
    const body = end + (source.startsWith('\r\n', end) ? 2 : 1);
    cell = cleanCell(cell.text, body);
    first = addPrompts(regions, cell.prompts, cell.text, cell.start);
  }
  const lexer = new Lexer(cell.text, 0);
  heads.forEach(head => lexer.replaceLine(head));
  lexer.pos = Math.max(cell.start, lexer.pos);
  lexLines(lexer, source, regions);
  const dropped = droppedFrom(source, cell.text, lexer.strings);
  return { ...finish(lexer, regions, indent), dropped };
}

/** The same for a module: plain Python without IPython's syntax. */
export function moduleScan(source: string): Scan {
  const lexer = new Lexer(source, 0);
  lexLines(lexer, source, null);
  return finish(lexer, [], '');
}

function lexLines(
  lexer: Lexer,
  source: string,
  regions: Region[] | null
): void {
  const indentation = new Indentation();
  while (lexer.pos < lexer.text.length) {
    if (indentation.enter(lexer)) {
      logicalLine(lexer, source, regions);
    }
  }
  indentation.finish(lexer);
}

function finish(lexer: Lexer, regions: Region[], indent: string): Scan {
  const { text, tokens, comments, strings, lines, edits } = lexer;
  const problems = [...cellProblems(text, regions), ...lexer.problems];
  const masked = applyEdits(text, edits);
  regions.sort((a, b) => a.span.start - b.span.start);
  return {
    masked,
    regions,
    comments,
    strings,
    lines,
    tokens,
    dropped: [],
    opaque: false,
    indent,
    problems
  };
}

function opaqueScan(
  text: string,
  regions: Region[],
  heads: readonly Span[],
  indent: string
): Scan {
  const lexer = new Lexer(text, 0);
  heads.slice(0, -1).forEach(head => lexer.replaceLine(head));
  const last = heads[heads.length - 1];
  const rest = { start: last.start, end: text.length };
  lexer.replaceLine(rest);
  lexer.push('end', text.length, text.length);
  const outside = regions.filter(one => one.span.start < last.start);
  const inside = regions.find(one => one.span.start === last.start);
  const all = inside ? [...outside, { ...inside, span: rest }] : outside;
  return { ...finish(lexer, all, indent), opaque: true };
}

/** IPython's `cell_magic`: `%%name?` is left to the help lines. */
function isCellMagic(text: string, at: number): boolean {
  return (
    text.startsWith('%%', at) &&
    !/^%%[\p{L}\p{N}_]+\?/u.test(text.slice(at, lineEnd(text, at)))
  );
}

function cellMagic(text: string, start: number, lineEnds: number): Region {
  const length = text.slice(start, lineEnds).trimEnd().length;
  return magicRegion(text, { start, end: start + length }, 'cell', 2);
}

/** Notes the prompts that went; returns the offset of the first line's text. */
function addPrompts(
  regions: Region[],
  prompts: readonly Span[],
  text: string,
  start: number
): number {
  for (const span of prompts) {
    regions.push({ form: 'prompt', span, name: '', payload: null, reads: [] });
  }
  let first = start;
  while (text[first] === '\f') {
    first += 1;
  }
  return first;
}

/** Faults of the cell as IPython takes it. */
function cellProblems(text: string, regions: readonly Region[]): ScanProblem[] {
  const odd = oddSeparators(text).map(offset => ({
    code: 'line-separator',
    offset,
    message: 'A character here ends the line for IPython, but not for Python.'
  }));
  const misplaced = regions
    .filter(region => region.form === 'line' && region.name.startsWith('%'))
    .map(region => ({
      code: 'misplaced-cell-magic',
      offset: region.span.start,
      message: `%${region.name} must stand on the first line of the cell.`
    }));
  return [...odd, ...misplaced];
}
