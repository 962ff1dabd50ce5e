import { blockOf, statementText, type Existing } from './existing';
import type { Fate } from './fates';
import { freeNames, type Piece } from './pieces';
import { contentEnd, withLineEnds, type Edit, type Insertion } from './page';

const GUARD =
  /^if[\s(]*(?:__name__\s*==\s*(['"])__main__\1|(['"])__main__\2\s*==\s*__name__)/;

/** Pieces that take the place of an older version: its text and the comments above it, nothing else. Where
 *  the piece has no comment above it, the old one stays. */
export function replacements(
  module: Existing,
  fates: ReadonlyMap<Piece, Fate>
): Edit[] {
  const { text, eol } = module.page;
  return [...fates].flatMap(([piece, fate]) => {
    if (fate.kind !== 'replaced') {
      return [];
    }
    const block = blockOf(module, fate.at);
    const comments = piece.statement.span.start > 0;
    const start = comments ? block.start : block.lead;
    const old = text.slice(start, block.end);
    const blanks = old.length - old.trimEnd().length;
    return [
      { start, end: block.end - blanks, text: withLineEnds(piece.text, eol) }
    ];
  });
}

/**
 * Where new definitions go: at the end, or before a closing `if __name__ == '__main__':`. Those that a
 * replaced definition needs go before the first replaced one, since it may be called while the module is
 * still being imported.
 */
export function definitionInsertions(
  module: Existing,
  fates: ReadonlyMap<Piece, Fate>
): Insertion[] {
  const all = [...fates].map(([piece, fate]) => ({ piece, fate }));
  const fresh = all.flatMap(({ piece, fate }) =>
    fate.kind === 'new' && piece.role === 'definition' ? [piece] : []
  );
  const replaced = all.flatMap(({ piece, fate }) =>
    fate.kind === 'replaced' ? [{ piece, at: fate.at }] : []
  );
  const early = neededBy(
    fresh,
    replaced.map(({ piece }) => piece)
  );
  const first = Math.min(...replaced.map(({ at }) => at));
  const late = fresh.filter(piece => !early.has(piece));
  return [
    ...insertionBefore(
      module,
      first,
      fresh.filter(piece => early.has(piece))
    ),
    ...insertionBefore(module, guardOf(module), late)
  ];
}

/** The pieces that others read, and those that these read in turn. */
function neededBy(
  pieces: readonly Piece[],
  readers: readonly Piece[]
): ReadonlySet<Piece> {
  const needed = new Set<Piece>();
  for (let next = readers; next.length > 0;) {
    const names = new Set(next.flatMap(freeNames));
    next = pieces.filter(piece => names.has(piece.name) && !needed.has(piece));
    next.forEach(piece => needed.add(piece));
  }
  return needed;
}

/** Position of the main guard if nothing comes after it; else the number of statements. */
function guardOf(module: Existing): number {
  const { statements } = module;
  const last = statements.length - 1;
  const guard =
    last >= 0 &&
    statements[last].kind === 'compound' &&
    GUARD.test(statementText(module, statements[last]));
  return guard ? last : statements.length;
}

/** The pieces in front of a statement and the comments above it. */
function insertionBefore(
  module: Existing,
  index: number,
  pieces: readonly Piece[]
): Insertion[] {
  if (pieces.length === 0) {
    return [];
  }
  const { text } = module.page;
  const block = pieces.map(piece => piece.text).join('\n\n\n');
  const end =
    index < module.statements.length
      ? blockOf(module, index).start
      : text.length;
  return [{ at: contentEnd(text, end), block, before: 2, after: 2 }];
}
