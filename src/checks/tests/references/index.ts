import type { TestCase } from '../types';
import { ProjectModules, type ProjectSymbol } from './modules';
import { reachOf } from './reach';
import { fixtureOf, mentionsOf, type Placed } from './requests';
import { type ReadReferences, Symbols } from './symbols';

/** Tests that import some modules, and why there may be more of them. */
export type Touching = {
  /** Files of tests. */
  readonly paths: readonly string[];
  /** Those among them of which the text does not tell what they import. */
  readonly open: readonly string[];
};

/** Which tests refer to which definitions of a project, as the texts of its files tell. Nothing is executed. */
export class TestReferences {
  /**
   * @param paths - all modules of the project, relative to its root
   * @param _read - what is known of the texts of test files, of `conftest.py` and of modules that they lead to
   */
  constructor(
    paths: Iterable<string>,
    private readonly _read: ReadReferences
  ) {
    this._modules = new ProjectModules(new Set(paths));
    this._symbols = new Symbols(this._modules, _read);
  }

  /** What code of a file gets when it imports so; `null` for what is not of the project. */
  imported(
    from: string,
    module: string,
    symbol: string | null
  ): ProjectSymbol | null {
    const path = symbol === null || symbol === '*' ? [] : [symbol];
    return this._symbols.of(from, { module, path });
  }

  /** The tests that name the definition, in their own code or in a fixture or helper of theirs. */
  testsOf(
    { path, name }: ProjectSymbol,
    tests: readonly TestCase[]
  ): readonly TestCase[] {
    return tests.filter(test =>
      this._namedBy(test).has(`${path}\n${name ?? ''}`)
    );
  }

  /** Files of tests that import one of the modules, through others too. */
  touching(modules: readonly string[], tests: readonly string[]): Touching {
    const wanted = new Set(modules);
    const open: string[] = [];
    const paths = tests.filter(test => {
      const reach = reachOf(this._modules, this._read, test);
      const hits = [...reach.paths].some(path => wanted.has(path));
      if (!hits && reach.isOpen) {
        open.push(test);
      }
      return hits || reach.isOpen;
    });
    return { paths, open };
  }

  private _namedBy({ path, names }: TestCase): ReadonlySet<string> {
    const key = [path, ...names].join('::');
    let found = this._named.get(key);
    if (found === undefined) {
      const placed = mentionsOf(this._read, path, names);
      found = new Set(placed.flatMap(one => this._keysOf(one)));
      this._named.set(key, found);
    }
    return found;
  }

  private _keysOf({ path, mention, isFixture }: Placed): readonly string[] {
    const symbol = this._symbols.of(path, mention);
    if (symbol === null) {
      return [];
    }
    const home = this._read(symbol.path)?.named ?? [];
    return isFixture
      ? home
          .filter(one => one.name === symbol.name && fixtureOf(one))
          .flatMap(({ mentions }) => mentions)
          .flatMap(mention => this._keysOf({ path: symbol.path, mention }))
      : [`${symbol.path}\n${symbol.name ?? ''}`, `${symbol.path}\n`];
  }

  private readonly _modules: ProjectModules;
  private readonly _symbols: Symbols;
  private readonly _named = new Map<string, ReadonlySet<string>>();
}
