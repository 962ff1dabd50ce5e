import type { Token } from '../scan/tokens';
import { wordKind } from '../tree/kinds';
import type { Cursor } from './cursor';
import { bindName } from './shape';

const FEATURES = new Set([
  'nested_scopes',
  'generators',
  'division',
  'absolute_import',
  'with_statement',
  'print_function',
  'unicode_literals',
  'barry_as_FLUFL',
  'generator_stop',
  'annotations'
]);

const DOT = wordKind('.');

/** `import a.b as c, d`. */
export function importNames(p: Cursor): void {
  p.advance();
  do {
    const from = p.tree.mark();
    const first = p.token;
    const dotted = dottedName(p) !== first.text;
    const alias = aliased(p, from);
    if (alias !== null) {
      bindName(p, alias);
    } else if (!dotted || p.scope.kind !== 'module') {
      bindName(p, first);
    }
  } while (p.accept(','));
}

/** `as name` behind a dotted name, where there is one; what is imported is one node. */
function aliased(p: Cursor, from: number): Token | null {
  p.tree.label('name');
  if (!p.accept('as')) {
    return null;
  }
  const alias = p.name();
  p.tree.label('alias');
  p.tree.close(from, 'aliased_import');
  p.tree.label('name');
  return alias;
}

/** `from __future__ import`. */
export function isFutureImport(p: Cursor): boolean {
  return p.peek() === '__future__' && p.peek(2) === 'import';
}

/** `from __future__ import a, b`. */
export function futureImport(p: Cursor): void {
  const start = p.advance();
  p.keyword();
  p.advance();
  if (!p.mayImportFuture) {
    p.note(
      'future-import',
      start,
      "'from __future__' must come first in a module."
    );
  }
  importList(p, true);
}

/** `from .a import (b as c, d)`, `from a import *`. */
export function importFrom(p: Cursor): void {
  p.advance();
  const from = p.tree.mark();
  const isRelative = prefix(p);
  if (!isRelative || p.key !== 'import') {
    dottedName(p);
  }
  if (isRelative) {
    p.tree.close(from, 'relative_import');
  }
  p.tree.label('module_name');
  p.expect('import');
  importList(p, false);
}

/** The dots of a relative import; says whether there are any. */
function prefix(p: Cursor): boolean {
  const from = p.tree.mark();
  while (p.key === '.' || p.key === '...') {
    const at = p.tree.mark();
    const { start, end } = p.advance();
    p.tree.back(at);
    for (let dot = start; dot < end; dot += 1) {
      p.tree.leaf(DOT, dot, dot + 1);
    }
  }
  const found = p.tree.mark() > from;
  p.tree.close(from, 'import_prefix');
  return found;
}

/** What stands behind `import`; `future`: names of features. */
function importList(p: Cursor, future: boolean): void {
  if (p.key === '*') {
    star(p, future);
  } else if (p.accept('(')) {
    do {
      importedName(p, future);
    } while (p.accept(',') && p.key !== ')');
    p.expect(')');
  } else {
    do {
      importedName(p, future);
    } while (p.accept(','));
  }
}

function dottedName(p: Cursor): string {
  const from = p.tree.mark();
  let name = p.name().text;
  while (p.accept('.')) {
    name += `.${p.name().text}`;
  }
  p.tree.close(from, 'dotted_name');
  return name;
}

function star(p: Cursor, future: boolean): void {
  const from = p.tree.mark();
  const token = p.advance();
  p.tree.close(from, 'wildcard_import');
  if (future) {
    p.note('future-import', token, "There is no feature '*'.");
  }
  if (p.scope.kind !== 'module') {
    p.note('star-import', token, "'import *' below the top level.");
  }
}

function importedName(p: Cursor, future: boolean): void {
  const from = p.tree.mark();
  const name = p.name();
  p.tree.close(from, 'dotted_name');
  if (future && !FEATURES.has(name.text)) {
    p.note('future-import', name, `There is no feature '${name.text}'.`);
  }
  bindName(p, aliased(p, from) ?? name);
}
