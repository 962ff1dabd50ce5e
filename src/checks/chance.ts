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
  /(^|\.)(now|utcnow|today|time|time_ns|perf_counter|monotonic|process_time|ctime|localtime|gmtime|strftime|uuid1|uuid4|token_hex|urandom|getpid|mkdtemp|mkstemp|mktemp|NamedTemporaryFile|TemporaryDirectory|id|hash|listdir|scandir|glob|rglob|iterdir|urlopen|get|read_csv_url)$/;
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

/**
 * Which pieces of the cell's text a clock gave, where one speaks in it: what was saved shows another time, though two
 * runs in one second show the same. Dates are those of `now`; a duration takes two looks at a clock, or a magic.
 */
export function clockIn(
  code: readonly CellCode[],
  index: number,
  now: Date
): ((piece: string) => boolean) | null {
  const at = code.findIndex(cell => cell.index === index);
  const cells = upstream(code, at);
  const looks = cells.flatMap(({ calls }) =>
    calls.filter(({ path }) => SURE.test(path))
  ).length;
  const timed = cells.some(({ source }) => TIMED.test(source));
  if (looks === 0 && !timed) {
    return null;
  }
  return piece =>
    isOfNow(piece, now) ||
    TIME_OF_DAY.test(piece) ||
    ((timed || looks > 1) && DURATION.test(piece));
}

const TIME_OF_DAY = /^\d{1,2}:\d\d/;
const DURATION = /^[\d.]+(e-?\d+)?\s*[a-zA-Zµμ]/;

/** A date within a day and a half of now, wherever its zone. */
function isOfNow(piece: string, now: Date): boolean {
  const day = /^\d{4}-\d\d-\d\d/.exec(piece)?.[0];
  return (
    day !== undefined &&
    Math.abs(Date.parse(`${day}T12:00:00Z`) - now.getTime()) < 36 * 3_600_000
  );
}

function varying(
  code: readonly CellCode[],
  cell: CellCode
): CallFact | undefined {
  const draws = cell.calls.find(call => isDrawn(code, cell, call));
  const by = (pattern: RegExp): CallFact | undefined =>
    cell.calls.find(({ path }) => pattern.test(path));
  return draws ?? by(SURE) ?? by(SETS) ?? setIn(cell) ?? by(CLOCKS);
}

/** A set that is written out, `{a, b}` or `{a for a in b}`, whose order is another in each process. */
function setIn({ source }: CellCode): CallFact | undefined {
  const code = source.replace(TEXTS, "''");
  const found = [...code.matchAll(/\{([^{}:]*)\}/g)].some(
    ([, inside]) => inside.trim() !== '' && !inside.trim().startsWith('**')
  );
  return found ? { path: '{…}', keywords: [], hasArguments: false } : undefined;
}

/** Strings and comments, in which a brace is no set. */
const TEXTS =
  /'''.*?'''|""".*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#[^\n]*/gs;

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
