const ENTITIES: { readonly [name: string]: string } = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  '#39': "'"
};

/** What a table or text says, without its layout: versions of libraries write other markup, pad numbers otherwise and
 *  draw rules of another length. */
export function withoutLayout(text: string, mime: string): string {
  const words = mime === 'text/html' ? visible(text) : text;
  return words
    .replace(/-{3,}|={3,}/g, '---')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[[(]) | (?=[\])])/g, '')
    .trim();
}

/** The colours of a styled table, which pandas writes by its cells. */
const STYLED = /<style\b[^>]*>([^<]*#T_[^<]*)<\/style>/g;
/** What a link or an embedded file leads to is data. */
const LEADS = /<[^>]*?\s(?:href|src)=(["'])(?!data:)(.*?)\1[^>]*>/g;

function visible(html: string): string {
  return html
    .replace(STYLED, ' $1 ')
    .replace(/<!--.*?-->|<(style|script)\b.*?<\/\1>/gs, '')
    .replace(LEADS, ' $2 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
