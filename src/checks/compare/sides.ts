import type { Item } from './items';

/** What one version shows where two differ; `null` where it shows nothing there. */
export type Side =
  | { readonly kind: 'text'; readonly text: string }
  /** `data` in base64, but SVG as it is. */
  | { readonly kind: 'picture'; readonly mime: string; readonly data: string }
  | null;

/** A difference as a reader sees it, the one beside the other. */
export type Sides = { readonly old: Side; readonly new: Side };

/** Lines above the first one that differs, and lines from it on. */
const ABOVE = 2;
const BELOW = 10;
/** Characters of a line. */
const WIDTH = 300;

/** Both sides of a difference: of texts the lines around the first one that differs. */
export function sidesOf(old: Item | undefined, now: Item | undefined): Sides {
  const plain = !isDisplay(old) || !isDisplay(now) || old.plain !== now.plain;
  const [one, other] = [old, now].map(item => sideOf(item, plain));
  const lines = [one, other].map(linesOf);
  const longest = Math.max(...lines.map(({ length }) => length));
  const rows = Array.from({ length: longest }, (_, at) => at);
  const at = rows.find(row => lines[0][row] !== lines[1][row]) ?? 0;
  const column = columnOf(lines[0][at] ?? '', lines[1][at] ?? '');
  const shown = [one, other].map((side, which) =>
    side?.kind === 'text' ? textSide(around(lines[which], at, column)) : side
  );
  return { old: shown[0], new: shown[1] };
}

/** Two short texts beside each other; `undefined` where they read alike. */
export function textSides(old: string, now: string): Sides | undefined {
  return old === now ? undefined : { old: textSide(old), new: textSide(now) };
}

function textSide(text: string): Side {
  return { kind: 'text', text };
}

function isDisplay(
  item: Item | undefined
): item is Extract<Item, { kind: 'display' }> {
  return item?.kind === 'display';
}

/** @param plain - a display's plain text tells the difference */
function sideOf(item: Item | undefined, plain: boolean): Side {
  switch (item?.kind) {
    case undefined:
      return null;
    case 'figure':
      return { kind: 'picture', mime: item.mime, data: item.data };
    case 'error':
      return textSide(`${item.name}: ${item.text}`);
    case 'display':
      return textSide((plain && item.plain) || item.text);
    case 'text':
      return textSide(item.text);
  }
}

function linesOf(side: Side): string[] {
  return side?.kind === 'text' ? side.text.split('\n') : [];
}

/** Where the lines begin to differ. */
function columnOf(one: string, other: string): number {
  const at = one.split('').findIndex((unit, place) => unit !== other[place]);
  return at < 0 ? one.length : at;
}

/** The lines around that one; an ellipsis stands for what is left out. */
function around(lines: readonly string[], at: number, column: number): string {
  const from = Math.max(0, at - ABOVE);
  const to = at + BELOW;
  const shown = lines
    .slice(from, to)
    .map((line, row) => cut(line, from + row === at ? column : 0));
  return [
    ...(from > 0 ? ['…'] : []),
    ...shown,
    ...(to < lines.length ? ['…'] : [])
  ].join('\n');
}

/** As much of a long line as is read, with that column in it. */
function cut(line: string, column: number): string {
  const from = column < WIDTH ? 0 : column - WIDTH / 2;
  const end = line.length > from + WIDTH ? '…' : '';
  return `${from > 0 ? '…' : ''}${line.slice(from, from + WIDTH)}${end}`;
}
