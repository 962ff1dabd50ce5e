import type { MergeConflict } from '../module';

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Encodings that write ASCII as it is. */
const ASCII_LIKE =
  /^(?:us-)?ascii$|^(?:iso-?|l)?(?:latin-?|8859-?)[\d-]*|^(?:cp|windows-)125\d$|^koi8-[ru]$/;

/**
 * Files are read and written as UTF-8: a module that declares another encoding (PEP 263) is only safe while
 * all of its text is ASCII. The conflict names the line with the declaration.
 */
export function encodingConflict(text: string): MergeConflict | null {
  const lines = text.split(/\r\n|\r|\n/).slice(0, 2);
  const line = lines.findIndex(one => COOKIE.test(one));
  if (line < 0 || (line === 1 && !/^[ \t\f]*(?:#.*)?$/.test(lines[0]))) {
    return null;
  }
  const name = (COOKIE.exec(lines[line])?.[1] ?? '')
    .toLowerCase()
    .replace(/_/g, '-');
  const ascii = !/[^\0-\x7f]/.test(text);
  const safe = /^utf-?8(?:-|$)/.test(name) || (ascii && ASCII_LIKE.test(name));
  return safe
    ? null
    : { kind: 'syntax', name: '', existing: lines[line], line: line + 1 };
}
