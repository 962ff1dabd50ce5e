import type { FileReferences, Mention } from '../../../core/references';
import type { ProjectModules, ProjectSymbol } from './modules';

/** Re-exports that are followed. */
const MOST_STEPS = 20;

/** Reads of a file what it names; `undefined` where that is not known. */
export type ReadReferences = (path: string) => FileReferences | undefined;

/** Tells which definition of the project a mention means. */
export class Symbols {
  constructor(
    private readonly _modules: ProjectModules,
    private readonly _read: ReadReferences
  ) {}

  /** Where the mentioned thing is defined: re-exports are followed. `null` for what is not of the project. */
  of(from: string, { module, path }: Mention, steps = 0): ProjectSymbol | null {
    if (steps > MOST_STEPS) {
      return null;
    }
    if (module === null) {
      return path.length === 0
        ? { path: from, name: null }
        : this._home(from, path, steps);
    }
    const found = this._modules.find(from, module, path);
    if (found === null) {
      return null;
    }
    const file = found.files[found.files.length - 1];
    return found.rest.length === 0
      ? { path: file, name: null }
      : this._home(file, found.rest, steps);
  }

  /** A name of a file, or what the file imported under it. */
  private _home(
    file: string,
    [name, ...rest]: readonly string[],
    steps: number
  ): ProjectSymbol {
    const own = { path: file, name };
    const references = this._read(file);
    const defines = references?.named.some(
      one => one.name === name && !isImport(references, name)
    );
    if (references === undefined || defines) {
      return own;
    }
    for (const { module, symbol, bound } of references.imports) {
      if (bound === name) {
        const path = symbol === null ? rest : [symbol, ...rest];
        const home = this.of(file, { module, path }, steps + 1);
        return home ?? own;
      }
      if (symbol === '*') {
        const home = this.of(
          file,
          { module, path: [name, ...rest] },
          steps + 1
        );
        if (home !== null && this._isDefined(home)) {
          return home;
        }
      }
    }
    return own;
  }

  private _isDefined({ path, name }: ProjectSymbol): boolean {
    return this._read(path)?.named.some(one => one.name === name) ?? false;
  }
}

function isImport({ imports }: FileReferences, name: string): boolean {
  return imports.some(({ bound }) => bound === name);
}
