import type { CellFacts, NameUse, Statement } from '../../analysis/facts';
import { lineAt, type Span } from '../../core/span';
import type { MergeConflict } from '../module';
import { lineEnd, lineStart, pageOf, pastLineEnd, type Page } from './page';

/** A module that stands in a file, without its byte order mark. */
export type Existing = {
  readonly page: Page;
  readonly statements: readonly Statement[];
  readonly comments: readonly Span[];
};

// Characters that end a line for IPython only.
const HARMLESS = 'line-separator';

/** What a module's text says, or why it cannot be added to. */
export function readExisting(
  analyze: (text: string) => CellFacts,
  text: string
): Existing | MergeConflict {
  const { status, problems, statements, comments } = analyze(text);
  const [problem] = problems.filter(one => one.code !== HARMLESS);
  if (status === 'opaque' || problem !== undefined) {
    const line = problem?.line ?? 1;
    const existing = text.split(/\r\n|\r|\n/)[line - 1] ?? '';
    return { kind: 'syntax', name: '', existing, line };
  }
  return { page: pageOf(text), statements, comments };
}

/** Positions of the statements that bind or unbind a name in any way. */
export function bindersOf(module: Existing, name: string): number[] {
  return positions(module, ({ flow }) =>
    [flow.mayBind, flow.mayUnbind, flow.globalWrites].some(names =>
      names.includes(name)
    )
  );
}

/** Positions of the statements that import with a star, at the top or inside a block. */
export function starImportsOf(module: Existing): number[] {
  return positions(module, one =>
    one.imports !== undefined
      ? one.imports.some(fact => fact.symbol === '*')
      : one.kind === 'compound' &&
        /\bimport\s*\(?\s*\*/.test(statementText(module, one))
  );
}

/** The first place where a statement that is not left out reads a name. */
export function firstRead(
  module: Existing,
  name: string,
  leftOut: ReadonlySet<number>
): NameUse | null {
  const uses = module.statements.flatMap((one, i) =>
    leftOut.has(i) ? [] : one.uses
  );
  return uses.find(use => use.name === name && use.access !== 'write') ?? null;
}

export function statementText(module: Existing, one: Statement): string {
  return module.page.text.slice(one.span.start, one.span.end);
}

/**
 * The lines that belong to a statement: the comments directly above it, the comment behind it, and the
 * indented comments below it. `lead` is where the statement itself starts.
 */
export function blockOf(
  module: Existing,
  index: number
): Span & { lead: number } {
  const { text } = module.page;
  const { span } = module.statements[index];
  const lead = lineStart(text, span.start);
  return {
    start: commentsAbove(module, lead),
    lead,
    end: commentsBelow(text, lineEnd(text, span.end))
  };
}

/** A statement's conflict: the text that stands in the module, and its line. */
export function conflictAt(
  module: Existing,
  kind: MergeConflict['kind'],
  name: string,
  index: number
): MergeConflict {
  const { text } = module.page;
  const { start, end } = blockOf(module, index);
  const line = lineAt(text, module.statements[index].span.start);
  return { kind, name, existing: text.slice(start, end), line };
}

/** A read's conflict: its line, and the text of that line. */
export function conflictAtUse(
  module: Existing,
  kind: MergeConflict['kind'],
  use: NameUse
): MergeConflict {
  const { text } = module.page;
  const { start } = use.span;
  const existing = text.slice(lineStart(text, start), lineEnd(text, start));
  return { kind, name: use.name, existing, line: lineAt(text, start) };
}

/** Where the comment lines start that stand at the margin right above a line; the first two lines of a
 *  file that say how to run or decode it are not part of them. */
function commentsAbove(module: Existing, lead: number): number {
  const { text } = module.page;
  const starts = new Set(module.comments.map(span => span.start));
  let start = lead;
  while (start > 0) {
    const previous = lineStart(
      text,
      text.endsWith('\r\n', start) && start > 1 ? start - 2 : start - 1
    );
    if (!starts.has(previous) || isPreamble(text, previous)) {
      break;
    }
    start = previous;
  }
  return start;
}

/** A shebang, or the line that declares the encoding. */
export function isPreamble(text: string, start: number): boolean {
  const line = lineAt(text, start);
  const comment = text.slice(start, lineEnd(text, start));
  return (
    (line === 1 && comment.startsWith('#!')) ||
    (line <= 2 && /coding[:=]/.test(comment))
  );
}

function commentsBelow(text: string, end: number): number {
  let last = end;
  for (let at = end; at < text.length;) {
    const start = pastLineEnd(text, at);
    at = lineEnd(text, start);
    const line = text.slice(start, at);
    if (/^[ \t]+#/.test(line)) {
      last = at;
    } else if (line.trim() !== '') {
      break;
    }
    if (at >= text.length) {
      break;
    }
  }
  return last;
}

function positions(
  module: Existing,
  test: (one: Statement) => boolean
): number[] {
  return module.statements.flatMap((one, i) => (test(one) ? [i] : []));
}
