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

function visible(html: string): string {
  return html
    .replace(/<!--.*?-->|<(style|script)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
