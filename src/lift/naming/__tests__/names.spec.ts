import fc from 'fast-check';

import { PYTHON_BUILTINS } from '../../../analysis/python/builtins';
import { parser } from '../../../analysis/python/facts/__tests__/load';
import { analyzeCell } from '../../../analysis/python/facts/cell';
import type { PythonParser } from '../../../analysis/python/parse';
import {
  freeName,
  isIdentifier,
  isReserved,
  moduleNameFor,
  suggestName
} from '../../names';
import { toSnake } from '../ascii';
import type { Sense } from '../code';
import { nameOfPhrase } from '../phrase';

let loaded: PythonParser;
beforeAll(async () => {
  loaded = await parser();
});

type Parts = {
  heading?: string;
  comment?: string;
  inputs?: string[];
  results?: string[];
  code?: string;
  taken?: string[];
};

const MODULES: { readonly [name: string]: string } = {
  np: 'numpy',
  pd: 'pandas',
  plt: 'matplotlib.pyplot',
  json: 'json',
  pickle: 'pickle',
  random: 'random',
  warnings: 'warnings'
};
const CALLABLES = ['make_report', 'hanoi', 'load_iris', 'Stack', 'tokenize'];

function senseOf(name: string): Sense {
  if (name in MODULES) {
    return { kind: 'module', module: MODULES[name] };
  }
  const called = CALLABLES.includes(name) || PYTHON_BUILTINS.has(name);
  return { kind: called ? 'callable' : 'data' };
}

function wish({
  heading,
  comment,
  inputs = [],
  results = [],
  code = ''
}: Parts): string {
  const { statements } = analyzeCell(loaded, code);
  const steps = statements.map(statement => ({
    statement,
    text: code.slice(statement.span.start, statement.span.end)
  }));
  return suggestName({
    heading: heading ?? null,
    comment: comment ?? null,
    code: { steps, inputs, returns: results, senseOf },
    cell: 6
  });
}

function suggest(parts: Parts): string {
  return freeName(wish(parts), new Set(parts.taken));
}

describe('a name from a comment or heading', () => {
  it.each([
    ['# Clean the prices', 'clean_prices'],
    ['Step 3: clean the data', 'clean_data'],
    ['# Data cleaning', 'clean_data'],
    ['### Loading the **data** from `csv`', 'load_data_from_csv'],
    ['Exploratory Data Analysis', 'analyze_exploratory_data'],
    ['1.2.3 Feature engineering', 'engineer_feature'],
    ['## 3. Model', 'do_model'],
    ['How many rows are missing?', 'count_rows_missing'],
    ['What is the mean price per city?', 'do_mean_price_per_city'],
    ["# let's drop the NaNs, then go", 'drop_nans'],
    ['Train data', 'do_train_data'],
    ['Test set accuracy', 'do_test_set_accuracy'],
    ['Train the model', 'train_model'],
    ['Splitting into train and test sets', 'split_into_train_and_test'],
    ['# Load data\n# and clean it', 'load_data'],
    ['# ----\n# Load data', 'load_data'],
    ['# Get [the docs](http://a.b/c)', 'get_docs'],
    ['# Prépare the Größe', 'prepare_grosse'],
    ['a. Sort by date', 'sort_by_date'],
    ['# normalize (z-score)', 'normalize'],
    ['how many duplicated rows do we have?', 'count_duplicated_rows'],
    ['# Loads the data', 'load_data'],
    ['Counts per city', 'do_counts_per_city'],
    ['Duplicates', 'do_duplicates'],
    ['Standardise columns', 'standardise_columns'],
    ['Cross validation', 'cross_validate'],
    ['Create frames based on the following data', 'create_frames_based_on_data']
  ])('%j is %s', (text, name) => {
    expect(nameOfPhrase(text, 'do')).toBe(name);
  });

  it.each([
    '',
    '#',
    '# -----',
    '# %%',
    '# In[5]:',
    '# TODO: fix',
    '# df = df.dropna()',
    '# print(x)',
    '# import os',
    '# from a import b',
    '# del x',
    '# 清理',
    '# Привет',
    '# https://a.b',
    '## Introduction',
    '# 1',
    '# def f(x):',
    '# !ls',
    '# noqa',
    '# if one of them is a float',
    '# using the second method'
  ])('%j gives none', text => {
    expect(nameOfPhrase(text, 'do')).toBeNull();
  });
});

describe('a default name', () => {
  it.each<[Parts, string]>([
    [
      {
        comment: '# Clean the prices',
        heading: 'Sales',
        results: ['x'],
        code: 'x = 1'
      },
      'clean_prices'
    ],
    [{ comment: '# ----', heading: '## Clean the prices' }, 'clean_prices'],
    [
      { heading: 'Prices', results: ['df'], code: "df = pd.read_csv('a')" },
      'load_prices'
    ],
    [{ comment: '# Plot', code: 'plt.hist(prices)' }, 'plot_prices_histogram'],
    [
      {
        comment: '# clean',
        inputs: ['df'],
        results: ['df'],
        code: 'df = df.dropna()'
      },
      'clean_df'
    ],
    // What is returned.
    [
      {
        results: ['model'],
        code: 'model = LinearRegression()\nmodel.fit(X, y)'
      },
      'fit_model'
    ],
    [
      { results: ['model'], code: 'model = LinearRegression().fit(X, y)' },
      'fit_model'
    ],
    [{ results: ['df'], code: "df = pd.read_csv('a.csv')" }, 'load_df'],
    [{ results: ['dfClean'], code: 'dfClean = df.dropna()' }, 'clean_df'],
    [
      {
        results: ['X_train', 'X_test'],
        code: 'X_train, X_test = train_test_split(X)'
      },
      'split_train_test'
    ],
    [{ results: ['total'], code: 'total = a + b' }, 'compute_total'],
    [
      { results: ['old', 'new'], code: 'old = a[:k]\nnew = a[k:]' },
      'compute_old_and_new'
    ],
    [{ results: ['rate'], code: 'rate = 0.2' }, 'define_rate'],
    [
      { results: ['a', 'b', 'c'], code: 'a = 1\nb = 2\nc = 3' },
      'define_parameters'
    ],
    [{ results: ['stack'], code: 'stack = Stack()' }, 'create_stack'],
    [
      {
        results: ['rows'],
        code: 'rows = []\nfor x in xs:\n    rows.append(x + 1)'
      },
      'collect_rows'
    ],
    [{ results: ['pred'], code: 'pred = model.predict(X)' }, 'compute_pred'],
    [
      { results: ['nums_sorted'], code: 'nums_sorted = sorted(nums)' },
      'sort_nums'
    ],
    [
      {
        results: ['digits'],
        code: 'digits = load_digits()',
        taken: ['load_digits']
      },
      'load_digits_data'
    ],
    [{ results: ['mode'], code: "mode = ', '.join(names)" }, 'compute_mode'],
    [
      { results: ['names'], code: "names = names_of(s.replace('a', 'b'))" },
      'compute_names'
    ],
    // Names that are bound on the way say nothing.
    [
      {
        results: ['total'],
        code: 'for c in cols:\n    total = f(c)\n    d = 1'
      },
      'compute_total'
    ],
    // What is changed in place.
    [{ inputs: ['n'], results: ['n'], code: 'n += 1' }, 'update_n'],
    [
      {
        inputs: ['df'],
        results: ['df'],
        code: "df['net price'] = df['a'] - df['b']"
      },
      'update_df_net_price'
    ],
    [
      {
        inputs: ['df'],
        results: ['df'],
        code: "df['a'] = 1\ndf['b'] = 2"
      },
      'update_df'
    ],
    [
      { inputs: ['df'], code: 'df.sort_index(inplace=True)\nx = 1' },
      'update_df'
    ],
    [{ inputs: ['xs'], code: 'random.shuffle(xs)\nx = 1' }, 'shuffle_xs'],
    // Files.
    [{ code: "df.to_csv('a.csv')", inputs: ['df'] }, 'save_df'],
    [
      {
        inputs: ['data'],
        results: ['f'],
        code: "with open('a', 'w') as f:\n    json.dump(data, f)"
      },
      'save_data'
    ],
    [
      {
        inputs: ['model'],
        results: ['again'],
        code: "with open('a', 'wb') as f:\n    pickle.dump(model, f)\nwith open('a', 'rb') as f:\n    again = pickle.load(f)"
      },
      'save_and_load_again'
    ],
    [
      { comment: '# load', inputs: ['df'], code: "df.to_csv('a.csv')" },
      'save_df'
    ],
    [{ heading: 'Save', code: 'print(total)' }, 'print_total'],
    // Libraries and checks.
    [{ code: "pd.set_option('a', 1)" }, 'configure_pandas'],
    [
      {
        code: "warnings.filterwarnings('ignore')\nnp.set_printoptions(precision=2)"
      },
      'configure_libraries'
    ],
    [{ code: 'np.random.seed(0)\nrandom.seed(0)' }, 'seed_random'],
    [{ code: 'assert hanoi(3) == 7' }, 'check_hanoi'],
    // What is shown.
    [{ code: 'df.head()', inputs: ['df'] }, 'show_df_head'],
    [{ code: 'df' }, 'show_df'],
    [{ code: 'df.price.describe()' }, 'show_df_price_describe'],
    [{ code: 'df.shape' }, 'show_df_shape'],
    [{ code: 'list(hanoi(3))' }, 'show_hanoi'],
    [{ code: 'len(prices)' }, 'show_prices_len'],
    [{ code: 'make_report(3)' }, 'run_make_report'],
    [{ code: 'ax.get_title(), 1' }, 'show_title'],
    [{ code: '1 + 1' }, 'show_value'],
    [{ code: 'plt.scatter(x, y)\nplt.show()' }, 'plot_scatter'],
    [{ code: 'plt.plot(prices)' }, 'plot_prices'],
    [{ code: "df.plot.bar(x='a')" }, 'plot_df_bars'],
    // What is printed.
    [{ code: 'print(total)' }, 'print_total'],
    [
      { inputs: ['prices'], code: 'for p in prices:\n    print(p)' },
      'print_prices'
    ],
    [{ code: "print('done')" }, 'print_message'],
    [
      {
        inputs: ['account'],
        code: "try:\n    account.deposit(-1)\nexcept ValueError as e:\n    print('error', e)"
      },
      'run_deposit'
    ],
    [{ code: 'pass' }, 'step_7'],
    [{ comment: '# 清理' }, 'step_7'],
    [{ results: ['数'], code: '数 = 1' }, 'step_7']
  ])('for %j is %s', (parts, name) => {
    expect(suggest(parts)).toBe(name);
  });

  it('is none that is taken, and no word of Python', () => {
    const taken = ['clean_prices', 'clean_prices_2'];
    expect(suggest({ comment: 'clean prices', taken })).toBe('clean_prices_3');
    expect(suggest({ comment: '# import', code: '1' })).toBe('show_value');
    expect(suggest({ comment: '# Print' })).toBe('step_7');
    expect(
      suggest({ comment: '# filter', results: ['df'], code: 'df = g(df)' })
    ).toBe('filter_df');
  });

  it('is a fresh ASCII identifier for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
        fc.array(fc.constantFrom<string>('step_7', 'compute_a', 'a')),
        (comment, heading, taken) => {
          const name = suggest({ comment, heading, taken });
          expect(isIdentifier(name) && /^[a-z][a-z\d_]*$/.test(name)).toBe(
            true
          );
          expect(isReserved(name) || taken.includes(name)).toBe(false);
          expect(name.length).toBeLessThan(50);
        }
      )
    );
  });
});

it('a module name is an identifier for any notebook', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), path => {
      const name = moduleNameFor(`${path}.ipynb`);
      expect(isIdentifier(name) && /^[a-z][a-z\d_]*$/.test(name)).toBe(true);
    })
  );
});

describe('a name in snake case', () => {
  it.each([
    ['dfClean', 'df_clean'],
    ['X_train', 'x_train'],
    ['HTTPError', 'http_error'],
    ['X2D', 'x2d'],
    ['Y3D_sum', 'y3d_sum'],
    ['df2Clean', 'df2_clean']
  ])('%s is %s', (name, snake) => {
    expect(toSnake(name)).toBe(snake);
  });
});
