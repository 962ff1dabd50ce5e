import type { Span } from '../../../core/span';
import type { CellFacts } from '../../facts';

/** One stretch of a cell. */
export type Piece =
  /** `statement`: index into `CellFacts.statements`. Comments inside belong to it. */
  | {
      readonly kind: 'statement';
      readonly span: Span;
      readonly statement: number;
    }
  /** A comment between statements, without blanks around it. */
  | { readonly kind: 'comment'; readonly span: Span }
  /** Anything else between statements: blanks, line ends, `;`, prompts, text that does not parse. */
  | { readonly kind: 'separator'; readonly span: Span };

/** Cuts a cell into pieces that, one after another, are the cell again. No piece is empty. */
export function pieces(source: string, facts: CellFacts): readonly Piece[] {
  const found: Piece[] = [];
  let done = 0;
  let comment = 0;
  const between = (end: number): void => {
    const { comments } = facts;
    for (
      ;
      comment < comments.length && comments[comment].start < end;
      comment += 1
    ) {
      const span = comments[comment];
      // A comment inside a statement lies behind what is done.
      if (span.start >= done) {
        separator(found, done, span.start);
        found.push({ kind: 'comment', span });
        done = span.end;
      }
    }
    separator(found, done, end);
    done = end;
  };
  facts.statements.forEach(({ span }, statement) => {
    if (span.start >= done) {
      between(span.start);
      found.push({ kind: 'statement', span, statement });
      done = span.end;
    }
  });
  between(source.length);
  return found;
}

function separator(found: Piece[], start: number, end: number): void {
  if (start < end) {
    found.push({ kind: 'separator', span: { start, end } });
  }
}
