/** A number by itself, not part of a word. */
export const NUMBER =
  /(?<![\w.])[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?(?![\w])/g;

/** The texts are alike but for the last digits of numbers with a fraction: `0.30000000000000004` and `0.3`. */
export function equalWithin(a: string, b: string, relative: number): boolean {
  if (a === b) {
    return true;
  }
  if (relative === 0 || skeleton(a) !== skeleton(b)) {
    return false;
  }
  const one = a.match(NUMBER) ?? [];
  const other = b.match(NUMBER) ?? [];
  return one.every((text, at) => near(text, other[at], relative));
}

/** The first number that is another one, from and to. */
export function changedNumber(
  a: string,
  b: string
): readonly [string, string] | null {
  if (skeleton(a) !== skeleton(b)) {
    return null;
  }
  const other = b.match(NUMBER) ?? [];
  const at = (a.match(NUMBER) ?? []).findIndex(
    (text, place) => text !== other[place]
  );
  return at < 0 ? null : [(a.match(NUMBER) ?? [])[at], other[at]];
}

/** The text with `#` for every number and no account of column widths, which follow the digits. */
function skeleton(text: string): string {
  return text
    .replace(NUMBER, '#')
    .replace(/[ \t]+/g, ' ')
    .replace(/-{3,}/g, '---');
}

/** The same number, or as near as that where one of them has a fraction. */
export function near(a: string, b: string, relative: number): boolean {
  if (a === b) {
    return true;
  }
  const fractions = [a, b].some(text => /[.eE]/.test(text));
  const [x, y] = [Number(a), Number(b)];
  const size = Math.max(Math.abs(x), Math.abs(y));
  return fractions && Math.abs(x - y) <= relative * size;
}
