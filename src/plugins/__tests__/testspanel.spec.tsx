import { nullTranslator } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import React, { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { badgeOf, type TestGroup } from '../../checks/tests/badge';
import { TestBook } from '../../checks/tests/book';
import { countsOf } from '../../checks/tests/counts';
import type { ITestsDesk, TestsView } from '../../checks/tests/desk';
import { detailOf } from '../../checks/tests/detail';
import type { TestEvent } from '../../checks/tests/events';
import { testsInText } from '../../checks/tests/read';
import { type RowsAsked, rowsOf } from '../../checks/tests/rows';
import { TestsModel } from '../../ui/checks/model';
import { TestsPanel } from '../../ui/checks/TestsPanel';

const trans = nullTranslator.load('jupyterlab_lift');

/** A desk over a real book, whose view a test sets. */
class FakeDesk implements ITestsDesk {
  readonly book = new TestBook();
  readonly changed: Signal<ITestsDesk, void> = new Signal(this);
  readonly calls: string[] = [];
  state: Partial<TestsView> = {};

  get view(): TestsView {
    return {
      ...{ phase: 'idle', root: 'p', roots: ['p', ''], environment: 'python3' },
      environments: [{ name: 'python3', label: trans.__('Python 3') }],
      ...{ progress: null, problem: null, arguments: '', runsOnSave: false },
      ...{ isKnown: false, hasNotebook: false, open: [], only: null },
      hasOthers: false,
      counts: countsOf(this.book),
      ...this.state
    };
  }

  hear(...events: TestEvent[]): void {
    const run = this.book.begin(null);
    this.book.hear(run, events);
    this.book.end(run, false);
  }

  rows = (asked: RowsAsked) => rowsOf(this.book, asked);
  detail = (id: string) => detailOf(this.book, id);
  run = async (ids: readonly string[] | null) => this._note('run', ids);
  badge = (group: TestGroup) => badgeOf(this.book, group);
  setOnly = (group: TestGroup | null) => this._note('only', group?.label);
  runTouching = async () => this._note('run touching');
  runFailed = async () => this._note('run failed');
  discover = async () => this._note('discover');
  stop = () => this._note('stop');
  setActive = async (active: boolean) => this._note('active', active);
  setRoot = (root: string) => this._note('root', root);
  setEnvironment = (name: string) => this._note('environment', name);
  setArguments = (text: string) => this._note('arguments', text);
  setRunsOnSave = (on: boolean) => this._note('on save', on);
  canOpen = ([path]: readonly [string, number]) => !path.startsWith('/');
  open = async (place: readonly [string, number]) => this._note('open', place);

  private _note(...call: unknown[]): void {
    this.calls.push(JSON.stringify(call).slice(1, -1));
  }
}

let desk: FakeDesk;
let node: HTMLElement;
let root: Root;

const show = async (state: Partial<TestsView> = {}) => {
  desk.state = state;
  const model = new TestsModel(desk);
  await act(async () => {
    root.render(<TestsPanel model={model} trans={trans} />);
  });
  return model;
};
const text = () => node.textContent ?? '';
const state = () =>
  node.querySelector('.jp-LiftPanel-body')?.getAttribute('data-state');
const items = () => [...node.querySelectorAll('[role=treeitem]')];
const press = (key: string) =>
  act(async () => {
    node
      .querySelector('[role=tree]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
const click = (label: string) =>
  act(async () => {
    [...node.querySelectorAll('button')]
      .find(button => button.textContent === label)
      ?.click();
  });

beforeEach(() => {
  (
    globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
  ).IS_REACT_ACT_ENVIRONMENT = true;
  desk = new FakeDesk();
  node = document.createElement('div');
  document.body.replaceChildren(node);
  root = createRoot(node);
});

afterEach(() => act(async () => root.unmount()));

const TWO = 'def test_1(): 0\nclass TestX:\n  def test_2(self): 0';
const failure: TestEvent = {
  ...{ e: 'end', id: 'a.py::test_1', o: 'failed', d: 2 },
  ...{ message: '<b>assert</b>', text: 'long traceback', out: 'printed' },
  frames: [
    ['a.py', 3],
    ['/usr/lib/x/y.py', 9]
  ]
};

test('empty: says what a test is, and runs nothing', async () => {
  await show();
  expect(state()).toBe('empty');
  expect(text()).toContain('No tests yet');
  expect(desk.calls).toEqual([]);
});

test.each([
  ['reading', 'Reading'],
  ['starting', 'Starting the helper'],
  ['discovering', 'Finding tests'],
  ['running', 'Running, 3 of 15'],
  ['stopping', 'Stopping']
] as const)('busy: %s', async (phase, words) => {
  await show({ phase, progress: { done: 3, of: 15 } });
  expect(state()).toBe(phase);
  expect(text()).toContain(words);
  expect(text()).not.toContain('No tests');
});

test('a run can be stopped and nothing else be begun', async () => {
  await show({ phase: 'running' });
  await click('Discover');
  await click('Stop');
  expect(desk.calls).toEqual(['"stop"']);
});

test.each([
  [{ code: 'no-pytest', command: 'pip install pytest' }, 'pip install pytest'],
  [{ code: 'no-kernel' }, 'no Python kernel'],
  [{ code: 'other-folder', folder: '/elsewhere' }, '/elsewhere'],
  [{ code: 'killed' }, 'fixtures were not torn down'],
  [{ code: 'nothing' }, 'found no test'],
  [{ code: 'not-started', text: 'within 60 seconds' }, 'within 60 seconds'],
  [{ code: 'lost', text: 'gone' }, 'was lost'],
  [{ code: 'usage', text: 'unrecognized' }, 'unrecognized'],
  [{ code: 'internal', text: 'INTERNALERROR' }, 'INTERNALERROR'],
  [{ code: 'unreadable', text: '500' }, 'could not be read']
] as const)('a problem has its sentence: %j', async (problem, words) => {
  await show({ problem });
  expect(state()).toBe('problem');
  expect(node.querySelector('.jp-LiftBanner')?.textContent).toContain(words);
});

test('the second click of a double click on Run all does not stop the run', async () => {
  const clicks = async (label: string, detail: number) =>
    act(async () => {
      [...node.querySelectorAll('button')]
        .find(button => button.textContent === label)
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
    });
  await show();
  await clicks('Run all', 1);
  await show({ phase: 'running' });
  await clicks('Stop', 2);
  expect(desk.calls).toEqual(['"run",null']);
  await clicks('Stop', 1);
  expect(desk.calls).toEqual(['"run",null', '"stop"']);
});

test('partial: files that cannot be read are rows before the others', async () => {
  desk.book.read('a.py', testsInText('a.py', TWO));
  desk.hear({
    ...{ e: 'collecterror', id: 'b.py', path: 'b.py' },
    ...{ message: 'ImportError: no', text: 'b.py:7: in <module>' }
  });
  await show({ isKnown: true });
  expect(items()[0].textContent).toContain('ImportError: no');
  expect(items()[0].textContent).toContain('cannot be read');
  await act(async () => (items()[0] as HTMLElement).click());
  await click('b.py:7');
  expect(desk.calls).toEqual(['"open",["b.py",7]']);
});

test('stale: results of old code are words too', async () => {
  desk.book.read('a.py', testsInText('a.py', TWO));
  desk.hear({ e: 'sources', files: { 'lib.py': '1' } }, failure);
  await show({ isKnown: true });
  expect(text()).toContain('newly failed');
  await act(async () => {
    desk.book.learn({ 'lib.py': '2' });
    desk.changed.emit();
  });
  expect(state()).toBe('stale');
  expect(text()).toContain('1 outdated');
  expect(text()).not.toContain('newly');
});

test('a failure: the assertion first, the rest folded, all of it text, links where there is a file', async () => {
  desk.book.read('a.py', testsInText('a.py', TWO));
  desk.hear(failure);
  const model = await show({ isKnown: true });
  await act(async () => model.pick(1));
  const details = node.querySelector('section')!;
  expect(details.querySelector('pre')?.textContent).toBe('<b>assert</b>');
  expect(details.querySelector('b')).toBeNull();
  expect(
    [...details.querySelectorAll('details')].map(({ open }) => open)
  ).toEqual([false, false]);
  expect(
    [...details.querySelectorAll('li')].map(
      li => `${li.firstElementChild?.tagName} ${li.textContent}`
    )
  ).toEqual(['SPAN x/y.py:9', 'BUTTON a.py:3']);
  await click('Run');
  expect(desk.calls).toEqual(['"run",["a.py::test_1"]']);
});

test('the tree is walked with arrows, as trees are', async () => {
  desk.book.read('a.py', testsInText('a.py', TWO));
  const model = await show();
  const at = () => model.rows[model.picked ?? -1]?.label;
  const tree = node.querySelector<HTMLElement>('[role=tree]')!;
  await act(async () => tree.focus());
  expect(at()).toBe('a.py');
  expect(items()[0].getAttribute('aria-expanded')).toBe('true');
  await press('ArrowRight');
  await press('ArrowDown');
  expect(at()).toBe('TestX');
  await press('ArrowRight');
  expect(at()).toBe('test_2');
  expect(items()[3].getAttribute('aria-level')).toBe('3');
  await press('ArrowLeft');
  await press('ArrowLeft');
  expect(at()).toBe('TestX');
  expect(items()).toHaveLength(3);
  await press('Home');
  expect(at()).toBe('a.py');
  await press('End');
  await press('Enter');
  expect(desk.calls).toEqual(['"open",["a.py",3]']);
});

test('only the rows in view are drawn', async () => {
  const many = Array.from({ length: 2000 }, (_, n) => `def test_${n}(): 0`);
  desk.book.read('a.py', testsInText('a.py', many.join('\n')));
  const model = await show();
  await act(async () => model.toggle(0));
  expect(model.rows).toHaveLength(2001);
  expect(items().length).toBeLessThan(60);
});
