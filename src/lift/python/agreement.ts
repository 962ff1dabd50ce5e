import {
  MODULE_ATTRIBUTES,
  PYTHON_BUILTINS
} from '../../analysis/python/builtins';
import type { MergeConflict, ModuleImport } from '../module';
import {
  bindersOf,
  conflictAt,
  conflictAtUse,
  firstRead,
  starImportsOf,
  type Existing
} from './existing';
import type { Fate } from './fates';
import { boundName, importTarget, isCoveredBy } from './import-meaning';
import { fault, freeNames, looseNames, type Piece } from './pieces';
import type { Wanted } from './wanted';

/** Whether a module has the name without binding it. */
export function isBuiltin(name: string): boolean {
  return PYTHON_BUILTINS.has(name) || MODULE_ATTRIBUTES.has(name);
}

/** What a free name of the addition stands for, where it was written. */
type Origin = ModuleImport | 'symbol' | 'own' | 'builtin' | 'unknown';

/**
 * Names of the pieces that would mean something else in the module than where they were written, or
 * nothing at all.
 */
export function strangeNames(
  module: Existing,
  wanted: Wanted
): MergeConflict[] {
  const names = new Set([
    ...wanted.imports.map(boundName),
    ...wanted.own,
    ...wanted.pieces.flatMap(freeNames),
    ...wanted.pieces
      .flatMap(looseNames)
      .filter(name => originOf(name, wanted) !== 'unknown')
  ]);
  const stars = starImportsOf(module);
  const strange = [...names].flatMap(name => {
    const conflict = strangeName(module, name, originOf(name, wanted));
    return conflict === null ? [] : [conflict];
  });
  return stars.length > 0
    ? [conflictAt(module, 'import', '*', stars[0]), ...strange]
    : strange;
}

function originOf(
  name: string,
  { pieces, imports, own: ownNames }: Wanted
): Origin {
  if (pieces.some(piece => piece.name === name)) {
    return 'symbol';
  }
  if (ownNames.includes(name)) {
    return 'own';
  }
  const own = imports.find(one => boundName(one) === name);
  return own ?? (isBuiltin(name) ? 'builtin' : 'unknown');
}

function strangeName(
  module: Existing,
  name: string,
  origin: Origin
): MergeConflict | null {
  if (origin === 'symbol') {
    return null;
  }
  const binders = bindersOf(module, name);
  if (origin === 'unknown' || (origin === 'own' && binders.length === 0)) {
    return fault('import', name);
  }
  if (origin === 'own') {
    return null;
  }
  const other = binders.find(
    at => origin === 'builtin' || !importsAlike(module, at, origin)
  );
  return other === undefined ? null : conflictAt(module, 'import', name, other);
}

/** Whether the only thing that a statement binds by the name is what the import binds. */
function importsAlike(
  module: Existing,
  at: number,
  wanted: ModuleImport
): boolean {
  const facts = (module.statements[at].imports ?? []).filter(
    fact => fact.bound === boundName(wanted)
  );
  return (
    facts.length > 0 &&
    facts.every(fact => importTarget(fact) === importTarget(wanted))
  );
}

/** Imports that the module does not have yet. */
export function missingImports(
  module: Existing,
  imports: readonly ModuleImport[]
): ModuleImport[] {
  const present = module.statements.flatMap(one => one.imports ?? []);
  return imports.filter(
    wanted => !present.some(fact => isCoveredBy(wanted, fact))
  );
}

/**
 * Names new to the module that its code reads all the same: a builtin that they would hide, or a name
 * that something else provides. Statements that are replaced do not count.
 */
export function hiddenNames(
  module: Existing,
  imported: readonly string[],
  fates: ReadonlyMap<Piece, Fate>
): MergeConflict[] {
  const all = [...fates];
  const replaced = all.flatMap(([, fate]) =>
    fate.kind === 'replaced' ? [fate.at] : []
  );
  const names = [
    ...imported.filter(name => bindersOf(module, name).length === 0),
    ...all.flatMap(([piece, fate]) => (fate.kind === 'new' ? [piece.name] : []))
  ];
  return names.flatMap(name => {
    const use = firstRead(module, name, new Set(replaced));
    return use === null ? [] : [conflictAtUse(module, 'import', use)];
  });
}

/** Names that the addition itself binds twice. */
export function doubleNames({ pieces, imports }: Wanted): MergeConflict[] {
  const isDouble = (one: ModuleImport, i: number) =>
    one.symbol === '*' ||
    pieces.some(piece => piece.name === boundName(one)) ||
    imports
      .slice(0, i)
      .some(
        other =>
          boundName(other) === boundName(one) &&
          importTarget(other) !== importTarget(one)
      );
  return imports
    .filter(isDouble)
    .map(one => fault('import', boundName(one) || '*'));
}
