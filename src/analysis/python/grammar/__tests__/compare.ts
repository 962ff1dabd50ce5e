import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import { loadParser } from '../../parse';
import { respell } from '../../respell';
import { scanCell } from '../../scan';
import type { PyNode } from '../../tree';
import { readTokens } from '../check';

/** The tree that the grammar builds, `null` for text that it finds wrong, and that of the parser. */
export type Pair = readonly [built: PyNode | null, parsed: PyNode];

/** Reads cells in both ways. */
export async function comparer(): Promise<(cell: string) => Pair> {
  const parser = await loadParser({ runtime, python });
  return cell => {
    const { masked, tokens, problems } = scanCell(cell);
    const { faults, root } = readTokens(tokens, 'cell');
    const isRight = faults.length + problems.length === 0;
    return [isRight ? root : null, parser.parse(respell(masked, tokens))];
  };
}

/** The nodes that are rules of the grammar, as text: `call(identifier argument_list())`. */
export function outline({ type, kids }: PyNode): string {
  const inner = kids.filter(kid => kid.named).map(outline);
  return kids.length === 0 ? type : `${type}(${inner.join(' ')})`;
}
