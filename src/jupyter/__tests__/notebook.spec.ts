import { NotebookModel } from '@jupyterlab/notebook';
import type { YCodeCell, YNotebook } from '@jupyter/ydoc';
import { LiftError } from '../../core/errors';
import type { CellChange } from '../../lift/types';
import { CellReader } from '../cells';
import { NotebookPort } from '../notebook';
import { draft, notebookOf, panelOf, saved, sources } from './pages';

const PLOT = {
  output_type: 'display_data',
  data: { 'text/plain': '<Figure>' },
  metadata: {}
};
const PRINTED = { output_type: 'stream', name: 'stdout', text: 'a\nb\n' };

function portOf(notebook: YNotebook): NotebookPort {
  return new NotebookPort(panelOf(notebook), new CellReader(), 'work.ipynb');
}

const kept = (index: number): CellChange => ({
  index,
  action: 'kept',
  inserted: [],
  id: null
});

/** Cells 1 and 2 become an import and a call. */
const CHANGES: readonly CellChange[] = [
  kept(0),
  {
    index: 1,
    action: 'replaced',
    inserted: [
      draft('from lib import f'),
      draft('x = f()', { metadata: { tags: ['keep'] } })
    ],
    id: null
  },
  { index: 2, action: 'removed', inserted: [], id: null },
  kept(3)
];
const LIFTED = ['a = 1', 'from lib import f', 'x = f()', 'print(x)'];

function work(documentWide = false): YNotebook {
  return notebookOf(
    [
      { source: 'a = 1' },
      {
        source: 'x = 2',
        metadata: { tags: ['keep'] },
        outputs: [PRINTED, PLOT],
        execution_count: 7
      } as never,
      { source: 'y = 3' },
      { source: 'print(x)' }
    ],
    { documentWide }
  );
}

describe('a snapshot', () => {
  test('holds what the shared model holds', () => {
    const notebook = notebookOf([
      {
        source: '![](attachment:a.png)',
        cell_type: 'markdown',
        attachments: { 'a.png': { 'image/png': 'AAAA' } }
      } as never,
      {
        source: 'x',
        metadata: { tags: ['t'] },
        outputs: [PRINTED],
        execution_count: 3
      } as never,
      { source: 'text', cell_type: 'raw' }
    ]);
    const { cells, ...rest } = portOf(notebook).snapshot();
    expect(rest).toEqual({
      path: 'work.ipynb',
      language: 'python',
      nbformat: 4,
      nbformatMinor: 5
    });
    expect(cells.map(({ kind, id }) => [kind, id])).toEqual([
      ['markdown', 'c0'],
      ['code', 'c1'],
      ['raw', 'c2']
    ]);
    expect(cells[0].attachments).toEqual({ 'a.png': { 'image/png': 'AAAA' } });
    expect(cells[1]).toMatchObject({
      metadata: { tags: ['t'] },
      outputs: [{ output_type: 'stream', name: 'stdout' }],
      executionCount: 3
    });
  });

  test('reads only the cells that changed anew, silent outputs too', () => {
    const notebook = work();
    const port = portOf(notebook);
    const before = port.snapshot();
    notebook.getCell(0).setSource('a = 2');
    (notebook.getCell(3) as YCodeCell).setOutputs([PRINTED as never]);
    const after = port.snapshot();
    expect(after.cells.map((cell, at) => cell === before.cells[at])).toEqual([
      false,
      true,
      true,
      false
    ]);
    expect(after.cells[0].source).toBe('a = 2');
    expect(after.cells[3].outputs).toHaveLength(1);
  });

  test('gives no ids where the format has none', () => {
    const port = portOf(notebookOf([{ source: 'x' }], { minor: 4 }));
    expect(port.snapshot().cells[0].id).toBeNull();
  });

  test.each([
    ['4.4 and later', (runs: boolean) => stateful(runs ? 'running' : 'idle')],
    ['4.2', (runs: boolean) => prompting(runs ? '*' : '1')]
  ])('sees running cells as busy, in JupyterLab %s', (_, widget) => {
    const panel = panelOf(work());
    Object.assign(panel.content, { widgets: [widget(false), widget(true)] });
    const { cells } = new CellReader().read(panel, 'work.ipynb');
    const busy = cells.filter(cell => cell.busy).map(({ index }) => index);
    expect(busy).toEqual([1]);
  });
});

/** As much of a cell's widget as tells whether the cell runs. */
const stateful = (executionState: string) => ({
  model: { type: 'code', executionState }
});
const prompting = (prompt: string) => ({ model: { type: 'code' }, prompt });

describe.each([false, true])(
  'changes, with document-wide undo: %s',
  documentWide => {
    test('are one transaction', async () => {
      const notebook = work(documentWide);
      const port = portOf(notebook);
      port.snapshot();
      let transactions = 0;
      notebook.ydoc.on('update', () => transactions++);
      await port.apply(CHANGES);
      expect(transactions).toBe(1);
      expect(sources(notebook)).toEqual(LIFTED);
      expect(notebook.getCell(2).getMetadata('tags')).toEqual(['keep']);
    });

    test('are undone to the byte, and redone', async () => {
      const notebook = work(documentWide);
      const before = saved(notebook);
      const port = portOf(notebook);
      port.snapshot();
      await port.apply(CHANGES);
      const after = saved(notebook);
      notebook.undo();
      expect(saved(notebook)).toBe(before);
      notebook.redo();
      expect(saved(notebook)).toBe(after);
    });

    test('are undone after typing into a new cell; redo brings the typing back', async () => {
      const notebook = work(documentWide);
      const before = saved(notebook);
      const port = portOf(notebook);
      port.snapshot();
      await port.apply(CHANGES);
      notebook.getCell(2).updateSource(0, 0, '# mine\n');
      const typed = saved(notebook);
      while (saved(notebook) !== before && notebook.canUndo()) {
        notebook.undo();
      }
      expect(saved(notebook)).toBe(before);
      while (notebook.canRedo()) {
        notebook.redo();
      }
      expect(saved(notebook)).toBe(typed);
    });

    test('do not join what a person does just before or after', async () => {
      const notebook = work(documentWide);
      const port = portOf(notebook);
      notebook.addCell({ cell_type: 'code', source: 'before' });
      port.snapshot();
      await port.apply([...CHANGES, kept(4)]);
      notebook.addCell({ cell_type: 'code', source: 'after' });
      notebook.undo();
      expect(sources(notebook)).toEqual([...LIFTED, 'before']);
      notebook.undo();
      expect(sources(notebook)).toEqual([
        'a = 1',
        'x = 2',
        'y = 3',
        'print(x)',
        'before'
      ]);
    });
  }
);

describe('while others edit', () => {
  test('cells are found where they stand now', async () => {
    const notebook = work();
    const port = portOf(notebook);
    port.snapshot();
    notebook.insertCell(0, { cell_type: 'code', source: 'new' });
    notebook.moveCell(2, 1);
    await port.apply(CHANGES);
    expect(sources(notebook).sort()).toEqual(['new', ...LIFTED].sort());
  });

  test('a cell that was edited is not overwritten, and nothing else is changed', async () => {
    const notebook = work();
    const port = portOf(notebook);
    port.snapshot();
    notebook.getCell(2).setSource('y = 4');
    const before = saved(notebook);
    await expect(port.apply(CHANGES)).rejects.toMatchObject({
      code: 'notebook-changed'
    });
    expect(saved(notebook)).toBe(before);
  });

  test('a closed notebook is left alone', async () => {
    const notebook = work();
    const panel = panelOf(notebook);
    const port = new NotebookPort(panel, new CellReader(), 'work.ipynb');
    port.snapshot();
    Object.assign(panel, { isDisposed: true });
    await expect(port.apply(CHANGES)).rejects.toBeInstanceOf(LiftError);
  });
});

test('duplicate ids do not lead to the wrong cell', async () => {
  const notebook = notebookOf([
    { source: 'first', id: 'same' },
    { source: 'second', id: 'same' }
  ]);
  const port = portOf(notebook);
  port.snapshot();
  await port.apply([
    kept(0),
    { index: 1, action: 'replaced', inserted: [draft('lifted')], id: null }
  ]);
  expect(sources(notebook)).toEqual(['first', 'lifted']);
});

test('trust, outputs and counts are carried', async () => {
  const model = new NotebookModel({});
  model.sharedModel.insertCell(0, {
    cell_type: 'code',
    source: 'x',
    metadata: { trusted: true },
    outputs: [PLOT as never],
    execution_count: 5
  });
  const port = portOf(model.sharedModel as YNotebook);
  const [cell] = port.snapshot().cells;
  const { metadata, outputs, executionCount } = cell;
  const inserted = [draft('x = f()', { metadata, outputs, executionCount })];
  await port.apply([{ index: 0, action: 'replaced', inserted, id: null }]);
  expect(model.cells.get(0).trusted).toBe(true);
  expect(model.cells.get(0).toJSON()).toMatchObject({
    source: 'x = f()',
    outputs: [PLOT],
    execution_count: 5
  });
  model.dispose();
});
