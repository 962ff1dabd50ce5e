import { moduleScan } from '../../analysis/python/scan';
import type { Statement } from '../../analysis/facts';
import type { Span } from '../../core/span';
import type { ModuleImport } from '../module';
import { insertElements, type List } from './bracket-list';
import type { Existing } from './existing';
import { LINE_LENGTH, symbolKey, sortedBy, symbolText } from './import-lines';
import { applyEdits, lineEnd, lineStart, type Edit } from './page';

/**
 * Adds names to the `from x import a` statements among a module's first `head` statements where the
 * statement stands alone, holds no comment and no `\`, and no line grows beyond the line length.
 * `done` are the imports that found their place so.
 */
export function extendImport(
  module: Existing,
  head: number,
  imports: readonly ModuleImport[]
): {
  readonly edits: readonly Edit[];
  readonly done: ReadonlySet<ModuleImport>;
} {
  const done = new Set<ModuleImport>();
  const edits: Edit[] = [];
  const wanted = sortedBy(
    imports.filter(one => one.symbol !== null && one.symbol !== '*'),
    one => symbolKey(one.symbol ?? '')
  );
  for (const [at, one] of module.statements.slice(0, head).entries()) {
    const own = wanted.filter(
      item => !done.has(item) && item.module === one.imports?.[0]?.module
    );
    const more =
      own.length > 0 && isPlain(module, at)
        ? additions(module, one, own)
        : null;
    if (more !== null) {
      edits.push(...more);
      own.forEach(item => done.add(item));
    }
  }
  return { edits, done };
}

/** The statement stands alone on its lines, without comment and `\`. */
function isPlain(
  { page, statements, comments }: Existing,
  at: number
): boolean {
  const { span, sharesLine, semicolonEnd, imports } = statements[at];
  const { start } = span;
  const end = lineEnd(page.text, span.end);
  const lines = page.text.slice(start, end);
  return (
    !sharesLine &&
    semicolonEnd === null &&
    lineStart(page.text, start) === start &&
    !lines.includes('\\') &&
    !comments.some(one => one.start >= start && one.end <= end) &&
    (imports ?? []).every(fact => fact.symbol !== null && fact.symbol !== '*')
  );
}

/** The edits that add names to a statement, `null` where a line would become too long. */
function additions(
  { page }: Existing,
  one: Statement,
  imports: readonly ModuleImport[]
): Edit[] | null {
  const { text, eol } = page;
  const list = listOfNames(text, one.span);
  if (list === null) {
    return null;
  }
  const places = placesOf(text, list, imports);
  const edits = [...new Set(places)].flatMap(index => {
    const here = imports.filter((_, i) => places[i] === index);
    return insertElements(text, eol, list, index, here.map(symbolText));
  });
  const { start, end } = {
    start: one.span.start,
    end: lineEnd(text, one.span.end)
  };
  const after = applyEdits(text.slice(0, end), edits).slice(start);
  const lines = after.split(/\r\n|\r|\n/);
  return lines.every(line => line.length <= LINE_LENGTH) ? edits : null;
}

/** The element before which each import goes: in order where the list is in order, else at its end. */
function placesOf(
  text: string,
  { elements }: List,
  imports: readonly ModuleImport[]
): number[] {
  const keys = elements.map(({ start, end }) =>
    symbolKey(text.slice(start, end).split(/\s/)[0]).join(' ')
  );
  const sorted = keys.every((key, i) => i === 0 || keys[i - 1] <= key);
  return imports.map(({ symbol }) => {
    const key = symbolKey(symbol ?? '').join(' ');
    const place = sorted ? keys.findIndex(other => other > key) : -1;
    return place < 0 ? keys.length : place;
  });
}

/** The list of names of a `from x import …` statement; `null` where there is none. */
export function listOfNames(text: string, span: Span): List | null {
  const base = span.start;
  const tokens = moduleScan(text.slice(base, span.end)).tokens.filter(
    token => token.type === 'name' || token.type === 'op'
  );
  const from = tokens.findIndex(token => token.text === 'import');
  const open = tokens[from + 1]?.text === '(';
  const inner = tokens
    .slice(from + (open ? 2 : 1))
    .filter(token => token.text !== ')');
  const elements: { start: number; end: number }[] = [];
  let fresh = true;
  let comma: number | null = null;
  for (const token of inner) {
    if (token.text === ',') {
      fresh = true;
      comma = base + token.end;
    } else if (fresh) {
      elements.push({ start: base + token.start, end: base + token.end });
      fresh = false;
      comma = null;
    } else {
      elements[elements.length - 1].end = base + token.end;
    }
  }
  const start = base + (tokens[from + (open ? 1 : 0)]?.end ?? 0);
  return from < 0 || elements.length === 0 ? null : { start, elements, comma };
}
