import type { CallFact, CellCode } from '../core/code';

/** Calls that give another thing each time, by families; a family may be seeded. */
const FAMILIES: readonly {
  readonly draws: RegExp;
  readonly seeds: RegExp | null;
  /** An argument of this name makes it the same each time. */
  readonly fixed: RegExp | null;
}[] = [
  {
    draws:
      /^(np|numpy)\.random\.(?!seed$|default_rng$|RandomState$|Generator$|get_state$|set_state$)\w+$/,
    seeds: /^(np|numpy)\.random\.(seed|set_state)$/,
    fixed: null
  },
  {
    draws:
      /^random\.(?!seed$|Random$|setstate$|getstate$)\w+$|^(shuffle|randint|choice|choices|uniform|gauss|randrange)$/,
    seeds: /^(random\.)?(seed|setstate)$/,
    fixed: null
  },
  { draws: /(^|\.)(default_rng|RandomState)$/, seeds: null, fixed: null },
  {
    draws: /^torch\.(rand\w*|randn\w*|randperm|normal|bernoulli)$/,
    seeds: /^torch\.(cuda\.)?manual_seed(_all)?$/,
    fixed: null
  },
  {
    draws: /^(tf|tensorflow)\.random\./,
    seeds: /^(tf|tensorflow)\.random\.set_seed$/,
    fixed: null
  },
  {
    draws:
      /(^|\.)(train_test_split|sample|KFold|ShuffleSplit|StratifiedKFold|KMeans|MiniBatchKMeans|RandomForest\w+|ExtraTrees\w+|GradientBoosting\w+|MLP\w+|SGD\w+|TSNE|make_\w+|permutation_importance|RandomizedSearchCV|LogisticRegression|DecisionTree\w+|GaussianMixture|shuffle|resample)$/,
    seeds: /^(np|numpy)\.random\.seed$/,
    fixed: /^(random_state|seed)$/
  }
];
const CLOCKS =
  /(^|\.)(now|utcnow|today|time|time_ns|perf_counter|monotonic|process_time|ctime|localtime|gmtime|strftime|uuid1|uuid4|token_hex|urandom|getpid|id|hash|listdir|scandir|glob|rglob|iterdir|urlopen|get|read_csv_url)$/;
const SURE =
  /(^|\.)(now|utcnow|today|time|time_ns|perf_counter|uuid1|uuid4|token_hex|urandom|getpid)$/;
/** Magics that say how long something took. */
const TIMED = /^\s*%%?(time|timeit|prun)\b/m;
const SETS = /(^|\.)(set|frozenset)$/;

/** A call and the cell where it stands. */
export type Chance = { readonly index: number; readonly path: string };

/**
 * The call that most likely makes the cell say another thing each time: in the cell, else in the cells above from
 * which it takes names, the nearest first. `null` where no such call is seen.
 */
export function chanceIn(
  code: readonly CellCode[],
  index: number
): Chance | null {
  const at = code.findIndex(cell => cell.index === index);
  for (const cell of upstream(code, at)) {
    const call = varying(code, cell);
    if (call) {
      return { index: cell.index, path: call.path };
    }
  }
  return null;
}

/** A clock speaks in the cell: what was saved shows another time, though two runs in one second show the same. */
export function isTimed(code: readonly CellCode[], index: number): boolean {
  const at = code.findIndex(cell => cell.index === index);
  return upstream(code, at).some(
    ({ source, calls }) =>
      TIMED.test(source) || calls.some(({ path }) => SURE.test(path))
  );
}

function varying(
  code: readonly CellCode[],
  cell: CellCode
): CallFact | undefined {
  const draws = cell.calls.find(call => isDrawn(code, cell, call));
  const by = (pattern: RegExp): CallFact | undefined =>
    cell.calls.find(({ path }) => pattern.test(path));
  return draws ?? by(SURE) ?? by(SETS) ?? by(CLOCKS);
}

function isDrawn(
  code: readonly CellCode[],
  cell: CellCode,
  call: CallFact
): boolean {
  return FAMILIES.some(
    ({ draws, seeds, fixed }) =>
      draws.test(call.path) &&
      !(fixed && call.keywords.some(name => fixed.test(name))) &&
      !(seeds === null && call.hasArguments) &&
      !(seeds && isSeeded(code, cell, seeds))
  );
}

function isSeeded(
  code: readonly CellCode[],
  cell: CellCode,
  seeds: RegExp
): boolean {
  return code.some(
    one =>
      one.index <= cell.index &&
      one.calls.some(
        ({ path, hasArguments }) => seeds.test(path) && hasArguments
      )
  );
}

/** The cell, and the cells above from which it takes names, through others too; the nearest first. */
function upstream(code: readonly CellCode[], at: number): CellCode[] {
  const taken = new Set<number>([at]);
  const queue = [at];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const name of code[next]?.reads ?? []) {
      code.forEach((cell, place) => {
        if (place < next && cell.writes.includes(name) && !taken.has(place)) {
          taken.add(place);
          queue.push(place);
        }
      });
    }
  }
  return [...taken].sort((a, b) => b - a).flatMap(place => code[place] ?? []);
}
