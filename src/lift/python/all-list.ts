import { moduleScan } from '../../analysis/python/scan';
import { insertElements, type List } from './bracket-list';
import { bindersOf, type Existing } from './existing';
import type { Edit } from './page';

/**
 * Adds public names to `__all__` where the module sets it once, by a plain list or tuple of plain
 * strings, and reads it nowhere; else nothing. Names that are in it are not added again.
 */
export function extendAll(
  module: Existing,
  names: readonly string[]
): readonly Edit[] {
  const wanted = names.filter(name => !name.startsWith('_'));
  const [at, ...others] = bindersOf(module, '__all__');
  const read = module.statements.some(one =>
    one.uses.some(use => use.name === '__all__' && use.access !== 'write')
  );
  if (wanted.length === 0 || at === undefined || others.length > 0 || read) {
    return [];
  }
  const { start, end } = module.statements[at].span;
  const { text, eol } = module.page;
  const found = listOf(text, start, end);
  if (found === null) {
    return [];
  }
  const { list, tuple, quote } = found;
  const present = list.elements.map(one =>
    text.slice(one.start + 1, one.end - 1)
  );
  const added = wanted
    .filter(name => !present.includes(name))
    .map(name => quote + name + quote);
  if (added.length === 0) {
    return [];
  }
  const empty = list.elements.length === 0;
  const edits = insertElements(text, eol, list, list.elements.length, added);
  // `(x)` is no tuple.
  return empty && tuple && added.length === 1
    ? edits.map(edit => ({ ...edit, text: `${edit.text},` }))
    : edits;
}

/** The list behind `__all__ =`, if all of it is string literals and commas. */
function listOf(
  text: string,
  start: number,
  end: number
): { list: List; tuple: boolean; quote: string } | null {
  const tokens = moduleScan(text.slice(start, end)).tokens.filter(
    token => token.type !== 'newline' && token.type !== 'end'
  );
  const [name, equals, open, ...rest] = tokens;
  const close = rest.pop();
  const brackets = `${open?.text}${close?.text}`;
  const assigned = name?.text === '__all__' && equals?.text === '=';
  if (!assigned || (brackets !== '[]' && brackets !== '()')) {
    return null;
  }
  const plain = rest.every((token, i) =>
    i % 2 === 0
      ? token.type === 'string' && /^['"]\w+['"]$/.test(token.text)
      : token.text === ','
  );
  if (!plain) {
    return null;
  }
  const last = rest[rest.length - 1];
  const elements = rest
    .filter((_, i) => i % 2 === 0)
    .map(token => ({ start: start + token.start, end: start + token.end }));
  const comma = last?.text === ',' ? start + last.end : null;
  const isTuple =
    brackets === '()' && (elements.length !== 1 || comma !== null);
  const quote = rest[0]?.text[0] ?? "'";
  return brackets === '()' && !isTuple
    ? null
    : {
        list: { start: start + open.end, elements, comma },
        tuple: isTuple,
        quote
      };
}
