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

/** `import a.b as c, d`. */
export function importNames(p: Cursor): void {
  p.advance();
  do {
    const first = p.name();
    let dotted = false;
    while (p.accept('.')) {
      p.name();
      dotted = true;
    }
    if (p.accept('as')) {
      bindName(p, p.name());
    } else if (!dotted || p.scope.kind !== 'module') {
      bindName(p, first);
    }
  } while (p.accept(','));
}

/** `from .a import (b as c, d)`, `from a import *`. */
export function importFrom(p: Cursor): void {
  const start = p.advance();
  let dots = 0;
  while (p.key === '.' || p.key === '...') {
    dots += p.advance().text.length;
  }
  const module = p.key === 'import' && dots > 0 ? '' : dottedName(p);
  p.expect('import');
  const future = dots === 0 && module === '__future__';
  if (future && !p.mayImportFuture) {
    p.note(
      'future-import',
      start,
      "'from __future__' must come first in a module."
    );
  }
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
  let name = p.name().text;
  while (p.accept('.')) {
    name += `.${p.name().text}`;
  }
  return name;
}

function star(p: Cursor, future: boolean): void {
  const token = p.advance();
  if (future) {
    p.note('future-import', token, "There is no feature '*'.");
  }
  if (p.scope.kind !== 'module') {
    p.note('star-import', token, "'import *' below the top level.");
  }
}

function importedName(p: Cursor, future: boolean): void {
  const name = p.name();
  if (future && !FEATURES.has(name.text)) {
    p.note('future-import', name, `There is no feature '${name.text}'.`);
  }
  bindName(p, p.accept('as') ? p.name() : name);
}
