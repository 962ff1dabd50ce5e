import { lineAt } from '../core/span';
import type { NotebookIndex, Place } from './index-notebook';
import { SENTENCES } from './sentences';
import type { Refusal, RefusalCode, RemedyAction } from './types';

type Data = { readonly [key: string]: string };

/** Fills `{key}` in a sentence; a key without data stays visible, which is a bug to be seen. */
export function fill(sentence: string, data: Data): string {
  return sentence.replace(
    /\{(\w+)\}/g,
    (whole, key: string) => data[key] ?? whole
  );
}

/** A refusal that blames no cell. */
export function refuse(
  code: RefusalCode,
  data: Data = {},
  action?: RemedyAction
): Refusal {
  return build(code, null, null, data, action);
}

/** A refusal that blames a statement, or an offset within its cell. */
export function refuseAt(
  index: NotebookIndex,
  place: Pick<Place, 'cell' | 'statement'>,
  code: RefusalCode,
  data: Data = {},
  offset = place.statement.span.start
): Refusal {
  const line = lineAt(index.sourceOf(place.cell), offset);
  return build(code, place.cell, line, data);
}

/** A refusal that blames a whole cell. */
export function refuseCell(
  code: RefusalCode,
  cell: number,
  data: Data = {},
  line = 1
): Refusal {
  return build(code, cell, line, data);
}

function build(
  code: RefusalCode,
  cell: number | null,
  line: number | null,
  data: Data,
  action?: RemedyAction
): Refusal {
  const { message, remedy } = SENTENCES[code];
  const goTo: RemedyAction | undefined =
    cell === null ? undefined : { kind: 'go-to', cell };
  const chosen = action ?? goTo;
  return {
    code,
    cell,
    line,
    message: fill(message, data),
    data,
    remedy: { text: fill(remedy, data), ...(chosen ? { action: chosen } : {}) }
  };
}

/** The same refusal only once, at its first place, in order of place: one that names nothing is about its cell. */
export function unique(refusals: readonly Refusal[]): Refusal[] {
  const sorted = [...refusals].sort(
    (a, b) => (a.cell ?? -1) - (b.cell ?? -1) || (a.line ?? 0) - (b.line ?? 0)
  );
  const seen = new Map<string, Refusal>();
  for (const refusal of sorted) {
    const { code, message, cell, data } = refusal;
    const named = Object.keys(data ?? {}).length > 0;
    const key = `${code}:${message}:${named ? '' : cell}`;
    seen.set(key, seen.get(key) ?? refusal);
  }
  return [...seen.values()];
}
