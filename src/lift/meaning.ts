import type { ImportFact } from '../analysis/facts';
import { holdsParameters } from './cells';
import type { NotebookIndex, Place } from './index-notebook';
import type { ILiftLanguage } from './language';
import type { ModuleImport } from './module';

/** What a name of the notebook stands for, seen over the whole notebook. */
export type Meaning =
  | { readonly kind: 'builtin' }
  /** Every binding is the same import: the module can import it as well. */
  | {
      readonly kind: 'import';
      readonly imports: readonly ModuleImport[];
      readonly places: readonly Place[];
    }
  /** Provided by the kernel, importable elsewhere (`display`). */
  | { readonly kind: 'kernel'; readonly imports: readonly ModuleImport[] }
  /** Bound exactly once, by a definition at the top level. */
  | { readonly kind: 'definition'; readonly place: Place }
  /** Bound exactly once, to an immutable literal. */
  | { readonly kind: 'constant'; readonly place: Place }
  | {
      readonly kind: 'variable';
      readonly places: readonly Place[];
      readonly builtin: boolean;
    }
  /** `_`, `Out`, `In`, `_3` … */
  | { readonly kind: 'history' }
  /** `__name__`, `__file__` … */
  | { readonly kind: 'identity' }
  /** May come from a star import or a magic that brings names. */
  | { readonly kind: 'star'; readonly module: string }
  | { readonly kind: 'unknown' };

const HISTORY = /^(_{1,3}|_\d+|_i{1,3}|_i\d+|_oh|_ih|_dh|_exit_code|In|Out)$/;
const IDENTITY =
  /^__(name|file|doc|package|spec|loader|builtins|annotations|module|path|cached)__$/;

/** Says what each name means; answers are kept. */
export class Meanings {
  constructor(index: NotebookIndex, language: ILiftLanguage) {
    this._index = index;
    this._language = language;
    this._stars = starModules(index);
  }

  of(name: string): Meaning {
    const known = this._known.get(name);
    if (known) {
      return known;
    }
    const meaning = this._find(name);
    this._known.set(name, meaning);
    return meaning;
  }

  private _find(name: string): Meaning {
    const places = this._index.bindings(name);
    if (places.length === 0) {
      return this._unbound(name);
    }
    const imports = sameImport(name, places);
    if (imports) {
      return { kind: 'import', imports, places };
    }
    const [place] = places;
    if (
      places.length === 1 &&
      !place.statement.flow.globalWrites.includes(name) &&
      !holdsParameters(this._index.analysis, place.cell) &&
      !this._index
        .flowOf(name)
        .some(({ statement }) => statement.flow.mayUnbind.includes(name))
    ) {
      if (place.statement.definition?.name === name) {
        return { kind: 'definition', place };
      }
      if (place.statement.constant?.name === name) {
        return { kind: 'constant', place };
      }
    }
    return {
      kind: 'variable',
      places,
      builtin: this._language.isBuiltin(name)
    };
  }

  private _unbound(name: string): Meaning {
    if (IDENTITY.test(name)) {
      return { kind: 'identity' };
    }
    if (HISTORY.test(name)) {
      return { kind: 'history' };
    }
    const kernel = this._language.kernelName(name);
    const builtin = this._language.isBuiltin(name);
    const star = this._stars.find(
      module => !builtin || mayShadow(module, name)
    );
    if (star !== undefined && !kernel) {
      return { kind: 'star', module: star };
    }
    if (kernel) {
      return { kind: 'kernel', imports: [kernel] };
    }
    return builtin ? { kind: 'builtin' } : { kind: 'unknown' };
  }

  private readonly _index: NotebookIndex;
  private readonly _language: ILiftLanguage;
  private readonly _stars: readonly string[];
  private readonly _known = new Map<string, Meaning>();
}

/** The name may be a value of the kernel's history in this notebook. */
export function isHistoryName(name: string): boolean {
  return HISTORY.test(name);
}

export function toModuleImport(fact: ImportFact): ModuleImport {
  return { module: fact.module, symbol: fact.symbol, alias: fact.alias };
}

/** The imports behind a name when every binding of it is a top-level import of one and the same thing;
 *  `import a.b` and `import a.c` together bind one `a`. */
function sameImport(
  name: string,
  places: readonly Place[]
): ModuleImport[] | null {
  const found = new Map<string, ModuleImport>();
  for (const place of places) {
    const facts = (place.statement.imports ?? []).filter(
      fact => fact.bound === name
    );
    if (
      facts.length === 0 ||
      facts.some(fact => fact.module === '__future__')
    ) {
      return null;
    }
    facts.forEach(fact =>
      found.set(JSON.stringify(toModuleImport(fact)), toModuleImport(fact))
    );
  }
  const imports = [...found.values()];
  const plain = imports.every(one => one.symbol === null && one.alias === null);
  return imports.length === 1 || plain ? imports : null;
}

function starModules(index: NotebookIndex): string[] {
  const modules: string[] = [];
  for (const { statement } of index.places) {
    for (const fact of statement.imports ?? []) {
      if (fact.symbol === '*') {
        modules.push(fact.module);
      }
    }
    if (
      statement.hazards.some(hazard => hazard.code === 'nested-star-import')
    ) {
      modules.push('…');
    }
    const magic = statement.magic;
    if (
      magic &&
      (magic.name === 'pylab' ||
        (magic.name === 'run' && magic.form === 'line'))
    ) {
      modules.push(magic.name === 'pylab' ? 'pylab' : magic.text);
    }
  }
  return modules;
}

const NUMPY_SHADOWS =
  'abs all any max min pow round sum bool int float complex str object long unicode divmod';

/** Builtins that the star of a known module replaces; of an unknown module any may be. */
const SHADOWS: { readonly [module: string]: string } = {
  numpy: NUMPY_SHADOWS,
  pylab: NUMPY_SHADOWS,
  'matplotlib.pylab': NUMPY_SHADOWS,
  'matplotlib.pyplot': '',
  'numpy.random': '',
  'numpy.linalg': '',
  math: 'pow',
  cmath: '',
  random: '',
  itertools: '',
  functools: '',
  collections: '',
  operator: 'abs pow',
  string: '',
  typing: '',
  datetime: '',
  time: '',
  statistics: '',
  dataclasses: '',
  sympy: '',
  os: 'open',
  io: 'open',
  ipywidgets: '',
  'IPython.display': '',
  'sklearn.metrics': '',
  pandas: '',
  scipy: NUMPY_SHADOWS
};

function mayShadow(module: string, name: string): boolean {
  const shadows = SHADOWS[module];
  return shadows === undefined || shadows.split(' ').includes(name);
}
