import { hash } from '../../core/hash';
import type { Snapshot } from '../../core/snapshot';
import { apply } from '../apply';
import type { Plan } from '../types';
import {
  cell,
  examplePlan,
  exampleSnapshot,
  Memory,
  type Fault
} from './memory';

const NEW = 'from lib import f\ny = f(x)';
const AFTER = 'def f(x): ...\n';
const BEFORE = '"""Helpers."""\n';

const run = (
  memory: Memory,
  plan: Plan = examplePlan(),
  then: Snapshot = exampleSnapshot()
) =>
  apply(
    plan,
    { files: memory, notebook: memory, keep: memory },
    { snapshot: then, now: () => 1700 }
  );

const existing = () =>
  examplePlan({
    files: [{ path: 'lib.py', before: BEFORE, after: BEFORE + AFTER }]
  });

describe('apply', () => {
  it('writes the module, then the notebook, and says what it did', async () => {
    const memory = new Memory(exampleSnapshot());
    const result = await run(memory);
    expect(memory.log).toEqual(['read lib.py', 'write lib.py', 'apply']);
    expect(memory.text('lib.py')).toBe(AFTER);
    expect(memory.now.cells.map(one => one.source)).toEqual([
      'x = 1',
      NEW,
      'print(y)'
    ]);
    expect(result).toMatchObject({
      ok: true,
      value: {
        version: 1,
        time: 1700,
        notebook: 'a.ipynb',
        names: ['f'],
        dropped: ['t'],
        files: [
          {
            path: 'lib.py',
            before: null,
            after: AFTER,
            hashBefore: null,
            hashAfter: hash(AFTER)
          }
        ],
        cells: [
          {
            index: 1,
            action: 'replaced',
            original: exampleSnapshot().cells[1],
            inserted: [{ id: 'n1', hash: hash(NEW) }]
          }
        ],
        verified: 'not proved'
      }
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('does not write a module that is as it is to be', async () => {
    const memory = new Memory(exampleSnapshot());
    memory.put('lib.py', AFTER, false);
    const result = await run(
      memory,
      examplePlan({ files: [{ path: 'lib.py', before: AFTER, after: AFTER }] })
    );
    expect(result).toMatchObject({ ok: true, value: { files: [] } });
    expect(memory.log).toEqual(['read lib.py', 'apply']);
  });

  it('gives the ids that the notebook gets', async () => {
    const memory = new Memory(exampleSnapshot());
    const plan = examplePlan();
    const cells = plan.cells.map(change => ({
      ...change,
      id: null,
      inserted: change.inserted.map(one => ({ ...one, id: null }))
    }));
    const result = await run(memory, { ...plan, cells });
    expect(memory.now.cells[1].id).toMatch(/^[0-9a-f]{8}$/);
    expect(result).toMatchObject({
      value: { cells: [{ inserted: [{ id: memory.now.cells[1].id }] }] }
    });
  });
});

describe('a project that is not as it was previewed', () => {
  const stale = async (memory: Memory, plan?: Plan) => {
    const before = memory.now;
    const result = await run(memory, plan);
    expect(memory.log.filter(step => !step.startsWith('read'))).toEqual([]);
    expect(memory.now).toBe(before);
    return result.ok ? null : result.error;
  };
  const changed = (index: number, more: object) => {
    const { cells, ...rest } = exampleSnapshot();
    return new Memory({
      ...rest,
      cells: cells.map(one => (one.index === index ? { ...one, ...more } : one))
    });
  };

  it.each([
    [0, { source: 'x = 2' }],
    [1, { source: 't = x' }],
    [1, { outputs: [{ output_type: 'stream' }] }],
    [1, { executionCount: 5 }],
    [1, { metadata: { tags: ['new'] } }],
    [1, { busy: true }],
    [2, { source: 'print(t)' }]
  ])('names cell %i that now has %j', async (index, more) => {
    expect(await stale(changed(index, more))).toMatchObject({
      code: 'stale-preview',
      data: { what: `cell ${index}` },
      differences: [{ kind: 'cell', index }]
    });
  });

  it.each([
    [0, { outputs: [{ output_type: 'stream' }] }],
    [2, { executionCount: 9, metadata: { a: 1 } }]
  ])('does not mind that cell %i, which stays, has %j', async (index, more) => {
    expect((await run(changed(index, more))).ok).toBe(true);
  });

  it.each([
    ['a cell more', [...exampleSnapshot().cells, cell(3, '')]],
    ['a cell less', exampleSnapshot().cells.slice(0, 2)],
    [
      'cells swapped',
      [0, 2, 1].map((from, index) => ({
        ...exampleSnapshot().cells[from],
        index
      }))
    ],
    [
      'another kind',
      exampleSnapshot().cells.map(one => ({ ...one, kind: 'raw' as const }))
    ]
  ])('sees %s', async (_name, cells) => {
    const memory = new Memory({ ...exampleSnapshot(), cells });
    expect(await stale(memory)).toMatchObject({
      code: 'stale-preview',
      differences: [{ kind: 'cells' }]
    });
  });

  it('sees a module that appeared, changed or went', async () => {
    const file = {
      code: 'stale-preview',
      differences: [{ kind: 'file', path: 'lib.py' }]
    };
    const appeared = new Memory(exampleSnapshot());
    appeared.put('lib.py', '');
    expect(await stale(appeared)).toMatchObject(file);
    const other = new Memory(exampleSnapshot());
    other.put('lib.py', `${BEFORE} `);
    expect(await stale(other, existing())).toMatchObject(file);
    expect(
      await stale(new Memory(exampleSnapshot()), existing())
    ).toMatchObject(file);
  });

  it('refuses targets that cannot be written', async () => {
    const memory = new Memory(exampleSnapshot());
    memory.texts.set('lib.py', { kind: 'folder' });
    expect(await stale(memory)).toMatchObject({ code: 'target-folder' });
    memory.texts.set('lib.py', { kind: 'unreadable', reason: 'not UTF-8' });
    expect(await stale(memory)).toMatchObject({
      code: 'target-unreadable',
      data: { reason: 'not UTF-8' }
    });
    memory.put('lib.py', BEFORE, false);
    expect(await stale(memory, existing())).toMatchObject({
      code: 'target-read-only'
    });
    memory.put('lib.py', BEFORE);
    memory.dirty.add('lib.py');
    expect(await stale(memory, existing())).toMatchObject({
      code: 'target-dirty'
    });
  });
});

describe('a step that fails', () => {
  const plans: [string, () => Plan, string | null][] = [
    ['a new module', examplePlan, null],
    ['an existing module', existing, BEFORE]
  ];
  const steps = [1, 2, 3, 4, 5, 6, 7];

  function start(before: string | null, fault: Fault): Memory {
    const memory = new Memory(exampleSnapshot());
    if (before !== null) {
      memory.put('lib.py', before);
    }
    memory.fault = fault;
    return memory;
  }

  /** What must hold whatever happens, also when nobody can tidy up any more. */
  function expectNoBrokenImport(memory: Memory): void {
    const lifted = memory.now.cells.some(one => one.source === NEW);
    const sources = memory.now.cells.map(one => one.source);
    expect(lifted ? sources[1] : sources).toEqual(
      lifted ? NEW : exampleSnapshot().cells.map(one => one.source)
    );
    if (lifted) {
      expect(memory.text('lib.py')).toContain(AFTER);
    }
  }

  describe.each(plans)('with %s', (_name, plan, before) => {
    it.each(steps)(
      'leaves all as it was when operation %i fails once',
      async at => {
        for (const how of ['refuse', 'late'] as const) {
          const memory = start(before, { at, how });
          const result = await run(memory, plan());
          expectNoBrokenImport(memory);
          if (result.ok) {
            expect(at).toBeGreaterThan(3);
          } else if (result.error.code === 'notebook-unsure') {
            expect([at, how]).toEqual([3, 'late']);
          } else {
            expect(memory.text('lib.py')).toBe(before);
            expect(result.error.code).toBe('no-space');
          }
        }
      }
    );

    it.each(steps)(
      'keeps the previous text when all fails from operation %i on',
      async at => {
        for (const how of ['refuse', 'late'] as const) {
          const memory = start(before, { at, how, forEver: true });
          const result = await run(memory, plan());
          expectNoBrokenImport(memory);
          if (!result.ok && result.error.code === 'put-back-failed') {
            expect(result.error.kept).toEqual({
              path: 'lib.py',
              text: before,
              time: 1700
            });
            expect(result.error.data.path).toBe('lib.py');
          } else if (!result.ok && result.error.code !== 'notebook-unsure') {
            expect(memory.text('lib.py')).toBe(before);
          }
        }
      }
    );

    it.each(steps)(
      'never leaves a broken import when the process ends at operation %i',
      async at => {
        for (const how of ['die', 'dead'] as const) {
          const memory = start(before, { at, how });
          await Promise.race([
            run(memory, plan()),
            new Promise(resolve => setTimeout(resolve, 5))
          ]);
          expectNoBrokenImport(memory);
        }
      }
    );

    it.each(steps.slice(1))(
      'keeps a text when the module fails at operation %i while it is put back',
      async at => {
        const memory = start(before, { at: 3, how: 'refuse' });
        const apply = memory.apply.bind(memory);
        memory.apply = changes => {
          const done = apply(changes);
          memory.fault = { at: at + 2, how: 'refuse' };
          return done;
        };
        const result = await run(memory, plan());
        const failed = result.ok ? '' : result.error.code;
        expect(failed).toBe(
          at === 2 || at === 3 ? 'put-back-failed' : 'no-space'
        );
        expect(memory.kept).toHaveLength(failed === 'put-back-failed' ? 1 : 0);
      }
    );
  });

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const memory = start(BEFORE, { at: 3, how: 'refuse' });
    const apply = memory.apply.bind(memory);
    memory.apply = changes => {
      memory.put('lib.py', 'theirs');
      return apply(changes);
    };
    const result = await run(memory, existing());
    expect(result).toMatchObject({
      error: { code: 'put-back-failed', kept: { path: 'lib.py', text: BEFORE } }
    });
    expect(memory.text('lib.py')).toBe('theirs');
  });

  it('puts the first module back when the second cannot be written', async () => {
    const files = [
      { path: 'one.py', before: null, after: '1' },
      { path: 'two.py', before: BEFORE, after: '2' }
    ];
    const memory = start(null, { at: 4, how: 'late' });
    memory.put('two.py', BEFORE);
    const result = await run(memory, examplePlan({ files }));
    expect(memory.log.slice(0, 4)).toEqual([
      'read one.py',
      'read two.py',
      'write one.py',
      'write two.py'
    ]);
    expect(result).toMatchObject({ ok: false, error: { code: 'no-space' } });
    expect([memory.text('one.py'), memory.text('two.py')]).toEqual([
      null,
      BEFORE
    ]);
  });
});
