import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { Folder } from './folder';
import { planned, refused, runHere } from './here';

const REPOSITORY = join(__dirname, '../../..');
const EXAMPLES = join(REPOSITORY, 'examples');
const NAME = 'bike-rentals.ipynb';

/** Functions that can move; `fix_station` cannot: it is handed to `map`, and reads a dict. */
const DEFINITIONS = [
  'parse_date',
  'cap_minutes',
  'missing_days',
  'plot_station',
  'is_rainy',
  'comfort',
  'is_free_day',
  'add_calendar',
  'score',
  'forecast',
  'show_line'
];

/** Sections that move as a whole, in order, and where to. */
const SECTIONS: readonly (readonly [heading: string, module: string])[] = [
  ['Load', 'cleaning.py'],
  ['Clean', 'cleaning.py'],
  ['Minutes and gaps', 'cleaning.py'],
  ['Explore', 'exploring.py'],
  ['Weather', 'features.py'],
  ['Features', 'features.py'],
  ['Model', 'modelling.py'],
  ['Report', 'modelling.py']
];

type Cell = {
  readonly cell_type: string;
  readonly source: string | readonly string[];
};

const folder = new Folder();
const copy = folder.at(NAME);
beforeAll(() => {
  fs.copyFileSync(join(EXAMPLES, NAME), copy);
  fs.cpSync(join(EXAMPLES, 'data'), folder.at('data'), { recursive: true });
});
afterAll(() => folder.remove());

function cells(): readonly { code: boolean; text: string }[] {
  const { cells: found } = JSON.parse(folder.text(NAME) ?? '') as {
    cells: readonly Cell[];
  };
  return found.map(({ cell_type, source }) => ({
    code: cell_type === 'code',
    text: typeof source === 'string' ? source : source.join('')
  }));
}

/** `--cells` for a heading of the second level and all below it. */
function section(heading: string): string {
  const heads = cells().flatMap(({ code, text }, at) =>
    !code && text.startsWith('## ') ? [{ at, title: text.split('\n')[0] }] : []
  );
  const found = heads.findIndex(one => one.title === `## ${heading}`);
  expect(found).toBeGreaterThanOrEqual(0);
  const end = heads[found + 1]?.at ?? cells().length;
  return `${heads[found].at}-${end - 1}`;
}

/** `--cells` for the cells that define these functions. */
function definedIn(names: readonly string[]): string {
  return cells()
    .flatMap(({ code, text }, at) =>
      code && names.includes(/^def (\w+)/m.exec(text)?.[1] ?? '') ? [at] : []
    )
    .join();
}

const lift = (verb: 'plan' | 'apply', where: string, to: string) =>
  runHere([verb, copy, '--cells', where, '--to', to]);
const modules = () => folder.list().filter(name => name.endsWith('.py'));

describe('the example', () => {
  it('is a mess of more than a hundred cells', () => {
    const code = cells().filter(one => one.code);
    expect(cells().length).toBeGreaterThan(100);
    expect(code.length).toBeGreaterThanOrEqual(85);
    const text = code.map(one => one.text).join('\n');
    expect(text.match(/^df = /gm)?.length).toBeGreaterThanOrEqual(20);
    expect(text.match(/^def /gm)?.length).toBeGreaterThanOrEqual(10);
  });

  it('refuses what a module could not do, with a remedy', async () => {
    const all = definedIn([...DEFINITIONS, 'fix_station']);
    expect(refused(await lift('plan', all, 'bikes.py'))).toMatchObject([
      {
        code: 'reads-notebook-name',
        remedy: { action: { kind: 'only', names: DEFINITIONS } }
      }
    ]);
    const [first] = refused(
      await lift('plan', section('One bad week'), 'bikes.py')
    );
    expect(first.code).toBe('result-may-be-unbound');
    expect(first.message).toMatch(/^`verdict` /);
  });

  it('comes down to five modules, each step accepted', async () => {
    const { definitions } = planned(
      await lift('apply', definedIn(DEFINITIONS), 'bikes.py')
    );
    expect(definitions.map(one => one.name)).toEqual(DEFINITIONS);
    for (const [heading, to] of SECTIONS) {
      const done = planned(await lift('apply', section(heading), to));
      expect(done.functions.length).toBeGreaterThan(0);
    }
    expect(modules()).toEqual([
      'bikes.py',
      'cleaning.py',
      'exploring.py',
      'features.py',
      'modelling.py'
    ]);
    const left = cells()
      .filter(one => one.code)
      .map(one => one.text)
      .join('\n');
    expect(left.match(/^def \w+/gm)).toEqual(['def fix_station']);
  });

  it('says afterwards what it said before', () => {
    const program = join(__dirname, 'run_notebooks.py');
    const python = join(REPOSITORY, '.venv/bin/python');
    const said = execFileSync(python, [program, join(EXAMPLES, NAME), copy], {
      env: { ...process.env, IPYTHONDIR: folder.at('ipython') },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe']
    });
    const [before, after] = JSON.parse(said) as [string, string][];
    expect(before[0]).toMatch(/best model +forest\n/);
    // Its last cell needs a name whose cell is gone, and says so either way.
    expect(before[1]).toContain("name 'PRICE' is not defined");
    expect(after[1]).toBe(before[1]);
    // Up to where the traceback names the line.
    const whole = ([text]: [string, string]) =>
      text.slice(0, text.indexOf('NameError'));
    expect(whole(after)).toBe(whole(before));
    // Long enough for a machine that is busy with other tests.
  }, 240_000);
});
