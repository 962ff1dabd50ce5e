import { apply } from '../apply';
import type { Receipt } from '../receipt';
import { redoFiles, undoFiles } from '../undo';
import { examplePlan, exampleSnapshot, Memory } from './memory';

const BEFORE = '"""Helpers."""\n';
const AFTER = `${BEFORE}def f(x): ...\n`;

async function lifted(before: string | null) {
  const memory = new Memory(exampleSnapshot());
  if (before !== null) {
    memory.put('lib.py', before);
  }
  const plan = examplePlan({
    files: [{ path: 'lib.py', before, after: AFTER }]
  });
  const ports = { files: memory, notebook: memory, keep: memory };
  const result = await apply(plan, ports, { snapshot: exampleSnapshot() });
  if (!result.ok) {
    throw new Error(result.error.code);
  }
  return {
    memory,
    receipt: JSON.parse(JSON.stringify(result.value)) as Receipt
  };
}

const importedBy =
  (...paths: string[]) =>
  () =>
    Promise.resolve(paths);
const undo = (memory: Memory, receipt: Receipt, importers = importedBy()) =>
  undoFiles(receipt, { files: memory, importers });

describe.each([
  ['a module that was there', BEFORE],
  ['a module that the lift made', null]
])('undo and redo of %s', (_name, before) => {
  it('takes the text back and brings it back, any number of times', async () => {
    const { memory, receipt } = await lifted(before);
    for (let turn = 0; turn < 2; turn++) {
      expect(await undo(memory, receipt)).toEqual({
        ok: true,
        value: ['lib.py']
      });
      expect(memory.text('lib.py')).toBe(before);
      expect(await undo(memory, receipt)).toEqual({ ok: true, value: [] });
      expect(await redoFiles(receipt, memory, 'lib.py')).toEqual({
        ok: true,
        value: ['lib.py']
      });
      expect(memory.text('lib.py')).toBe(AFTER);
      expect(await redoFiles(receipt, memory, 'lib.py')).toEqual({
        ok: true,
        value: []
      });
    }
  });

  it('leaves a module alone that was changed since, is open, gone or imported', async () => {
    const { memory, receipt } = await lifted(before);
    expect(
      await undo(memory, receipt, importedBy('b.ipynb', 'c.py'))
    ).toMatchObject({
      error: {
        code: 'module-imported',
        data: { importers: 'b.ipynb, c.py', names: 'f' }
      }
    });
    memory.dirty.add('lib.py');
    expect(await undo(memory, receipt)).toMatchObject({
      error: { code: 'target-dirty' }
    });
    memory.dirty.clear();
    expect(memory.text('lib.py')).toBe(AFTER);
    memory.put('lib.py', `${AFTER}\n`);
    expect(await undo(memory, receipt)).toMatchObject({
      error: { code: 'module-changed' }
    });
    expect(await redoFiles(receipt, memory, 'lib.py')).toMatchObject({
      error: { code: 'module-differs' }
    });
    expect(memory.text('lib.py')).toBe(`${AFTER}\n`);
    memory.texts.delete('lib.py');
    const gone = await undo(memory, receipt);
    expect(gone.ok ? gone.value : gone.error.code).toEqual(
      before === null ? [] : 'module-gone'
    );
  });

  it('does not write over unsaved changes when it is redone', async () => {
    const { memory, receipt } = await lifted(before);
    await undo(memory, receipt);
    memory.dirty.add('lib.py');
    expect(await redoFiles(receipt, memory, 'lib.py')).toMatchObject({
      error: { code: 'target-dirty' }
    });
  });

  it('reports I/O that fails at any step', async () => {
    for (const how of ['refuse', 'late'] as const) {
      for (let at = 4; at <= 6; at++) {
        const { memory, receipt } = await lifted(before);
        memory.fault = { at, how };
        expect(await undo(memory, receipt)).toMatchObject({
          ok: false,
          error: { code: 'no-space' }
        });
        expect([before, AFTER]).toContain(memory.text('lib.py'));
      }
      for (let at = 7; at <= 8; at++) {
        const { memory, receipt } = await lifted(before);
        await undo(memory, receipt);
        memory.fault = { at, how };
        expect(await redoFiles(receipt, memory, 'lib.py')).toMatchObject({
          ok: false,
          error: { code: 'no-space' }
        });
        expect([before, AFTER]).toContain(memory.text('lib.py'));
      }
    }
  });
});

describe('a lift that found its functions in the module', () => {
  const found = async () => {
    const { memory, receipt } = await lifted(AFTER);
    expect(receipt).toMatchObject({ files: [], names: ['f'] });
    return { memory, receipt };
  };

  it('leaves the module alone when it is undone', async () => {
    const { memory, receipt } = await found();
    memory.put('lib.py', `${AFTER}x = 1\n`);
    expect(await undo(memory, receipt)).toEqual({ ok: true, value: [] });
    expect(memory.text('lib.py')).toBe(`${AFTER}x = 1\n`);
  });

  it('is redone only while the module holds them', async () => {
    const { memory, receipt } = await found();
    const redo = () => redoFiles(receipt, memory, 'lib.py');
    memory.put('lib.py', `x = 1\n${AFTER}`);
    expect(await redo()).toEqual({ ok: true, value: [] });
    memory.put('lib.py', BEFORE);
    expect(await redo()).toMatchObject({
      error: { code: 'module-lacks', data: { path: 'lib.py', names: 'f' } }
    });
    memory.texts.delete('lib.py');
    expect(await redo()).toMatchObject({ error: { code: 'module-lacks' } });
    expect(memory.text('lib.py')).toBeNull();
  });
});
