import type { Collector } from './collector';
import type { Place } from './place';
import type { PyNode } from '../tree';

const QUERY = /\.(query|eval)$/;
const EVALUATE = /^(pd|pandas)\.eval$|^(ne|numexpr)\.evaluate$|^evaluate$/;

/** What a call does with names in the strings it is given, if anything. */
export function evaluatorOf(
  path: string | null
): Place['evaluates'] | undefined {
  if (path === null || !/eval|query/.test(path)) {
    return undefined;
  }
  if (EVALUATE.test(path)) {
    return 'evaluate';
  }
  return QUERY.test(path) ? 'query' : undefined;
}

const WORD = String.raw`[\p{L}_][\p{L}\p{N}_]*`;
const AT_NAME = new RegExp(`@(${WORD})`, 'gu');
const FREE_NAME = new RegExp(`(?<![\\p{L}\\p{N}_.@])${WORD}`, 'gu');
const KEYWORDS = new Set(
  'False None True and as for if else in is lambda not or'.split(' ')
);

/** Names inside a string literal that a library looks up in the caller's frame. */
export function namesInString(to: Collector, node: PyNode, place: Place): void {
  if (place.evaluates === undefined && !mayBeFormula(node, to.source)) {
    return;
  }
  const text = contentOf(node, to.source);
  if (place.evaluates === 'query') {
    const code = text.replace(/"[^"]*"|'[^']*'/g, '');
    add(
      to,
      node,
      place,
      [...code.matchAll(AT_NAME)].map(at => at[1]),
      'query'
    );
  } else if (place.evaluates === 'evaluate') {
    add(to, node, place, freeNames(text), 'evaluate');
  } else if (isFormula(text)) {
    add(to, node, place, freeNames(text), 'formula');
  }
}

function add(
  to: Collector,
  node: PyNode,
  place: Place,
  found: readonly string[],
  via: 'query' | 'formula' | 'evaluate'
): void {
  for (const name of new Set(found)) {
    to.inString(name, { start: node.start, end: node.end }, place, { via });
  }
}

/** Two words in a row, as no expression has them: `Annotated[float, 'price in euro']`. */
const PROSE = new RegExp(`(?<word>${WORD})\\s+(?<next>${WORD})`, 'gu');

/** Names of a quoted annotation; those of `Literal['a']` are no names. */
export function annotationNames(
  to: Collector,
  node: PyNode,
  place: Place
): void {
  const text = contentOf(node, to.source);
  const prose = [...text.matchAll(PROSE)].some(
    ({ groups }) => !KEYWORDS.has(groups!.word) && !KEYWORDS.has(groups!.next)
  );
  const span = { start: node.start, end: node.end };
  for (const name of prose ? [] : new Set(freeNames(text))) {
    to.inString(name, span, place, { annotation: 'string' });
  }
}

function freeNames(code: string): string[] {
  const plain = code.replace(/"[^"]*"|'[^']*'/g, quoted =>
    ' '.repeat(quoted.length)
  );
  return [...plain.matchAll(FREE_NAME)]
    .filter(found => !isKeywordArgument(plain, found[0], found.index))
    .map(([name]) => name.normalize('NFKC'))
    .filter(name => !KEYWORDS.has(name));
}

function isKeywordArgument(code: string, name: string, at: number): boolean {
  return /^\s*=(?!=)/.test(code.slice(at + name.length, at + name.length + 8));
}

function mayBeFormula({ start, end }: PyNode, source: string): boolean {
  return source.slice(start, end).includes('~');
}

/** `y ~ x + np.log(z)`: one tilde, and nothing that a formula cannot hold. */
function isFormula(text: string): boolean {
  const sides = text.split('~');
  return (
    sides.length === 2 &&
    text.length < MAX_FORMULA &&
    /^[\p{L}\p{N}_\s.,+\-*/:()|^&<>=!'"[\]~{}]*$/u.test(text) &&
    /[\p{L}\p{N}]/u.test(sides[1])
  );
}

const MAX_FORMULA = 1000;

/** Text of a literal without prefix and quotes; replacement fields are left blank. */
function contentOf(node: PyNode, source: string): string {
  return node.kids
    .filter(
      kid => kid.type === 'string_content' || kid.type === 'interpolation'
    )
    .map(kid =>
      kid.type === 'string_content' ? source.slice(kid.start, kid.end) : '\0'
    )
    .join('');
}
