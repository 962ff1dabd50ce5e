import { isStdlib } from '../analysis/python/stdlib';
import type { Context } from './context';
import type { Place } from './index-notebook';
import { toModuleImport } from './meaning';
import type { ModuleImport } from './module';
import type { Role, Stretch } from './stretch';

/** What becomes of an import statement in a selected cell. */
export type ImportFate = {
  readonly place: Place;
  /** It stays in the notebook. */
  readonly stays: boolean;
  /** Selected code with a possible effect runs before it: it must not be hoisted. */
  readonly late: boolean;
};

/** Decides for each import in selected cells; `moved` are the statements that leave the notebook. */
export function importFates(
  context: Context,
  roles: ReadonlyMap<number, Role>,
  moved: ReadonlySet<number>
): Map<number, ImportFate> {
  const fates = new Map<number, ImportFate>();
  let effect = false;
  for (const place of context.index.places) {
    const role = roles.get(place.order);
    if (role === 'import') {
      fates.set(place.order, {
        place,
        late: effect,
        stays: stays(context, place, moved)
      });
    } else if (role === 'code') {
      effect = effect || place.statement.effect;
    } else if (role === 'keep' && context.selected.has(place.cell)) {
      effect =
        effect ||
        (place.statement.effect && place.statement.kind !== 'magic') ||
        changesEnvironment(context, place);
    }
  }
  return fates;
}

/** An import leaves only when all its names are read by what moves and by nothing that stays. */
function stays(
  context: Context,
  place: Place,
  moved: ReadonlySet<number>
): boolean {
  const facts = place.statement.imports ?? [];
  return facts.some(fact => {
    // A star, a flag, or a name that the notebook binds to something else too.
    if (context.meanings.of(fact.bound).kind !== 'import') {
      return true;
    }
    const readers = context.index
      .readers(fact.bound)
      .filter(reader => reader.order !== place.order);
    const inside = readers.some(reader => moved.has(reader.order));
    return !inside || readers.some(reader => !moved.has(reader.order));
  });
}

/** Changes what an import finds or does: the environment, the path, the working directory, installed packages. */
function changesEnvironment(context: Context, place: Place): boolean {
  const { magic, calls, flow } = place.statement;
  if (magic) {
    return (
      magic.form === 'shell' ||
      /^(env|set_env|cd|pip|conda|load_ext|reload_ext|run|pylab|pushd|popd)$/.test(
        magic.name
      )
    );
  }
  return (
    flow.mutates.some(name => context.meanings.of(name).kind === 'import') ||
    calls.some(call =>
      /^(os\.(environ|chdir|putenv)|sys\.path|site\.|mpl\.use|matplotlib\.use|plt\.switch_backend|warnings\.(simplefilter|filterwarnings))/.test(
        call.path ?? ''
      )
    )
  );
}

/** Which imports a lift may put at the top of the module, which is imported at `point` for the first time. */
export class Hoisting {
  constructor(
    private readonly _context: Context,
    private readonly _fates: ReadonlyMap<number, ImportFate>,
    private readonly _point: number
  ) {}

  /** A function may rely on the import at the top of the module: nothing that the selection does before the
   *  notebook's own import could make a difference. */
  allowed(one: ModuleImport): boolean {
    const first = this._first(one);
    return (
      first === undefined ||
      (!this._fates.get(first.order)?.late && this.possible(one))
    );
  }

  /** The import at the top of the module does the same as the notebook's own: no code in between changes what
   *  an import finds or does, and for a module of the project no code with any effect. */
  possible(one: ModuleImport): boolean {
    const first = this._first(one);
    return (
      first === undefined ||
      !this._context.index.places.some(
        place =>
          place.order >= this._point &&
          place.order < first.order &&
          (changesEnvironment(this._context, place) ||
            (place.statement.effect && !isInstalled(one.module)))
      )
    );
  }

  private _first(one: ModuleImport): Place | undefined {
    const key = JSON.stringify(one);
    return this._context.index.places.find(place =>
      place.statement.imports?.some(
        fact => JSON.stringify(toModuleImport(fact)) === key
      )
    );
  }
}

const INSTALLED =
  /^(numpy|pandas|matplotlib|seaborn|scipy|sklearn|statsmodels|sympy|networkx|plotly|bokeh|altair|torch|torchvision|tensorflow|keras|jax|xgboost|lightgbm|catboost|nltk|spacy|gensim|transformers|datasets|PIL|cv2|skimage|requests|bs4|tqdm|IPython|ipywidgets|numba|dask|polars|pyarrow|joblib|yaml|patsy|emcee|corner|astropy|xarray|mpl_toolkits|wordcloud|h5py|tables|sqlalchemy|pydantic|attr|attrs)(\.|$)/;

/** Comes with Python or from an installed package, so that no code of the notebook makes it. */
function isInstalled(module: string): boolean {
  return INSTALLED.test(module) || isStdlib(module);
}

/** Where the module is imported for the first time once the lift is done: an order. */
export function importPoint(
  context: Context,
  stretches: readonly Stretch[],
  definitions: readonly Place[]
): number {
  const { importName } = context.project;
  const name = importName.ok ? importName.name : '';
  const existing = context.index.places.find(place =>
    place.statement.imports?.some(
      fact => fact.module === name || `${fact.module}.${fact.symbol}` === name
    )
  );
  const homes = stretches.map(
    stretch => context.index.placesOf(stretch.home)[0]
  );
  const orders = [
    ...homes,
    ...definitions,
    ...(existing ? [existing] : [])
  ].map(place => place?.order ?? 0);
  return Math.min(...orders);
}
