import type { IStateDB } from '@jupyterlab/statedb';
import { receiptOf } from '../../lift/receipt';
import type { CellChange, Plan } from '../../lift/types';
import { CellReader } from '../cells';
import { ContentsFiles } from '../files';
import { Leftovers } from '../leftovers';
import { NotebookPort } from '../notebook';
import type { Project } from '../project';
import { type LiftRecord, Receipts } from '../receipts';
import type { DeskServices } from '../services';
import { MemoryContents } from './contents';
import { draft, MemoryState, notebookOf, panelOf, trans } from './pages';

const BEFORE = 'y = 1\n';
const AFTER = 'y = 1\n\n\ndef f(): ...\n';
const CHANGES: readonly CellChange[] = [
  { index: 0, action: 'replaced', inserted: [draft('x = f()')], id: null }
];
const PLAN = {
  kind: 'functions',
  functions: [],
  definitions: [{ name: 'f', cell: 0 }],
  dropped: [],
  warnings: [],
  files: [{ path: 'lib.py', before: BEFORE, after: AFTER }]
} as unknown as Plan;

/** A notebook whose cell was to be lifted, the project's only module, and what the state has kept. */
function scene(module: string) {
  const notebook = notebookOf([{ source: 'x = 2' }]);
  const panel = panelOf(notebook);
  const port = new NotebookPort(panel, new CellReader(), 'work.ipynb');
  const receipt = receiptOf(PLAN, port.snapshot(), CHANGES, 1700);
  const contents = new MemoryContents();
  contents.files.set('lib.py', module);
  const place = { drive: '', root: '' };
  const open = { shell: { widgets: () => [].values() }, docManager: {} };
  const project = {
    files: () => new ContentsFiles(contents, place, open as never),
    importers: () => Promise.resolve([])
  } as unknown as Project;
  const state = new MemoryState();
  const start = () => {
    const receipts = new Receipts(state as unknown as IStateDB);
    const services = { receipts, trans } as unknown as DeskServices;
    const leftovers = new Leftovers(panel, services, project);
    return { receipts, leftovers };
  };
  /** A page in which the lift begins. */
  const begin = async () => {
    const page = start();
    page.receipts.begin({ receipt, root: '' });
    await page.receipts.ready;
    return page;
  };
  return { receipt, contents, start, begin, port };
}

test('a lift that never ended is found at the next start, and taken back', async () => {
  const { contents, start, begin } = scene(AFTER);
  const first = await begin();
  expect(await first.leftovers.find()).toBeNull();

  const found = await start().leftovers.find();
  expect(found?.text).toContain('The notebook was not changed');
  expect((await found?.action?.run())?.kind).toBe('info');
  expect(contents.files.get('lib.py')).toBe(BEFORE);
  expect(await start().leftovers.find()).toBeNull();
});

test.each([
  ['that ended', AFTER, true],
  ['that had written nothing', BEFORE, false]
])('a lift %s is not told of', async (_, module, ended) => {
  const { receipt, start, begin } = scene(module);
  const { receipts } = await begin();
  if (ended) {
    receipts.end(receipt.id);
    await receipts.ready;
  }
  expect(await start().leftovers.find()).toBeNull();
});

test('a lift whose cells stand in the notebook is whole', async () => {
  const { start, begin, port } = scene(AFTER);
  await begin();
  await port.apply(CHANGES);
  expect(await start().leftovers.find()).toBeNull();
});

test('a module that was changed since is left alone, and that is said', async () => {
  const { contents, start, begin } = scene(`${AFTER}# mine\n`);
  await begin();
  const said = await (await start().leftovers.find())?.action?.run();
  expect(said?.kind).toBe('warning');
  expect(said?.text).toContain('changed after the lift');
  expect(said?.text).toContain('Nothing was changed');
  expect(contents.files.get('lib.py')).toBe(`${AFTER}# mine\n`);
});

test('a lift that was not saved is told of until the user lets it be', async () => {
  const { receipt, contents, start } = scene(AFTER);
  const record: LiftRecord = {
    receipt,
    root: '',
    module: 'lib.py',
    swap: {
      removed: [{ cell: 0, id: 'c0', source: 'x = 2' }],
      inserted: [{ cell: 0, id: 'gone', source: 'x = f()' }]
    },
    state: 'applied',
    notes: [],
    rerun: false,
    run: []
  };
  const { receipts } = start();
  receipts.add(record);
  await receipts.ready;
  const { leftovers } = start();
  const found = await leftovers.find();
  expect(found?.text).toContain('was not saved after its last lift');
  leftovers.letBe();
  await receipts.ready;
  expect(await start().leftovers.find()).toBeNull();
  expect(contents.files.get('lib.py')).toBe(AFTER);
});
