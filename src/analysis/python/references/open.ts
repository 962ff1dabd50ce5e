import type { FileReferences } from '../../../core/references';

/** Modules that import, load or run other code by a name that need not stand in the text. */
const LOADERS =
  /^(runpy|pkgutil|imp|subprocess|multiprocessing|pickle|dill|cloudpickle|joblib|shelve|pexpect|xdoctest|doctest)(\.|$)/;
const CALLS = /(?<![\w.])(exec|eval|compile|__import__|entry_points)\s*\(/;
/** `import_module` and `__import__` of something that is no string. */
const BY_VALUE =
  /\b(import_module|importorskip|resolve_name|spec_from_file_location)\s*\(\s*(?![rRuU]?["'])/;
const BY_PLACE = /\b(os\s*\.\s*(system|popen|spawn|exec)|sys\s*\.\s*modules)/;

/** Whether code may import or run what its text does not name. */
export function isOpen(
  { imports }: Pick<FileReferences, 'imports'>,
  source: string
): boolean {
  return (
    imports.some(
      ({ module, symbol }) =>
        LOADERS.test(module) ||
        (module === 'importlib' && /^(metadata|util)$/.test(symbol ?? '')) ||
        module.startsWith('importlib.')
    ) ||
    CALLS.test(source) ||
    BY_VALUE.test(source) ||
    BY_PLACE.test(source)
  );
}
