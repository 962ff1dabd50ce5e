/** A command line's words, as a shell splits them: blanks part, quotes and backslashes keep together. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  const pattern = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"?|'[^']*'?)+/g;
  for (const [word] of line.matchAll(pattern)) {
    words.push(
      word.replace(
        /\\(.)|"((?:[^"\\]|\\.)*)"?|'([^']*)'?/g,
        (_, escaped?: string, double?: string, single?: string) =>
          escaped ?? single ?? (double ?? '').replace(/\\(["\\$`])/g, '$1')
      )
    );
  }
  return words;
}
