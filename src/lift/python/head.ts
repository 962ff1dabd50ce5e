import type { Statement } from '../../analysis/facts';
import type { ModuleImport } from '../module';
import { isPreamble, type Existing } from './existing';
import { extendImport } from './extend-import';
import { importBlocks, sectionOf } from './import-lines';
import {
  lineEnd,
  lineStart,
  pastLineEnd,
  statementLineEnd,
  type Edit,
  type Insertion
} from './page';

/** What goes into the head of a module. */
export type HeadAddition = {
  readonly future: readonly string[];
  readonly imports: readonly ModuleImport[];
  readonly constants: readonly string[];
  /** First parts of the project's own modules. */
  readonly local: ReadonlySet<string>;
};

/**
 * Where imports and constants go: names into `from x import a` statements of the head where that is
 * plain, further imports after the last import of the head, constants after those and the constants that
 * follow them. The head ends before the first definition or main guard.
 */
export function headEdits(
  module: Existing,
  addition: HeadAddition
): {
  readonly edits: readonly Edit[];
  readonly insertions: readonly Insertion[];
} {
  const head = headLength(module.statements);
  const flags = addition.future.map(futureImport);
  const extended = extendImport(module, head, [...flags, ...addition.imports]);
  const open = (one: ModuleImport) => !extended.done.has(one);
  return {
    edits: extended.edits,
    insertions: [
      ...importInsertions(module, flags.filter(open), addition.local, isFuture),
      ...importInsertions(
        module,
        addition.imports.filter(open),
        addition.local,
        isImport
      ),
      ...constantInsertions(module, addition.constants)
    ]
  };
}

/** How many statements stand before the first definition or main guard. */
export function headLength(statements: readonly Statement[]): number {
  const end = statements.findIndex(
    one =>
      one.kind === 'function' ||
      one.kind === 'class' ||
      one.uses.some(use => use.name === '__name__' && one.kind === 'compound')
  );
  return end < 0 ? statements.length : end;
}

function futureImport(flag: string): ModuleImport {
  return { module: '__future__', symbol: flag, alias: null };
}

function isImport(one: Statement): boolean {
  return one.kind === 'import';
}

function isFuture(one: Statement): boolean {
  return (one.imports ?? []).some(fact => fact.module === '__future__');
}

function importInsertions(
  module: Existing,
  imports: readonly ModuleImport[],
  local: ReadonlySet<string>,
  beside: (one: Statement) => boolean
): Insertion[] {
  const { statements } = module;
  const head = statements.slice(0, headLength(statements));
  const last = head.map(beside).lastIndexOf(true);
  const neighbour = statements[last]?.imports?.[0]?.module;
  const section = neighbour === undefined ? null : sectionOf(neighbour, local);
  const at = last < 0 ? topAnchor(module) : anchorOf(module, last);
  return importBlocks(imports, local).map((block, i) => ({
    at,
    block: block.lines.join('\n'),
    before: i === 0 && block.section === section ? 0 : 1,
    after: section === null || section === 'future' ? gapAfter(module, at) : 0
  }));
}

function constantInsertions(
  module: Existing,
  constants: readonly string[]
): Insertion[] {
  if (constants.length === 0) {
    return [];
  }
  const { statements } = module;
  const head = headLength(statements);
  const imports = statements.slice(0, head).map(isImport).lastIndexOf(true);
  let last = imports < 0 && startsWithDocstring(module) ? 0 : imports;
  while (last + 1 < head && isSetting(statements[last + 1])) {
    last++;
  }
  const beside = statements[last]?.constant !== undefined;
  const at = last < 0 ? topAnchor(module) : anchorOf(module, last);
  const before = beside ? 0 : 1;
  const after = beside ? 0 : gapAfter(module, at);
  return [{ at, block: constants.join('\n'), before, after }];
}

/** A constant, or a name like `__all__`. */
function isSetting({ kind, constant, flow }: Statement): boolean {
  const dunder = flow.mayBind.every(name => /^__\w+__$/.test(name));
  return constant !== undefined || (kind === 'simple' && dunder);
}

function anchorOf(module: Existing, index: number): number {
  return statementLineEnd(module.page.text, module.statements, index);
}

function startsWithDocstring(module: Existing): boolean {
  return module.statements[0]?.expression?.form === 'string';
}

/** The line after which a module's first import goes: the docstring, `__future__`, or the comments that
 *  head the file and are not about its first statement; `null` for the very top. */
function topAnchor(module: Existing): number | null {
  const { statements, page } = module;
  const future = statements.map(isFuture).lastIndexOf(true);
  if (future >= 0) {
    return anchorOf(module, future);
  }
  if (startsWithDocstring(module)) {
    return anchorOf(module, 0);
  }
  const code = statements[0]?.span.start ?? page.text.length;
  let anchor: number | null = null;
  for (const { start } of module.comments.filter(span => span.end <= code)) {
    const end = lineEnd(page.text, start);
    const next = lineEnd(page.text, pastLineEnd(page.text, end));
    const alone = page.text.slice(end, next).trim() === '';
    if (alone || isPreamble(page.text, lineStart(page.text, start))) {
      anchor = end;
    }
  }
  return anchor;
}

/** Blank lines that belong before what follows a line: two before a definition. */
function gapAfter(module: Existing, at: number | null): number {
  const next = module.statements.find(one => one.span.start >= (at ?? 0));
  return next?.kind === 'function' || next?.kind === 'class' ? 2 : 1;
}
