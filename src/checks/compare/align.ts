/** A code cell as it is matched. */
export type Alignable = { readonly id: string | null; readonly source: string };

/** Cells that stand for each other: positions in the two lists. Either side may be empty. */
export type Group = {
  readonly old: readonly number[];
  readonly new: readonly number[];
};

/**
 * All cells of both lists, in order, each in one group: cells with the same text are a pair; what stands between two
 * pairs on both sides is a group, or pairs too where it is the same cells by their ids. The pairs are a longest common
 * subsequence, cells that kept their id before others.
 */
export function align(
  old: readonly Alignable[],
  now: readonly Alignable[]
): readonly Group[] {
  const pairs = longestPairs(old, now);
  const groups: Group[] = [];
  let [from, to] = [0, 0];
  for (const [a, b] of [...pairs, [old.length, now.length] as const]) {
    if (a > from || b > to) {
      groups.push(...between(old, now, range(from, a), range(to, b)));
    }
    if (a < old.length) {
      groups.push({ old: [a], new: [b] });
    }
    [from, to] = [a + 1, b + 1];
  }
  return groups;
}

function between(
  old: readonly Alignable[],
  now: readonly Alignable[],
  before: readonly number[],
  after: readonly number[]
): readonly Group[] {
  const same =
    before.length === after.length &&
    before.every(
      (a, at) => old[a].id !== null && old[a].id === now[after[at]].id
    );
  return same
    ? before.map((a, at) => ({ old: [a], new: [after[at]] }))
    : [{ old: before, new: after }];
}

/** Weighted: a pair of one text and one id counts more than one of the text alone. */
function longestPairs(
  old: readonly Alignable[],
  now: readonly Alignable[]
): (readonly [number, number])[] {
  const width = now.length + 1;
  const best = new Int32Array((old.length + 1) * width);
  for (let a = old.length - 1; a >= 0; a -= 1) {
    for (let b = now.length - 1; b >= 0; b -= 1) {
      const weight = weightOf(old[a], now[b]);
      best[a * width + b] = Math.max(
        best[(a + 1) * width + b],
        best[a * width + b + 1],
        weight > 0 ? best[(a + 1) * width + b + 1] + weight : 0
      );
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let a = 0, b = 0; a < old.length && b < now.length;) {
    const here = best[a * width + b];
    const weight = weightOf(old[a], now[b]);
    if (weight > 0 && here === best[(a + 1) * width + b + 1] + weight) {
      pairs.push([a, b]);
      [a, b] = [a + 1, b + 1];
    } else if (here === best[(a + 1) * width + b]) {
      a += 1;
    } else {
      b += 1;
    }
  }
  return pairs;
}

function weightOf(a: Alignable, b: Alignable): number {
  if (a.source !== b.source) {
    return 0;
  }
  return a.id !== null && a.id === b.id ? 3 : 2;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
