import fc from 'fast-check';

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
import { nameOfPhrase } from '../phrase';

let loaded: PythonParser;
beforeAll(async () => {
  loaded = await parser();
});

type Parts = {
  heading?: string;
  comment?: string;
  results?: string[];
  code?: string;
  taken?: string[];
};

function suggest({
  heading,
  comment,
  results = [],
  code = '',
  taken = []
}: Parts): string {
  const facts = [analyzeCell(loaded, code)];
  const context = {
    heading: heading ?? null,
    comment: comment ?? null,
    results,
    facts,
    cell: 6
  };
  return freeName(suggestName(context), new Set(taken));
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
    ['Splitting into train and test sets', 'split_into_train_and_test'],
    ['# Load data\n# and clean it', 'load_data'],
    ['# ----\n# Load data', 'load_data'],
    ['# Get [the docs](http://a.b/c)', 'get_docs'],
    ['# Prépare the Größe', 'prepare_grosse'],
    ['a. Sort by date', 'sort_by_date'],
    ['# normalize (z-score)', 'normalize']
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
    '# noqa'
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
    [{ comment: '# Plot', code: 'plt.hist(prices)' }, 'plot_histogram'],
    [
      { comment: '# clean', results: ['df'], code: 'df = df.dropna()' },
      'clean_df'
    ],
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
    [{ results: ['dfClean'], code: 'dfClean = df.dropna()' }, 'clean_df_clean'],
    [
      {
        results: ['X_train', 'X_test'],
        code: 'X_train, X_test = train_test_split(X)'
      },
      'split_x_test'
    ],
    [{ results: ['total'], code: 'total = a + b' }, 'compute_total'],
    [{ results: ['n'], code: 'n += 1' }, 'update_n'],
    [{ code: 'df.head()' }, 'show_head'],
    [{ code: 'df' }, 'show_df'],
    [{ code: 'df.price.describe()' }, 'show_describe'],
    [{ code: 'df.shape' }, 'show_shape'],
    [{ code: 'plt.scatter(x, y)\nplt.show()' }, 'plot_scatter'],
    [{ code: 'plt.plot(prices)' }, 'plot_prices'],
    [{ code: "df.plot.bar(x='a')" }, 'plot_bar'],
    [{ code: 'print(total)' }, 'print_total'],
    [{ code: "df.to_csv('a.csv')" }, 'save_df'],
    [{ code: '1 + 1' }, 'step_7'],
    [{ comment: '# 清理' }, 'step_7'],
    [{ results: ['数'], code: '数 = 1' }, 'step_7']
  ])('for %j is %s', (parts, name) => {
    expect(suggest(parts)).toBe(name);
  });

  it('is none that is taken, and no word of Python', () => {
    const taken = ['clean_prices', 'clean_prices_2'];
    expect(suggest({ comment: 'clean prices', taken })).toBe('clean_prices_3');
    expect(suggest({ comment: '# import', code: '1' })).toBe('step_7');
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
