import type { Statement } from '../../analysis/facts';
import { join } from '../../core/path';
import { textOf } from '../../core/span';
import type { Analysis } from '../types';
import { folderOf, type Folder, type Lookup } from './path-expression';

/** Where a notebook finds modules at some point. */
export type SearchState = {
  /** The working directory relative to the project root; `null` when the text does not tell it. */
  readonly folder: string | null;
  /** Folders that imports are looked up in, in order, relative to the project root. */
  readonly path: readonly string[];
};

/** An entry of `sys.path`: `''` and relative ones mean what the working directory makes of them. */
type Entry = { readonly path: string; readonly fixed: boolean };

/**
 * Working directory and import path when the cells before `cell` have run in order, as far as `%cd`,
 * `os.chdir` and `sys.path.append/insert` say so in plain text. `known` are folders that the kernel is known
 * to look in besides. Paths are relative to the project root, as `notebookFolder` is.
 */
export function searchStateAt(
  analysis: Analysis,
  cell: number,
  notebookFolder: string,
  known: readonly string[]
): SearchState {
  let folder: string | null = notebookFolder;
  const here: Entry = { path: '', fixed: false };
  let entries: Entry[] = [here, ...known.map(path => ({ path, fixed: true }))];
  const names = lookupIn(analysis);
  // A name may have been bound before the folder was changed.
  const lookup: Lookup = name =>
    folder === notebookFolder ? names(name) : null;
  const saved = new Map<string, string | null>();
  for (const { statement, source } of statementsBefore(analysis, cell)) {
    const back = folderBefore(statement, source, saved);
    const change = folderChange(statement, source, lookup);
    if (back !== undefined) {
      folder = back;
    } else if (change !== undefined) {
      folder = moved(folder, change);
    }
    statement.flow.mayBind.forEach(name => saved.delete(name));
    const name = nameOfFolder(statement, source);
    if (name !== null) {
      saved.set(name, folder);
    }
    for (const { place, entry } of pathChanges(statement, source, lookup)) {
      const fixed = fixEntry(entry, folder);
      if (fixed !== null) {
        entries = [...entries.slice(0, place), fixed, ...entries.slice(place)];
      }
    }
  }
  const path = entries.flatMap(entry => {
    const resolved = entry.fixed ? entry.path : moved(folder, entry);
    return resolved === null ? [] : [resolved];
  });
  return { folder, path: [...new Set(path)] };
}

function statementsBefore(
  analysis: Analysis,
  cell: number
): { statement: Statement; source: string }[] {
  return analysis.cells.slice(0, cell).flatMap((facts, i) =>
    (facts?.statements ?? []).map(statement => ({
      statement,
      source: analysis.snapshot.cells[i].source
    }))
  );
}

/** The folder that a change leads to; `null` for one that cannot be told. Absolute paths are not related to
 *  the project root. */
function moved(folder: string | null, change: Folder | null): string | null {
  if (change === null || folder === null || change.path.startsWith('/')) {
    return null;
  }
  return join(folder, change.path);
}

function fixEntry(entry: Folder, folder: string | null): Entry | null {
  if (!entry.fixed) {
    return entry;
  }
  const path = moved(folder, entry);
  return path === null ? null : { path, fixed: true };
}

/** `undefined`: the statement leaves the working directory alone; `null`: it changes it, who knows whereto. */
function folderChange(
  statement: Statement,
  source: string,
  lookup: Lookup
): Folder | null | undefined {
  const { magic, calls } = statement;
  if (magic !== undefined && /^(?:cd|pushd|popd)$/.test(magic.name)) {
    const text = textOf(source, statement.span).trim();
    const match = /^%cd\s+(?:-q\s+)?(["']?)([^\s"'$~{}-][^"'$~{}]*)\1$/.exec(
      text
    );
    return match === null ? null : { path: join(match[2]), fixed: false };
  }
  const call = calls.find(
    ({ path }) => path !== null && /^(?:os\.)?(?:f?chdir)$/.test(path)
  );
  if (call === undefined) {
    return undefined;
  }
  const text = textOf(source, call.span);
  const argument = /^[\w.]+\s*\(([^]*)\)$/.exec(text)?.[1] ?? '';
  const plain = statement.kind === 'expression' && call.when === 'eager';
  return plain ? folderOf(argument, lookup) : null;
}

/** The name that keeps the working directory: `old = os.getcwd()`. */
function nameOfFolder(
  { kind, span }: Statement,
  source: string
): string | null {
  const text = textOf(source, span);
  const match =
    /^(\w+)\s*=\s*(?:os\.getcwd|getcwd|(?:pathlib\.)?Path\.cwd)\(\s*\)$/.exec(
      text
    );
  return kind === 'simple' && match !== null ? match[1] : null;
}

/** The folder that `os.chdir(old)` goes back to; `undefined` for any other statement. */
function folderBefore(
  { kind, span }: Statement,
  source: string,
  saved: ReadonlyMap<string, string | null>
): string | null | undefined {
  const match = /^(?:os\.)?chdir\(\s*(\w+)\s*\)$/.exec(textOf(source, span));
  return kind === 'expression' && match !== null
    ? saved.get(match[1])
    : undefined;
}

/** What a statement puts on `sys.path`, and at which place. Those under an `if … not in sys.path` count;
 *  under other conditions they do not. */
function pathChanges(
  statement: Statement,
  source: string,
  lookup: Lookup
): { place: number; entry: Folder }[] {
  const certain =
    statement.kind === 'expression' ||
    /^if\b[^\n]*\bnot in sys\.path\b/.test(textOf(source, statement.span));
  if (!certain) {
    return [];
  }
  return statement.calls.flatMap(call => {
    const text = textOf(source, call.span);
    const match =
      /^sys\.path\.(append|insert)\s*\(\s*(?:(\d+)\s*,)?([^]*?),?\s*\)$/.exec(
        text
      );
    if (
      match === null ||
      call.when !== 'eager' ||
      (match[1] === 'insert') !== (match[2] !== undefined)
    ) {
      return [];
    }
    const entry = folderOf(match[3].trim(), lookup);
    const place = match[1] === 'append' ? Infinity : Number(match[2]);
    return entry === null ? [] : [{ place, entry }];
  });
}

/** Folders behind names: bound once in the notebook, by an assignment of a path. */
function lookupIn(analysis: Analysis): Lookup {
  const all = statementsBefore(analysis, analysis.cells.length);
  const lookup = (name: string, depth: number): Folder | null => {
    const [only, ...more] = all.filter(({ statement }) =>
      statement.flow.mayBind.includes(name)
    );
    if (only === undefined || more.length > 0 || depth > 4) {
      return null;
    }
    const text = textOf(only.source, only.statement.span);
    const match = /^\w+\s*=(?!=)([^]*)$/.exec(text);
    return match === null || only.statement.kind !== 'simple'
      ? null
      : folderOf(match[1].trim(), inner => lookup(inner, depth + 1));
  };
  return name => lookup(name, 0);
}
