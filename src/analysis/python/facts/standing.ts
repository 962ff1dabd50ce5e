import type { Region, Scan } from '../types';
import type { Standing } from './statement';
import type { PyNode } from '../tree';

/** Where each top-level statement begins and ends, what follows it, and whether IPython shows it. */
export function standings(
  nodes: readonly PyNode[],
  { masked }: Scan,
  regions: readonly Region[]
): readonly Standing[] {
  const spans = nodes.map(node => ({
    start: node.start,
    end: Math.max(lastToken(node, masked), lastRegion(node, regions))
  }));
  const isJoined = (at: number): boolean =>
    at > 0 &&
    at < spans.length &&
    !/[\n\r]/.test(masked.slice(spans[at - 1].end, spans[at].start));
  return spans.map((span, at) => {
    const semicolonEnd = semicolonAfter(masked, span.end);
    const isLast = at === nodes.length - 1;
    const node = nodes[at];
    return {
      span,
      semicolonEnd,
      sharesLine: isJoined(at) || isJoined(at + 1),
      shown: isLast && isExpression(node) && semicolonEnd === null
    };
  });
}

/** End of the last token that is no `;`. */
function lastToken(node: PyNode, masked: string): number {
  let { end } = node;
  while (end > node.start && /[;\s]/.test(masked[end - 1])) {
    end -= 1;
  }
  return end;
}

/** A magic is shorter in the masked text than in the cell. */
function lastRegion(node: PyNode, regions: readonly Region[]): number {
  let end = 0;
  for (const { span } of regions) {
    if (span.start >= node.start && span.start < node.end) {
      end = Math.max(end, span.end);
    }
  }
  return end;
}

function semicolonAfter(masked: string, end: number): number | null {
  BLANKS.lastIndex = end;
  BLANKS.test(masked);
  const at = BLANKS.lastIndex;
  return masked[at] === ';' && at - end < LOOK_AHEAD ? at + 1 : null;
}

const BLANKS = /[ \t\f]*/y;

/** More blanks than this before a `;` are no one's layout. */
const LOOK_AHEAD = 1000;

function isExpression(node: PyNode): boolean {
  const kind = node.kids[0]?.type ?? '';
  return (
    node.type === 'print_statement' ||
    (node.type === 'expression_statement' && !/assignment$/.test(kind))
  );
}
