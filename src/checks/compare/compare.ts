import type { Item } from './items';
import { withoutLayout } from './layout';
import { changedNumber, equalWithin } from './numbers';
import { isSamePicture, type Pictures } from './picture';
import { withoutNoise } from './scrub';
import { type Sides, sidesOf } from './sides';
import { changedPiece } from './varying';

/** What is another thing, and how it reads on both sides. */
export type Difference = {
  readonly kind:
    'error' | 'text' | 'display' | 'figure' | 'missing' | 'extra' | 'order';
  /** For people; short. */
  readonly old: string;
  readonly new: string;
  /** Position of the first item that differs, on the old side. */
  readonly at: number;
  /** What a reader sees there. */
  readonly sides: Sides;
};

export type Leniency = {
  /** Relative difference that numbers with a fraction may have; 0: none. */
  readonly relative: number;
  /** Times, dates and generated ids may differ. */
  readonly noise: boolean;
  /** What an error says may differ, its name not. */
  readonly errorText: boolean;
  /** One side was made elsewhere, with other versions of libraries: layout does not count, and pictures, which are
   *  given here, are held to their dots, not to their bytes. */
  readonly elsewhere: Pictures | null;
  /** What another run of the same code showed: only where that is another thing may times, ids and digits differ. */
  readonly again?: Again;
};

/** A second run of one of the two sides that are compared. */
export type Again = {
  readonly items: readonly Item[];
  readonly side: 'old' | 'new';
  /** Pieces of text that a clock may have given, though both runs show the same. */
  readonly clock: (piece: string) => boolean;
};

/** Nothing may differ that a reader sees. */
export const EXACT: Leniency = {
  relative: 0,
  noise: false,
  errorText: false,
  elsewhere: null
};

/** The first difference between two lists of what cells showed; `null` where a reader sees the same. */
export function difference(
  old: readonly Item[],
  now: readonly Item[],
  leniency: Leniency = EXACT
): Difference | null {
  const at = old.findIndex(
    (item, place) => !equalItems(item, now[place], leniency, place)
  );
  if (at < 0 && old.length >= now.length) {
    return null;
  }
  const place = at < 0 ? old.length : at;
  const sides = sidesOf(old[place], now[place]);
  return { ...describe(old, now, place, leniency), at: place, sides };
}

function describe(
  old: readonly Item[],
  now: readonly Item[],
  at: number,
  leniency: Leniency
): Omit<Difference, 'at' | 'sides'> {
  const [one, other] = [old[at], now[at]] as const;
  const both = { old: brief(one), new: brief(other) };
  const raised = [one, other].some(item => item?.kind === 'error');
  if (raised) {
    return { kind: 'error', ...both };
  }
  if (one === undefined) {
    return { kind: 'extra', ...both };
  }
  if (other === undefined) {
    return { kind: 'missing', ...both };
  }
  const steady = steadyChange(one, other, leniency, at);
  if (!steady && sameMembers(old, now, leniency)) {
    return { kind: 'order', ...both };
  }
  if (one.kind !== other.kind) {
    return { kind: now.length < old.length ? 'missing' : 'extra', ...both };
  }
  const number = steady ?? changedNumber(textOf(one), textOf(other));
  const kind =
    one.kind === 'figure' ? 'figure' : one.kind === 'text' ? 'text' : 'display';
  return {
    kind,
    ...(number ? { old: number[0], new: number[1] } : around(one, other))
  };
}

function sameMembers(
  old: readonly Item[],
  now: readonly Item[],
  leniency: Leniency
): boolean {
  const left = [...now];
  return (
    old.length === now.length &&
    old.every(item => {
      const found = left.findIndex(one => equalItems(item, one, leniency));
      left.splice(found, found < 0 ? 0 : 1);
      return found >= 0;
    })
  );
}

/** `place`: where the items stand, for what another run showed there. */
function equalItems(
  a: Item,
  b: Item | undefined,
  leniency: Leniency,
  place?: number
): boolean {
  if (b === undefined || a.kind !== b.kind) {
    return false;
  }
  if (a.kind === 'figure') {
    return equalFigures(a.data, (b as typeof a).data, leniency);
  }
  if (a.kind === 'error') {
    const other = b as typeof a;
    return (
      a.name === other.name && (leniency.errorText || a.text === other.text)
    );
  }
  const [one, two] = comparable(a, b, leniency);
  return (
    equalTexts(one, two, leniency) &&
    (one === two || steadyChange(a, b, leniency, place) === null)
  );
}

/** A piece that is another thing, old and new, though another run of the same code shows the same. */
function steadyChange(
  a: Item,
  b: Item,
  leniency: Leniency,
  place: number | undefined
): readonly [string, string] | null {
  const { again, relative, elsewhere } = leniency;
  const repeated = place === undefined ? undefined : again?.items[place];
  const side = again?.side === 'old' ? a : b;
  if (!again || repeated?.kind !== side.kind) {
    return null;
  }
  const [run, twice] = comparable(side, repeated, leniency);
  const [one, two] = comparable(a, b, leniency);
  const isOld = again.side === 'old';
  const changed = changedPiece(
    { run, again: twice, other: isOld ? two : one },
    elsewhere ? relative : 0,
    again.clock
  );
  return changed && (isOld ? changed : [changed[1], changed[0]]);
}

function equalFigures(a: string, b: string, { elsewhere }: Leniency): boolean {
  const [one, other] = [elsewhere?.get(a), elsewhere?.get(b)];
  return a === b || (!!one && !!other && isSamePicture(one, other));
}

/** The texts that are held against each other; the plain ones where a version shows a thing in another form. */
function comparable(
  a: Item,
  b: Item,
  { elsewhere }: Leniency
): [string, string] {
  if (!elsewhere) {
    return [textOf(a), textOf(b)];
  }
  const alike = mimeOf(a) === mimeOf(b);
  const said = (item: Item): string =>
    item.kind === 'display' && !alike
      ? withoutLayout(item.plain, 'text/plain')
      : withoutLayout(textOf(item), mimeOf(item));
  return [said(a), said(b)];
}

function mimeOf(item: Item): string {
  return item.kind === 'display' ? item.mime : 'text/plain';
}

function equalTexts(
  a: string,
  b: string,
  { relative, noise }: Leniency
): boolean {
  return (
    equalWithin(a, b, relative) ||
    (noise && equalWithin(withoutNoise(a), withoutNoise(b), relative))
  );
}

function textOf(item: Item): string {
  return item.kind === 'figure' ? item.data : item.text;
}

const MOST = 120;

function brief(item: Item | undefined): string {
  if (item === undefined) {
    return '';
  }
  switch (item.kind) {
    case 'figure':
      return item.text || 'a figure';
    case 'error':
      return `${item.name}: ${item.text}`.slice(0, MOST);
    case 'display':
      return (item.plain || item.text).slice(0, MOST);
    default:
      return item.text.slice(0, MOST);
  }
}

/** The first lines that are not alike. */
function around(a: Item, b: Item): { old: string; new: string } {
  const told = [a, b].map(item => item.kind === 'display' && item.plain);
  // What a rich display says in plain text may be no more than its type.
  const plain = (item: Item): string =>
    item.kind === 'display' && told[0] !== told[1]
      ? item.plain || item.text
      : textOf(item);
  const [one, other] = [plain(a).split('\n'), plain(b).split('\n')];
  const at = one.findIndex((line, place) => line !== other[place]);
  if (a.kind === 'figure' || at < 0) {
    return { old: brief(a), new: brief(b) };
  }
  return { old: one[at].slice(0, MOST), new: (other[at] ?? '').slice(0, MOST) };
}
