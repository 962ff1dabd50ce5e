import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { jupyter } from '../../testing/server';
import { Folder } from './folder';
import { runHere } from './here';
import { code, jupyterText, notebook } from './notebooks';
import type { CheckResult } from '../../checks/verdict';

const folder = new Folder();
let server: Awaited<ReturnType<typeof jupyter>>;
beforeAll(async () => {
  server = await jupyter(folder.path);
}, 120_000);
afterAll(async () => {
  await server.stop();
  folder.remove();
});
beforeEach(() => folder.clear());

const printed = (text: string, count = 1) => ({
  execution_count: count,
  outputs: [{ output_type: 'stream', name: 'stdout', text }]
});
/** Runs the program against the server; the result and the exit code. */
async function run(...args: string[]): Promise<CheckResult & { code: number }> {
  process.env.JUPYTER_TOKEN = server.token;
  const ended = await runHere([...args, '--server', server.url]);
  expect(ended.err).toBe('');
  return {
    ...(JSON.parse(ended.out) as CheckResult),
    code: Number(ended.code)
  };
}
async function check(cells: object[], ...options: string[]) {
  folder.put('n.ipynb', jupyterText(notebook(...cells)));
  return run('check', folder.at('n.ipynb'), ...options);
}

/** Scratch copies that are there, of any project. */
function copies(): string[] {
  return readdirSync(tmpdir())
    .filter(name => name.startsWith('lift-scratch-'))
    .flatMap(name => {
      const top = join(tmpdir(), name);
      return existsSync(top) ? readdirSync(top).map(one => join(top, one)) : [];
    })
    .filter(path => basename(path) === basename(folder.path));
}

describe('check', () => {
  it('says that a notebook runs clean', async () => {
    folder.put('data/x.txt', '3');
    const found = await check([
      code('a', "n = int(open('data/x.txt').read())"),
      code('b', 'print(n)', printed('3\n'))
    ]);
    expect(found).toEqual({
      code: 0,
      verdict: 'clean',
      sentence: 'Runs clean, twice: 2 cells of 2 say what they said.',
      cells: [0, 1].map(index => ({ index, verdict: 'equal', cause: null }))
    });
  });

  test.each([
    [
      'a cell that is gone',
      [code('a', 'print(gone)')],
      0,
      'hidden-state',
      /`gone`, whose cell is gone/
    ],
    [
      'a cell below',
      [code('a', 'print(x)'), code('b', 'x = 1')],
      0,
      'hidden-state',
      /`x`, which only cell 1 below binds/
    ],
    [
      'a module',
      [code('a', 'import no_such_module')],
      0,
      'environment',
      /no_such_module/
    ],
    ['a file', [code('a', "open('gone.csv')")], 0, 'missing-file', /gone\.csv/],
    ['an error', [code('a', '1 / 0')], 0, 'raises', /ZeroDivisionError/],
    [
      'other code',
      [code('a', 'print(2)', printed('1\n'))],
      0,
      'stale-output',
      /1 → 2/
    ],
    [
      'another order',
      [
        code('a', 'x = 2', { execution_count: 5 }),
        code('b', 'print(x)', printed('1\n', 3))
      ],
      1,
      'out-of-order',
      /before cell 0, which binds its `x`/
    ],
    [
      'chance',
      [
        code('a', 'import random\nx = random.random()'),
        code('b', 'print(x)', printed('0.5\n'))
      ],
      1,
      'nondeterministic',
      /`random\.random` in cell 0/
    ]
  ])('names %s', async (_what, cells, index, cause, message) => {
    const found = await check(cells);
    expect(found).toMatchObject({ code: 2, verdict: 'differs' });
    const [blamed] = found.cells.filter(one => one.cause?.code === cause);
    expect(blamed).toMatchObject({ index });
    expect(blamed.cause?.message).toMatch(message);
    expect(found.sentence).toMatch(message);
  });

  it('knows calls by what they are imported from, and not by their looks', async () => {
    const found = await check([
      code('a', 'from random import randint as make_number'),
      code('b', 'def make_text():\n    return make_number(1, 10**9)'),
      code('c', 'print(make_text())', printed('1\n'))
    ]);
    expect(found.cells[2].cause?.message).toMatch(
      /`random\.randint` in cell 1 gives/
    );
  });

  it('takes an error for what the notebook says where the cell is tagged for it', async () => {
    const error = {
      output_type: 'error',
      ename: 'ZeroDivisionError',
      evalue: 'division by zero',
      traceback: []
    };
    const cells = (metadata: object) => [
      code('a', '1 / 0', { execution_count: 1, outputs: [error], metadata }),
      code('b', 'print(1)', printed('1\n'))
    ];
    const meant = await check(cells({ tags: ['raises-exception'] }));
    expect(meant.verdict).toBe('clean');
    const broken = await check(cells({}));
    expect(broken).toMatchObject({
      code: 2,
      cells: [{ verdict: 'error' }, { verdict: 'equal' }]
    });
  });

  it('cannot tell of what takes too long, dies or has no kernel', async () => {
    const slow = await check(
      [code('a', 'import time\ntime.sleep(60)')],
      '--limit',
      '1'
    );
    expect(slow).toMatchObject({
      code: 3,
      verdict: 'unverified',
      cells: [{ cause: { code: 'timeout' } }]
    });
    const dead = await check([
      code('a', 'import os\nos._exit(1)'),
      code('b', '1')
    ]);
    expect(dead).toMatchObject({
      code: 3,
      verdict: 'unverified',
      cells: [{ cause: { code: 'kernel-died' } }, { verdict: 'not-run' }]
    });
    const none = await check([code('a', '1')], '--kernel', 'nonsense');
    expect(none).toMatchObject({ code: 3, verdict: 'unverified' });
    expect(none.sentence).toMatch(/no kernel “nonsense” \(it has: .*python3/);
  }, 120_000);

  it('is not disturbed by another check on the same server', async () => {
    const cells = [code('a', 'import time\ntime.sleep(1)')];
    folder.put('n.ipynb', jupyterText(notebook(...cells)));
    const found = await Promise.all(
      [1, 2].map(() => run('check', folder.at('n.ipynb')))
    );
    expect(found.map(({ verdict }) => verdict)).toEqual(['clean', 'clean']);
  });

  it('takes everything down when it is stopped', async () => {
    const endless = code('a', "open('begun', 'w').close()\nwhile True: pass");
    folder.put('n.ipynb', jupyterText(notebook(endless)));
    const before = copies();
    const ending = run('check', folder.at('n.ipynb'));
    while (!copies().some(path => existsSync(join(path, 'begun')))) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    process.emit('SIGINT');
    expect(await ending).toMatchObject({
      code: 3,
      sentence: 'Stopped before it could be told.'
    });
    expect(copies()).toEqual(before);
    await server.kernels.refreshRunning();
    expect([...server.kernels.running()]).toEqual([]);
  }, 60_000);

  it('takes along what lies above the notebook, where it is read', async () => {
    folder.put('data/a.txt', 'hi');
    folder.put(
      'steps/n.ipynb',
      jupyterText(notebook(code('a', 'print(open("../data/a.txt").read())')))
    );
    expect(await run('check', folder.at('steps/n.ipynb'))).toMatchObject({
      code: 0,
      verdict: 'clean'
    });
  });

  it('leaves the project as it is', async () => {
    folder.put('data.txt', 'old');
    const found = await check([
      code(
        'a',
        "open('data.txt', 'w').write('new')\nopen('made.txt', 'w').close()"
      )
    ]);
    expect(found.verdict).toBe('clean');
    expect(readFileSync(folder.at('data.txt'), 'utf8')).toBe('old');
    expect(existsSync(folder.at('made.txt'))).toBe(false);
  });
});

describe('verify', () => {
  const verify = (a: object[], b: object[]) => {
    folder.put('a.ipynb', jupyterText(notebook(...a)));
    folder.put('b.ipynb', jupyterText(notebook(...b)));
    return run('verify', folder.at('a.ipynb'), folder.at('b.ipynb'));
  };

  it('proves a lift', async () => {
    const cells = [
      code('a', 'xs = [3, 1]'),
      code('b', 'total = 0\nfor x in xs:\n    total += x\nprint(total)')
    ];
    folder.put('a.ipynb', jupyterText(notebook(...cells)));
    folder.put('b.ipynb', jupyterText(notebook(...cells)));
    await runHere([
      'apply',
      folder.at('b.ipynb'),
      '--cells',
      '1',
      '--to',
      'lib.py'
    ]);
    expect(
      await run('verify', folder.at('a.ipynb'), folder.at('b.ipynb'))
    ).toMatchObject({
      code: 0,
      verdict: 'equal',
      sentence: 'All 2 cells are equal, and so is what they leave behind.'
    });
  });

  it('knows a class again in a module that was there before', async () => {
    folder.put('lib.py', 'def one():\n    return 1\n');
    const cells = [
      code('a', 'from lib import one'),
      code('b', 'class P:\n    pass'),
      code('c', 'print(P, one())')
    ];
    const both = ['a.ipynb', 'b.ipynb'].map(name => folder.at(name));
    folder.put('a.ipynb', jupyterText(notebook(...cells)));
    folder.put('b.ipynb', jupyterText(notebook(...cells)));
    await runHere(['apply', both[1], '--cells', '1', '--to', 'lib.py']);
    expect(readFileSync(folder.at('lib.py'), 'utf8')).toContain('class P');
    expect(await run('verify', ...both)).toMatchObject({ verdict: 'equal' });
  });

  it('sees that a function which nobody calls was emptied', async () => {
    const found = await verify(
      [code('a', 'def clean(df):\n    df["a"] = df["a"] * 2\n    return df')],
      [code('a', 'def clean(df):\n    return df')]
    );
    expect(found).toMatchObject({ code: 2, verdict: 'differs' });
    expect(found.sentence).toContain('`clean` does another thing');
  });

  it('takes along what lies above, though only the module says so now', async () => {
    folder.put('data/a.txt', 'hi');
    folder.put('steps/lib.py', 'PATH = "../data/a.txt"\n');
    const put = (name: string, source: string) =>
      folder.put(`steps/${name}`, jupyterText(notebook(code('a', source))));
    put('a.ipynb', 'print(open("../data/a.txt").read())');
    put('b.ipynb', 'from lib import PATH\nprint(open(PATH).read())');
    const [a, b] = ['a', 'b'].map(name => folder.at(`steps/${name}.ipynb`));
    const found = await run('verify', b, a);
    expect(found.cells).toMatchObject([{ verdict: 'equal' }]);
  });

  it('shows the number that changed', async () => {
    const found = await verify(
      [code('a', 'print("AUC", 0.912)')],
      [code('a', 'print("AUC", 0.874)')]
    );
    expect(found).toMatchObject({ code: 2, verdict: 'differs' });
    expect(found.sentence).toBe('0 of 1 cells equal; cell 0: 0.912 → 0.874.');
  });

  it('is not deceived by equal outputs', async () => {
    const found = await verify(
      [code('a', 'x = [1]\ny = x')],
      [code('a', 'x = [1]\ny = [1]')]
    );
    expect(found).toMatchObject({
      code: 2,
      cells: [{ cause: { code: 'alias' } }]
    });
  });

  it('has one order of sets in both', async () => {
    const names = 'names = {"ann", "bob", "cy", "dee", "eve", "flo"}\n';
    const found = await verify(
      [code('a', `${names}print(names)`)],
      [code('a', `${names}print(set(names))`)]
    );
    expect(found).toMatchObject({ code: 0, verdict: 'equal' });
  });

  it('does not blame a version for what differs by itself', async () => {
    const cells = (extra: string) => [
      code('a', `import time\nprint(time.time_ns())${extra}`)
    ];
    const found = await verify(cells(''), cells('\nx = 1'));
    expect(found.cells[0].cause?.message).toMatch(
      /two runs differ .*`time\.time_ns`/
    );
  });
});

it('needs a readable notebook', async () => {
  const ended = await runHere(['check', folder.at('gone.ipynb')]);
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toMatch(/gone\.ipynb/);
});
