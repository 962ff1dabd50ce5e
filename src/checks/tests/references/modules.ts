import { dirname, join } from '../../../core/path';

/** Something at the top of a file of the project; `name` is `null` for the file as a whole. Path relative to the root. */
export type ProjectSymbol = {
  readonly path: string;
  readonly name: string | null;
};

/** Where the modules of a project lie, as its list of files tells. */
export class ProjectModules {
  /** @param _paths - all modules of the project, relative to its root */
  constructor(private readonly _paths: ReadonlySet<string>) {
    for (const path of _paths) {
      const name = /([^/]+?)(\/__init__)?\.py$/.exec(path)?.[1] ?? '';
      this._byName.set(name, [...(this._byName.get(name) ?? []), path]);
    }
  }

  has(path: string): boolean {
    return this._paths.has(path);
  }

  /**
   * The files that the first parts of a dotted name stand for, packages around it first, and the parts that are left.
   * Looked for from the importing file's folder upwards, in `src`, and where the project has only one of that name.
   * `null` for what is not of the project, or could be two files of it.
   */
  find(
    from: string,
    module: string,
    rest: readonly string[]
  ): {
    readonly files: readonly string[];
    readonly rest: readonly string[];
  } | null {
    const dots = /^\.*/.exec(module)![0].length;
    const parts = [...module.slice(dots).split('.').filter(Boolean), ...rest];
    const bases = dots > 0 ? [climb(from, dots)] : this._bases(from, parts[0]);
    for (const base of bases) {
      const found = this._below(base, parts, dots > 0);
      if (found !== null) {
        return found;
      }
    }
    return null;
  }

  private _bases(from: string, first: string | undefined): readonly string[] {
    if (first === undefined) {
      return [];
    }
    const own: string[] = [];
    for (let at = dirname(from); ; at = dirname(at)) {
      own.push(at);
      if (at === '') {
        break;
      }
    }
    // Elsewhere, where no package is around it: a notebook or a test may have put that folder on the path.
    const elsewhere = (this._byName.get(first) ?? [])
      .map(path => dirname(path.replace(/\/__init__\.py$/, '')))
      .filter(folder => !this._paths.has(join(folder, '__init__.py')));
    return [...own, 'src', ...(elsewhere.length === 1 ? elsewhere : [])];
  }

  /** The longest way down from a folder that modules go. */
  private _below(
    base: string,
    parts: readonly string[],
    isRelative: boolean
  ): ReturnType<ProjectModules['find']> {
    const files: string[] = [];
    let folder = base;
    const start = join(base, '__init__.py');
    if (isRelative && this._paths.has(start)) {
      files.push(start);
    }
    for (const [at, part] of parts.entries()) {
      const path = join(folder, part);
      const init = `${path}/__init__.py`;
      if (this._paths.has(`${path}.py`) && !this._paths.has(init)) {
        return { files: [...files, `${path}.py`], rest: parts.slice(at + 1) };
      }
      if (this._paths.has(init)) {
        files.push(init);
      } else if (!this._holdsModules(path)) {
        return files.length > 0 ? { files, rest: parts.slice(at) } : null;
      }
      folder = path;
    }
    return files.length > 0 ? { files, rest: [] } : null;
  }

  /** A folder without `__init__.py` is a package too. */
  private _holdsModules(folder: string): boolean {
    if (this._folders.size === 0) {
      for (const path of this._paths) {
        for (let at = dirname(path); at !== ''; at = dirname(at)) {
          this._folders.add(at);
        }
      }
    }
    return this._folders.has(folder);
  }

  private readonly _byName = new Map<string, readonly string[]>();
  private readonly _folders = new Set<string>();
}

/** The folder that so many leading dots stand for. */
function climb(from: string, dots: number): string {
  let folder = dirname(from);
  for (let at = 1; at < dots; at++) {
    folder = dirname(folder);
  }
  return folder;
}
