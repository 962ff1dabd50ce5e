import type { ImportFact } from '../../analysis/facts';
import { normaliseName } from '../../analysis/python/identifiers';
import type { ModuleImport } from '../module';

/** What an import statement names, however it is written. */
type Imported = Pick<ImportFact, 'module' | 'symbol' | 'alias'>;

/** The name that an import binds; `''` for a star. */
export function boundName(one: Imported): string {
  if (one.symbol === '*') {
    return '';
  }
  const name = one.alias ?? one.symbol ?? one.module.split('.')[0];
  return normaliseName(name);
}

/**
 * What the bound name stands for: equal texts mean equal objects. `import a.b as x` and
 * `from a import b as x` both give the attribute `b` of `a`; `import a.b` binds `a` itself.
 */
export function importTarget(one: Imported): string {
  if (one.symbol !== null) {
    const dot = one.module.endsWith('.') ? '' : '.';
    return `${one.module}${dot}${one.symbol}`;
  }
  return one.alias === null ? one.module.split('.')[0] : one.module;
}

/** Whether an import that stands in a module already does all that another one would do. */
export function isCoveredBy(wanted: Imported, present: Imported): boolean {
  if (
    boundName(wanted) !== boundName(present) ||
    importTarget(wanted) !== importTarget(present)
  ) {
    return false;
  }
  // `import a.b` loads `a.b` besides binding `a`.
  const submodule = wanted.symbol === null && wanted.alias === null;
  return !submodule || `${present.module}.`.startsWith(`${wanted.module}.`);
}

/** Without those that another one in the list covers; the order stays. */
export function withoutRepeats(
  imports: readonly ModuleImport[]
): ModuleImport[] {
  return imports.filter(
    (one, i) =>
      !imports.some(
        (other, j) =>
          i !== j &&
          isCoveredBy(one, other) &&
          (j < i || !isCoveredBy(other, one))
      )
  );
}
