/** Letters that do not fall apart into a base letter and accents. */
const LETTERS: { readonly [letter: string]: string } = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i'
};

/** Accented Latin letters as plain ones, in lower case. Letters of other scripts stay what they are. */
export function toAscii(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðþłı]/g, letter => LETTERS[letter]);
}

/** `dfClean`, `X_train`, `HTTPError`, `X2D` (`x2d`) in snake case; `''` where no ASCII letter or digit is left. */
export function toSnake(name: string): string {
  return toAscii(
    name
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .replace(/(\d)([A-Z][a-z])/g, '$1_$2')
      .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
  )
    .replace(/[^a-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
