import type { PutBackResult } from '../../putback';
import { putter, textsOf, type Case } from './case';

let put: (one: Case) => PutBackResult;
beforeAll(async () => {
  put = await putter();
});

const after = (one: Case) => textsOf(put(one), one);

const IMPORT = 'from m import f';

describe('a call that is not put back', () => {
  const one = (
    body: string,
    cells: string[] = [IMPORT, 'y = f(1)'],
    head = 'def f(x):'
  ): Case => ({
    module: `${head}\n    ${body.replace(/\n/g, '\n    ')}\n`,
    cells
  });

  it.each<[string, Case]>([
    ['holds no call', one('return x', [IMPORT, 'y = f(1) + 1'])],
    ['holds no call', one('return x', [IMPORT, 'print(f(1))'])],
    ['holds no call', one('return x', ['from other import f', 'y = f(1)'])],
    ['holds no call', one('return x', [IMPORT, 'y = f(1); z = 1'])],
    ['holds no call', one('return x', [IMPORT, 'y += f(1)'])],
    ['holds no call', one('return x', [IMPORT, '%time y = f(1)'])],
    ['more than one place', one('if x:\n    return 1\nreturn 2')],
    ['before its end', one('for i in x:\n    return i')],
    ['before its end', one('if x:\n    return 1')],
    ['calls itself', one('return f(x - 1)')],
    ['generator', one('yield x')],
    ['decorated', one('return x', undefined, '@(lambda g: g)\ndef f(x):')],
    ['global', one('global k\nk = x\nreturn k')],
    ['while it runs', one('return locals()')],
    ['while it runs', one('return __name__')],
    ['the call passes `*`', one('return x', [IMPORT, 'y = f(*a)'])],
    ['the call passes `*`', one('return x', [IMPORT, 'y = f(**a)'])],
    ['the function takes `*`', one('return x', undefined, 'def f(x, *rest):')],
    ['the function takes `*`', one('return x', undefined, 'def f(x, **rest):')],
    ['does not fit', one('return x', [IMPORT, 'y = f()'])],
    ['does not fit', one('return x', [IMPORT, 'y = f(1, 2)'])],
    ['does not fit', one('return x', [IMPORT, 'y = f(z=2)'])],
    ['not a plain value', one('return x', [IMPORT, 'y = f()'], 'def f(x=[]):')],
    ['not await', one('return x', undefined, 'async def f(x):')],
    [
      'one function',
      one('return x', undefined, 'class f:\n    pass\ndef f(x):')
    ],
    ['does not parse', { module: 'def f(:\n', cells: [IMPORT, 'y = f(1)'] }],
    [
      '`x` is taken: the notebook uses that name',
      {
        ...one('return x', ['x = 5', `${IMPORT}\ny = f(1)`, 'print(x)']),
        cell: 1
      }
    ],
    [
      '`df` is taken',
      {
        module: 'def f(df):\n    df = df[1:]\n    return df\n',
        cells: ['df = [1]', `${IMPORT}\nclean = f(df)`, 'df'],
        cell: 1
      }
    ],
    [
      '`k` is taken',
      {
        module: 'def f(x):\n    k = x\n    return lambda: k\n',
        cells: [`${IMPORT}\ng = f(1)`, 'k = 2'],
        cell: 0
      }
    ],
    [
      '`t` is taken',
      {
        module: 'def f(x):\n    t = x\n    return t\n',
        cells: ['def q():\n    return t', `${IMPORT}\ng = f(1)`],
        cell: 1
      }
    ],
    [
      '`np` is taken',
      {
        module: 'import math as np\ndef f(x):\n    return np.floor(x)\n',
        cells: ['import cmath as np', `${IMPORT}\ng = f(1)`]
      }
    ],
    [
      '`sum` is taken',
      {
        module: 'def f(x):\n    return sum([x])\n',
        cells: ['sum = 3', `${IMPORT}\ng = f(1)`]
      }
    ]
  ])('says why: %s', (reason, given) => {
    expect(after(given)).toContain(reason);
  });
});
