/** A heading of Markdown: its level, and its text with Markdown's marks. */
export type MarkdownHeading = { readonly level: number; readonly text: string };

const ATX = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$/;
const HTML = /<h([1-6])\b[^>]*>(.+?)<\/h\1>/i;
const UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/;
const PARAGRAPH = /^ {0,3}[^\s>#*+\-=|`~\d]/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The first heading of a Markdown cell, as JupyterLab folds sections by it: `# a`, a line underlined with `=` or
 *  `-`, or `<h1>a</h1>`; not in a block of code. */
export function headingOf(source: string): MarkdownHeading | null {
  const lines = source.split(/\r\n?|\n/);
  let fence: string | null = null;
  for (const [at, line] of lines.entries()) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
    } else if (fence === null) {
      const found = headingAt(line, lines[at + 1] ?? '');
      if (found) {
        return found;
      }
    }
  }
  return null;
}

function headingAt(line: string, next: string): MarkdownHeading | null {
  const atx = ATX.exec(line);
  if (atx) {
    return { level: atx[1].length, text: atx[2] };
  }
  const html = HTML.exec(line);
  if (html) {
    return { level: Number(html[1]), text: html[2] };
  }
  const under = UNDERLINE.exec(next)?.[1];
  return under !== undefined && PARAGRAPH.test(line)
    ? { level: under.startsWith('=') ? 1 : 2, text: line.trim() }
    : null;
}
