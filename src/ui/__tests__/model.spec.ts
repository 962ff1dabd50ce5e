import type { Choice } from '../../lift/types';
import { LiftModel } from '../lift/model';
import { FakeDesk, planOf, RECEIPT, snapshotOf } from './desk';

let desk: FakeDesk;
let model: LiftModel;

/** Lets every answer through. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
  }
};
/** What the view does when it has painted. */
const draw = () => model.drawn(model.revision);
const wait = async (milliseconds: number) => {
  jest.advanceTimersByTime(milliseconds);
  await settle();
};

beforeEach(async () => {
  jest.useFakeTimers();
  desk = new FakeDesk();
  model = new LiftModel();
  model.setActive(true);
  model.setDesk(desk);
  await settle();
});

afterEach(() => {
  model.dispose();
  jest.useRealTimers();
});

async function opened(): Promise<void> {
  void model.open();
  await settle();
  draw();
}

describe('the way through', () => {
  test('idle, analysing, ready, applying, done', async () => {
    const seen: string[] = [model.state.kind];
    model.changed.connect(() => {
      if (seen[seen.length - 1] !== model.state.kind) {
        seen.push(model.state.kind);
      }
    });
    await opened();
    model.enter();
    await settle();
    expect(seen).toEqual(['idle', 'analysing', 'ready', 'applying', 'done']);
    expect(desk.calls).toEqual(['map', 'draft 1 - lib.py', 'apply -', 'focus']);
  });

  test('a refusal blocks; Enter does nothing; its remedy plans anew', async () => {
    desk.result = (choice: Choice) =>
      choice.keep?.includes('x')
        ? { ok: true, plan: planOf(choice, desk.now) }
        : {
            ok: false,
            refusals: [
              { code: 'may-be-unbound', cell: 1, line: 1, message: 'No.' }
            ]
          };
    await opened();
    expect(model.state.kind).toBe('blocked');
    model.enter();
    await settle();
    expect(desk.count('apply')).toBe(0);
    model.remedy({ kind: 'keep', name: 'x' });
    await wait(500);
    expect(model.state.kind).toBe('ready');
  });

  test('what was said of the step before is gone when the next one begins', async () => {
    desk.announced.emit({ kind: 'info', text: 'Undone.' });
    expect(model.banner?.text).toBe('Undone.');
    await opened();
    expect(model.banner).toBeNull();
  });

  test('a warning and an offer stay until they are dismissed', async () => {
    desk.announced.emit({ kind: 'warning', text: 'Not undone.' });
    await opened();
    expect(model.banner?.text).toBe('Not undone.');
    const action = { label: '', run: jest.fn() };
    desk.announced.emit({ kind: 'info', text: 'Left over.', action });
    await opened();
    expect(model.banner?.text).toBe('Left over.');
  });

  test('nothing selected shows the map', async () => {
    desk.selected = { cells: [], explicit: false, receipt: null };
    await opened();
    expect(model.state).toMatchObject({
      kind: 'idle',
      map: { definitions: [] }
    });
  });

  test('Escape goes back to the notebook and changes nothing', async () => {
    await opened();
    expect(desk.marked).toEqual([1]);
    model.cancel();
    expect(model.state.kind).toBe('idle');
    expect(desk.marked).toEqual([]);
    expect(desk.calls).toContain('focus');
    expect(desk.count('apply')).toBe(0);
  });

  test('a failure says so and can be tried again', async () => {
    desk.outcome = { kind: 'failed', text: 'The disk is full.' };
    await opened();
    model.enter();
    await settle();
    expect(model.state).toEqual({ kind: 'failed', text: 'The disk is full.' });
    model.retry();
    await settle();
    expect(model.state.kind).toBe('ready');
  });

  test('an analysis that breaks down is a failure with its sentence', async () => {
    desk.draft = () => Promise.reject(new Error('No WebAssembly here.'));
    await opened();
    expect(model.state).toEqual({
      kind: 'failed',
      text: 'No WebAssembly here.'
    });
  });
});

describe('Enter', () => {
  test('before the preview is drawn does nothing', async () => {
    void model.open();
    model.enter();
    await settle();
    model.enter();
    await settle();
    expect(model.state.kind).toBe('ready');
    expect(desk.count('apply')).toBe(0);
    draw();
    await settle();
    expect(desk.count('apply')).toBe(0);
  });

  test('twice applies once', async () => {
    await opened();
    model.enter();
    model.enter();
    await settle();
    model.enter();
    await settle();
    expect(desk.count('apply')).toBe(1);
  });

  test('right after typing a name lifts once, when the new preview is drawn', async () => {
    await opened();
    model.change({ name: 'a' });
    model.change({ name: 'ab' });
    model.enter();
    model.enter();
    await settle();
    expect(desk.count('apply')).toBe(0);
    draw();
    await settle();
    expect(desk.calls.filter(call => /draft|apply/.test(call))).toEqual([
      'draft 1 - lib.py',
      'draft 1 ab lib.py',
      'apply ab'
    ]);
  });

  test('right after typing does not lift into a new warning', async () => {
    await opened();
    desk.result = choice => ({
      ok: true,
      plan: planOf(choice, desk.now, {
        warnings: [{ code: 'w', cell: null, line: null, message: 'Look.' }]
      })
    });
    model.change({ to: 'other.py' });
    model.enter();
    await settle();
    draw();
    await settle();
    expect(desk.count('apply')).toBe(0);
    model.enter();
    await settle();
    expect(desk.count('apply')).toBe(1);
  });

  test('right after typing does not lift when the new name is refused', async () => {
    await opened();
    desk.result = () => ({
      ok: false,
      refusals: [{ code: 'bad-name', cell: null, line: null, message: 'No.' }]
    });
    model.change({ name: 'class' });
    model.enter();
    await settle();
    draw();
    desk.result = null;
    model.change({ name: 'klass' });
    await wait(500);
    draw();
    await settle();
    expect(desk.count('apply')).toBe(0);
  });
});

describe('a document that changes under the preview', () => {
  test('Enter shows what differs and waits for a second Enter', async () => {
    await opened();
    desk.now = snapshotOf(['a = 1', 'b = 20', 'c = 3']);
    desk.documentChanged.emit();
    model.enter();
    await settle();
    draw();
    await settle();
    expect(desk.count('apply')).toBe(0);
    expect(model.state).toMatchObject({
      kind: 'ready',
      notice: {
        kind: 'notebook',
        read: true,
        differences: { edited: [1], added: 0, removed: 0 }
      }
    });
    model.enter();
    await settle();
    expect(desk.count('apply')).toBe(1);
  });

  test('a new preview drawn meanwhile wants two Enters as well', async () => {
    await opened();
    desk.now = snapshotOf(['a = 1', 'b = 20', 'c = 3']);
    desk.documentChanged.emit();
    await wait(1000);
    draw();
    expect(model.state).toMatchObject({
      kind: 'ready',
      notice: { read: false }
    });
    model.enter();
    await settle();
    expect(desk.count('apply')).toBe(0);
    draw();
    model.enter();
    await settle();
    expect(desk.count('apply')).toBe(1);
  });

  test('what changes before a notice is read is told with it, what changes back is not', async () => {
    const change = async (sources: string[]) => {
      desk.now = snapshotOf(sources);
      desk.documentChanged.emit();
      await wait(1000);
      draw();
    };
    await opened();
    await change(['a = 1', 'b = 20', 'c = 3']);
    await change(['a = 10', 'b = 20', 'c = 3']);
    await change(['a = 10', 'b = 21', 'c = 3']);
    expect(model.state).toMatchObject({
      notice: { read: false, differences: { edited: [0, 1] } }
    });
    await change(['a = 1', 'b = 2', 'c = 3']);
    expect(model.state).toMatchObject({ kind: 'ready', notice: null });
  });

  test('a change that does not matter costs no Enter', async () => {
    await opened();
    desk.now = snapshotOf(['a = 100', 'b = 2', 'c = 3']);
    desk.documentChanged.emit();
    model.enter();
    await settle();
    draw();
    await settle();
    expect(desk.count('apply')).toBe(1);
  });

  test('the chosen cells are followed where they go', async () => {
    await opened();
    desk.now = snapshotOf(['n = 0', 'a = 1', 'b = 2', 'c = 3']);
    desk.documentChanged.emit();
    await wait(1000);
    expect(model.choice?.cells).toEqual([2]);
    expect(desk.marked).toEqual([2]);
  });

  test('the preview closes when its cells are gone', async () => {
    await opened();
    desk.now = snapshotOf(['a = 1', 'c = 3']);
    desk.documentChanged.emit();
    await wait(1000);
    expect(model.state.kind).toBe('idle');
  });

  test('what the apply itself finds stale is shown the same way', async () => {
    desk.outcome = { kind: 'stale', text: 'lib.py changed.' };
    await opened();
    model.enter();
    await settle();
    expect(model.state).toMatchObject({
      kind: 'ready',
      notice: { kind: 'text', text: 'lib.py changed.' }
    });
    desk.outcome = { kind: 'done', receipt: RECEIPT };
    draw();
    model.enter();
    await settle();
    expect(model.state.kind).toBe('done');
  });
});

describe('work that is not wanted any more', () => {
  test('a late answer of an abandoned preview is dropped', async () => {
    void model.open();
    model.cancel();
    await settle();
    expect(model.state.kind).toBe('idle');
  });

  test('another notebook begins with its map', async () => {
    await opened();
    const other = new FakeDesk();
    model.setDesk(other);
    await settle();
    expect(model.state.kind).toBe('idle');
    expect(desk.marked).toEqual([]);
    expect(other.calls).toEqual(['map']);
  });

  test('a hidden panel asks for nothing', async () => {
    await opened();
    model.setActive(false);
    const before = desk.calls.length;
    desk.documentChanged.emit();
    desk.selectionChanged.emit();
    await wait(5000);
    expect(desk.calls).toHaveLength(before);
    expect(desk.marked).toEqual([]);
  });

  test('many changes make one plan', async () => {
    await opened();
    for (let key = 0; key < 50; key++) {
      desk.documentChanged.emit();
      await wait(20);
    }
    await wait(1000);
    expect(desk.count('draft')).toBe(2);
  });
});

describe('the selection', () => {
  test('of several cells is what the preview shows', async () => {
    await opened();
    desk.selected = { cells: [0, 1], explicit: true, receipt: null };
    desk.selectionChanged.emit();
    await wait(500);
    expect(model.choice?.cells).toEqual([0, 1]);
    desk.selected = { cells: [2], explicit: false, receipt: null };
    desk.selectionChanged.emit();
    await wait(500);
    expect(model.choice?.cells).toEqual([0, 1]);
  });

  test('leaving a lifted cell leaves its receipt', async () => {
    await opened();
    model.enter();
    await settle();
    desk.selected = { cells: [1], explicit: false, receipt: RECEIPT };
    desk.selectionChanged.emit();
    expect(model.state.kind).toBe('done');
    desk.selected = { cells: [2], explicit: false, receipt: null };
    desk.selectionChanged.emit();
    await settle();
    expect(model.state.kind).toBe('idle');
  });
});

test('what happens outside is told until it is dismissed', () => {
  desk.announced.emit({ kind: 'warning', text: 'lib.py stays.' });
  expect(model.banner?.text).toBe('lib.py stays.');
  model.dismissBanner();
  expect(model.banner).toBeNull();
});
