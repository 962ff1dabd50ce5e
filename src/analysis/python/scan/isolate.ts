import type { Span } from '../../../core/span';

/**
 * A text whose only code is `source`'s within `span`, at the same offsets: scanning and
 * parsing it gives spans of the cell. For payloads and interpolated expressions.
 */
export function isolate(source: string, span: Span): string {
  // Form feeds: blanks that indent nothing.
  return '\f'.repeat(span.start) + source.slice(span.start, span.end);
}
