import type { YNotebook } from '@jupyter/ydoc';
import { hash } from '../../core/hash';
import { receiptOf } from '../../lift/receipt';
import type { CellChange, Plan } from '../../lift/types';
import { CellReader } from '../cells';
import { NotebookPort } from '../notebook';
import type { LiftRecord } from '../receipts';
import { editedSince, restoreCells } from '../restore';
import { swapState } from '../swapstate';
import { UndoWatch } from '../undowatch';
import { draft, notebookOf, panelOf, saved, sources } from './pages';

const CHANGES: readonly CellChange[] = [
  { index: 0, action: 'removed', inserted: [], id: null },
  {
    index: 1,
    action: 'kept',
    inserted: [draft('%load_ext autoreload', { id: 'n0' })],
    id: 'c1'
  },
  {
    index: 2,
    action: 'replaced',
    inserted: [draft('x = f()', { id: 'n1' })],
    id: 'n1'
  },
  { index: 3, action: 'removed', inserted: [], id: null },
  { index: 4, action: 'kept', inserted: [], id: 'c4' }
];
const LIFTED = ['%load_ext autoreload', 'b', 'x = f()', 'e'];

async function lifted(documentWide: boolean): Promise<{
  notebook: YNotebook;
  before: string;
  record: LiftRecord;
}> {
  const notebook = notebookOf(
    ['a', 'b', 'c', 'd', 'e'].map(source => ({ source })),
    { documentWide }
  );
  const before = saved(notebook);
  const port = new NotebookPort(
    panelOf(notebook),
    new CellReader(),
    'work.ipynb'
  );
  const snapshot = port.snapshot();
  await port.apply(CHANGES);
  const plan = {
    kind: 'functions',
    functions: [],
    definitions: [],
    dropped: [],
    warnings: [],
    files: []
  };
  const receipt = receiptOf(plan as unknown as Plan, snapshot, CHANGES, 0);
  const swap = port.swap ?? { removed: [], inserted: [] };
  return {
    notebook,
    before,
    record: {
      receipt,
      swap,
      root: '',
      module: 'lib.py',
      state: 'applied',
      notes: [],
      rerun: false,
      run: []
    }
  };
}

describe.each([false, true])('with document-wide undo: %s', documentWide => {
  test('undo and redo of a lift are seen, once each', async () => {
    const { notebook, record } = await lifted(documentWide);
    let now = record;
    const seen: string[] = [];
    const watch = new UndoWatch(panelOf(notebook), {
      records: () => [now],
      onUndone: () => {
        seen.push('undone');
        now = { ...now, state: 'undone' };
      },
      onRedone: () => {
        seen.push('redone');
        now = { ...now, state: 'applied' };
      },
      onReturned: jest.fn()
    });
    notebook.getCell(2).updateSource(0, 0, '# mine\n');
    while (swapState(notebook, record.swap) !== 'undone') {
      notebook.undo();
    }
    expect(seen).toEqual(['undone']);
    while (notebook.canRedo()) {
      notebook.redo();
    }
    expect(seen).toEqual(['undone', 'redone']);
    watch.dispose();
    notebook.undo();
    expect(seen).toHaveLength(2);
  });

  test('deleting a lifted cell by hand is no undo', async () => {
    const { notebook, record } = await lifted(documentWide);
    const onUndone = jest.fn();
    const watch = new UndoWatch(panelOf(notebook), {
      records: () => [record],
      onUndone,
      onRedone: jest.fn(),
      onReturned: jest.fn()
    });
    notebook.deleteCell(2);
    notebook.undo();
    expect(onUndone).not.toHaveBeenCalled();
    watch.dispose();
  });

  test('the command restores the cells to the byte, as one step of its own', async () => {
    const { notebook, before, record } = await lifted(documentWide);
    restoreCells(notebook, record);
    expect(saved(notebook)).toBe(before);
    notebook.undo();
    expect(sources(notebook)).toEqual(LIFTED);
  });

  test('the command finds its cells after other cells came', async () => {
    const { notebook, record } = await lifted(documentWide);
    notebook.insertCell(0, { cell_type: 'markdown', source: 'new' });
    restoreCells(notebook, record);
    expect(sources(notebook).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'new']);
    expect(sources(notebook).filter(source => source !== 'new')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e'
    ]);
  });
});

test('edits of lifted cells are told from the lift', async () => {
  const { notebook, record } = await lifted(false);
  expect(editedSince(notebook, record)).toEqual([]);
  notebook.getCell(2).setSource('x = f() + 1');
  expect(editedSince(notebook, record)).toEqual(['n1']);
  expect(hash('x = f()')).toBe(record.receipt.cells[2].inserted[0].hash);
});
