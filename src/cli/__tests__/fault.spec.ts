import * as fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { readNotebook } from '../../lift/nbformat/read';
import type { Plan } from '../../lift/types';
import { applyLift, type Lift } from '../lift';
import { Folder } from './folder';
import { SUM_TEXT } from './notebooks';

/** What goes wrong at one operation on files: it fails, or nothing follows it (or comes before it). */
type Fault = {
  readonly at: number;
  readonly how: 'ENOSPC' | 'EIO' | 'die' | 'dead';
};

let fault: Fault = { at: 0, how: 'ENOSPC' };
let count = 0;
/** Called when the process is as good as dead. */
let stop = (): void => undefined;
/** Closes what a run that was cut short left open. */
const left: (() => Promise<void>)[] = [];

/** Stands in for an operation that may go wrong. */
async function step<T>(act: () => Promise<T>): Promise<T> {
  count++;
  if (count !== fault.at) {
    return act();
  }
  if (fault.how === 'ENOSPC' || fault.how === 'EIO') {
    throw Object.assign(new Error('injected'), { code: fault.how });
  }
  if (fault.how === 'dead') {
    await act();
  }
  stop();
  return new Promise<T>(() => undefined);
}

function watch<K extends string>(
  object: { [key in K]: (...given: never[]) => Promise<unknown> },
  names: readonly K[]
): void {
  for (const name of names) {
    const original = object[name].bind(object) as (
      ...given: unknown[]
    ) => Promise<unknown>;
    const watched = (...given: unknown[]) =>
      step(async () => {
        const made = await original(...given);
        if (name === 'open') {
          left.push((made as FileHandle).close.bind(made));
          watch(made as FileHandle, [
            'writeFile',
            'chown',
            'chmod',
            'sync',
            'close'
          ]);
        }
        return made;
      });
    Object.assign(object, { [name]: watched });
  }
}

const original = { ...fs.promises };
const folder = new Folder();
afterEach(async () => {
  await Promise.all(left.splice(0).map(close => close()));
});
beforeAll(() => watch(fs.promises, ['mkdir', 'open', 'rename', 'rm', 'rmdir']));
afterAll(() => {
  Object.assign(fs.promises, original);
  folder.remove();
});

const AFTER = 'def add_up(n): ...\n';
const NEW = 'from lib import add_up\ntotal = add_up(n)';

function start(before: string | null, path: string): Lift {
  folder.clear();
  folder.put('n.ipynb', SUM_TEXT);
  if (before !== null) {
    folder.put(path, before);
  }
  const file = readNotebook(SUM_TEXT, 'n.ipynb');
  if (!file.ok) {
    throw new Error(file.error.code);
  }
  const draft = {
    source: NEW,
    metadata: {},
    outputs: [],
    executionCount: null,
    id: 'new'
  };
  const plan: Plan = {
    kind: 'functions',
    functions: [],
    definitions: [],
    dropped: [],
    displays: [],
    cells: [{ index: 1, action: 'replaced', inserted: [draft], id: 'new' }],
    warnings: [],
    files: [{ path, before, after: AFTER }],
    offers: []
  };
  return {
    plan,
    file: file.value,
    notebook: folder.at('n.ipynb'),
    root: folder.path
  };
}

describe.each([
  ['a new module', null, 'lib.py'],
  ['a new module in a new folder', null, 'a/b/lib.py'],
  ['an existing module', '"""Mine."""\n', 'lib.py']
])(
  'whatever happens while files are written, with %s',
  (_name, before, path) => {
    const lifted = () => folder.text('n.ipynb') !== SUM_TEXT;

    async function countSteps(): Promise<number> {
      fault = { at: 0, how: 'ENOSPC' };
      count = 0;
      expect(await applyLift(start(before, path))).toEqual({
        ok: true,
        value: [path, 'n.ipynb']
      });
      expect(lifted()).toBe(true);
      return count;
    }

    it.each(['ENOSPC', 'EIO'] as const)(
      '%s leaves everything as it was, or done',
      async how => {
        const steps = await countSteps();
        expect(steps).toBeGreaterThan(10);
        for (let at = 1; at <= steps; at++) {
          const lift = start(before, path);
          const files = folder.list();
          [fault, count] = [{ at, how }, 0];
          const result = await applyLift(lift);
          if (result.ok) {
            expect([lifted(), folder.text(path)]).toEqual([true, AFTER]);
          } else {
            expect(result.error.code).toBe(
              how === 'EIO' ? 'write-failed' : 'no-space'
            );
            expect([lifted(), folder.text(path)]).toEqual([false, before]);
            const made = folder.list().filter(name => name !== 'a');
            expect(made).toEqual(files);
          }
        }
      }
    );

    it.each(['die', 'dead'] as const)(
      'an end of the process (%s) leaves no broken import',
      async how => {
        const steps = await countSteps();
        const seen = new Set<string>();
        for (let at = 1; at <= steps; at++) {
          const lift = start(before, path);
          [fault, count] = [{ at, how }, 0];
          const stopped = new Promise<void>(resolve => (stop = resolve));
          await Promise.race([applyLift(lift), stopped]);
          const text = folder.text(path);
          expect([before, AFTER]).toContain(text);
          if (lifted()) {
            expect(JSON.parse(folder.text('n.ipynb') ?? '')).toMatchObject({
              nbformat: 4
            });
            expect(text).toBe(AFTER);
          }
          seen.add(`${text === AFTER} ${lifted()}`);
        }
        expect([...seen].sort()).toEqual([
          'false false',
          'true false',
          'true true'
        ]);
      }
    );
  }
);

describe('a module that cannot be put back', () => {
  const BEFORE = '"""Mine."""\n';

  /** Every renaming fails but the first, which writes the module, and those of the given numbers. */
  function failRenames(...passed: number[]): void {
    fault = { at: 0, how: 'ENOSPC' };
    let renames = 0;
    const { rename } = original;
    Object.assign(fs.promises, {
      rename: (from: string, to: string) => {
        renames++;
        return renames === 1 || passed.includes(renames)
          ? rename(from, to)
          : Promise.reject(
              Object.assign(new Error('injected'), { code: 'EIO' })
            );
      }
    });
  }
  afterEach(() => Object.assign(fs.promises, { rename: original.rename }));

  async function refusal(before: string | null) {
    const result = await applyLift(start(before, 'lib.py'));
    expect(folder.text('n.ipynb')).toBe(SUM_TEXT);
    return result.ok ? null : result.error;
  }

  it('has its text kept in a file beside it', async () => {
    failRenames(4);
    const said = await refusal(BEFORE);
    expect(said?.code).toBe('put-back-failed');
    expect(said?.remedy?.text).toContain(folder.at('lib.py.before-lift'));
    expect(folder.text('lib.py.before-lift')).toBe(BEFORE);
  });

  it('has its text told where no file can take it', async () => {
    failRenames();
    expect((await refusal(BEFORE))?.remedy?.text).toContain(BEFORE);
  });
});
