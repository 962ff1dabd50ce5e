import { near, NUMBER } from './numbers';
import { DURATION, NOISE } from './scrub';

/** Numbers, and what a clock or a generator of ids may have given. */
const PIECE = new RegExp(
  [...NOISE.map(([pattern]) => pattern), NUMBER]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
  'g'
);

/** What two runs of the same code showed in one place, and what is held against it. */
export type Thrice = {
  readonly run: string;
  readonly again: string;
  readonly other: string;
};

/**
 * The first piece on which two runs of the same code agree and the other text does not, and what stands there in
 * that: no chance, whatever else of the text is another in each run. `null` where there is none, or the texts are of
 * other words. `clock` says which pieces a clock may have given though both runs show the same. Of durations one that
 * varies is enough: `sys: 0 ns` is often twice the same beside others.
 */
export function changedPiece(
  { run, again, other }: Thrice,
  relative: number,
  clock: (piece: string) => boolean
): readonly [string, string] | null {
  const [one, two, three] = [run, again, other].map(
    text => text.match(PIECE) ?? []
  );
  if (one.length !== two.length || one.length !== three.length) {
    return null;
  }
  const isTimed = one.some(
    (piece, at) => isDuration(piece) && piece !== two[at]
  );
  const changed = one.findIndex(
    (piece, at) =>
      piece === two[at] &&
      piece !== three[at] &&
      !isClose(piece, three[at], relative) &&
      !(isTimed && isDuration(piece)) &&
      !clock(piece)
  );
  return changed < 0 ? null : [one[changed], three[changed]];
}

const WHOLE_DURATION = new RegExp(`^(?:${DURATION.source})$`);

function isDuration(piece: string): boolean {
  return WHOLE_DURATION.test(piece);
}

const WHOLE_NUMBER = new RegExp(`^${NUMBER.source}$`);

function isClose(a: string, b: string, relative: number): boolean {
  return [a, b].every(one => WHOLE_NUMBER.test(one)) && near(a, b, relative);
}
