import { lineEnd, lineStart, type Edit } from './page';

/** A comma-separated list in a text, its elements in order. */
export type List = {
  /** Where the list starts: behind the bracket or the keyword. */
  readonly start: number;
  readonly elements: readonly {
    readonly start: number;
    readonly end: number;
  }[];
  /** The end of a comma behind the last element, or `null`. */
  readonly comma: number | null;
};

/**
 * Puts texts into a list before the element at `index`, or behind all of them, laid out as its
 * neighbours are: on the same line, or on a line of its own where they have one. Inserts only.
 */
export function insertElements(
  text: string,
  eol: string,
  list: List,
  index: number,
  added: readonly string[]
): Edit[] {
  const { elements } = list;
  if (index < elements.length) {
    const gap = separator(text, eol, list, index);
    const block = added.map(one => `${one},${gap}`).join('');
    return [edit(elements[index].start, block)];
  }
  if (elements.length === 0) {
    return [edit(list.start, added.join(', '))];
  }
  const last = elements[elements.length - 1].end;
  const gap = separator(text, eol, list, elements.length - 1);
  const done = list.comma ?? last;
  const end = lineEnd(text, done);
  const ownLine = gap !== ' ' && /^[ \t]*(?:#.*)?$/.test(text.slice(done, end));
  const at = ownLine ? end : done;
  return list.comma === null
    ? [edit(last, ','), edit(at, gap + added.join(`,${gap}`))]
    : [edit(at, added.map(one => `${gap}${one},`).join(''))];
}

/** What stands between an element and the one before it: a blank, or a line end and the indent. */
function separator(
  text: string,
  eol: string,
  { start, elements }: List,
  index: number
): string {
  const before = index === 0 ? start : elements[index - 1].end;
  const at = elements[index].start;
  if (!/[\r\n]/.test(text.slice(before, at))) {
    return ' ';
  }
  return eol + text.slice(lineStart(text, at), at);
}

function edit(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
