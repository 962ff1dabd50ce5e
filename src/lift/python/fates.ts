import type { MergeConflict } from '../module';
import { bindersOf, blockOf, conflictAt, type Existing } from './existing';
import type { Piece } from './pieces';
import { isSameCode } from './same-code';
import type { Wanted } from './wanted';

/** What becomes of a piece in a module: it goes in, it stands there already, or it takes the place of
 *  the statement at `at`. */
export type Fate =
  | { readonly kind: 'new' }
  | { readonly kind: 'reused'; readonly at: number }
  | { readonly kind: 'replaced'; readonly at: number };

/** What becomes of each piece; a conflict where its name is taken by something else. */
export function decideFates(
  module: Existing,
  { pieces, update }: Wanted
): {
  readonly fates: ReadonlyMap<Piece, Fate>;
  readonly conflicts: readonly MergeConflict[];
} {
  const fates = new Map<Piece, Fate>();
  const conflicts: MergeConflict[] = [];
  for (const piece of pieces) {
    const fate = fateOf(module, piece, update.has(piece.name));
    if ('line' in fate) {
      conflicts.push(fate);
    } else {
      fates.set(piece, fate);
    }
  }
  return { fates, conflicts };
}

/** Whether the piece stands in the module already. */
export function stands(module: Existing, piece: Piece): boolean {
  const fate = fateOf(module, piece, false);
  return 'at' in fate && fate.kind === 'reused';
}

function fateOf(
  module: Existing,
  piece: Piece,
  mayReplace: boolean
): Fate | MergeConflict {
  const { name } = piece;
  const binders = bindersOf(module, name);
  if (binders.length === 0) {
    return { kind: 'new' };
  }
  const [at] = binders;
  const one = module.statements[at];
  const patched = module.statements.findIndex(other =>
    [...other.flow.mutates, ...other.flow.deferredMutates].includes(name)
  );
  const plain =
    binders.length === 1 &&
    patched < 0 &&
    one.kind === piece.statement.kind &&
    one.flow.mayBind.join() === name;
  if (!plain) {
    const last = Math.max(patched, binders[binders.length - 1]);
    // No text: there is no one version that could be replaced.
    return { ...conflictAt(module, 'symbol', name, last), existing: '' };
  }
  const block = blockOf(module, at);
  const present = module.page.text.slice(block.start, block.end);
  if (isSameCode(piece.text, present, { docstrings: !piece.made })) {
    return { kind: 'reused', at };
  }
  const conflict = conflictAt(module, 'symbol', name, at);
  if (one.sharesLine) {
    return { ...conflict, existing: '' };
  }
  return mayReplace ? { kind: 'replaced', at } : conflict;
}
