import { moduleScan } from '../../analysis/python/scan';

/** The code of a definition without its place on the page. */
type Code = {
  /** Comments before the first token. */
  readonly lead: readonly string[];
  /** Tokens, comments, line ends and indentation steps. */
  readonly body: readonly string[];
};

const STRUCTURE = new Set(['newline', 'indent', 'dedent', 'end']);

/**
 * Whether two texts are the same code: equal tokens and comments, whatever the blanks, blank lines, line
 * ends and joined lines. Comments above `wanted` must stand above `present` too; further ones there
 * are no difference, nor is the docstring of a function where `docstrings` is false.
 */
export function isSameCode(
  wanted: string,
  present: string,
  { docstrings = true } = {}
): boolean {
  const [a, b] = [wanted, present]
    .map(codeOf)
    .map(code => (docstrings ? code : withoutDocstring(code)));
  const leads =
    a.lead.length === 0 || equal(a.lead, b.lead.slice(-a.lead.length));
  return leads && equal(a.body, b.body);
}

function codeOf(text: string): Code {
  const { tokens, comments } = moduleScan(text);
  const items = [
    ...tokens.map(token => ({
      start: token.start,
      text: STRUCTURE.has(token.type)
        ? token.type
        : `${token.type} ${unixLines(token.text)}`
    })),
    ...comments.map(span => ({
      start: span.start,
      text: text.slice(span.start, span.end).trimEnd()
    }))
  ];
  items.sort((x, y) => x.start - y.start);
  const all = items.map(item => item.text);
  while (all.length > 0 && STRUCTURE.has(all[all.length - 1])) {
    all.pop();
  }
  const first = all.findIndex(item => !item.startsWith('#'));
  const at = first < 0 ? all.length : first;
  return { lead: all.slice(0, at), body: all.slice(at) };
}

/** The code without the string that its first block begins with. */
function withoutDocstring({ lead, body }: Code): Code {
  const at = body.indexOf('indent') + 1;
  const has =
    at > 0 &&
    /^string\b/.test(body[at] ?? '') &&
    (body[at + 1] ?? 'newline') === 'newline';
  return has
    ? { lead, body: [...body.slice(0, at), ...body.slice(at + 2)] }
    : { lead, body };
}

function unixLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
