import type {
  FailedFrame,
  IRecordDesk,
  IRecording,
  Recordable,
  RecordOptions,
  RecordOutcome,
  ShownFailure
} from '../../checks/recording/desk';
import type { RecordedCase } from '../../core/recording';
import { RecordModel } from '../lift/recordmodel';
import { FakeDesk, snapshotOf } from './desk';

const CASE: RecordedCase = {
  id: 'steps:add',
  module: 'steps',
  function: 'add',
  test: 'test_add',
  cell: 2,
  file: 'tests/test_steps.py',
  text: 'def test_add(): ...',
  problem: null,
  rows: null,
  draws: [],
  bytes: 0,
  personal: ['name'],
  masked: ['name'],
  mutants: { tried: 2, noticed: 1, missed: ['line 1: - instead of +'] },
  fails: null,
  loose: null,
  old: null,
  isThere: false,
  call: '1'
};
const blind = { tried: 2, noticed: 0, missed: ['a', 'b'] };
const CASES: readonly RecordedCase[] = [
  CASE,
  { ...CASE, id: 'blind', mutants: blind },
  { ...CASE, id: 'replaces', old: 'def test_add(): pass' },
  { ...CASE, id: 'fails', fails: 'ValueError: no' },
  { ...CASE, id: 'none', problem: 'it writes “x”' }
];
const FAILURE: ShownFailure = {
  cell: 2,
  error: { type: 'ValueError', message: 'no' },
  frames: [
    { file: 'pkg/steps.py', line: 9, name: 'Trip.rate', canCall: false },
    { file: 'pkg/steps.py', line: 5, name: 'rate', canCall: true },
    { file: 'pkg/steps.py', line: 2, name: 'outer', canCall: true }
  ]
};
const NOTHING = 'Nothing to record.';

class FakeRecording implements IRecording {
  readonly draft = { cases: CASES, refused: [] };
  readonly broken = null;
  isFailure = false;
  closed = 0;
  readonly masks: unknown[] = [];
  fails: Error | null = null;
  mask = (masks: unknown) => {
    this.masks.push(masks);
    return Promise.resolve(this.draft);
  };
  compose = (cases: readonly string[]) =>
    Promise.resolve({ files: [], stamp: cases.join() });
  write = (cases: readonly string[]) =>
    this.fails
      ? Promise.reject(this.fails)
      : Promise.resolve({
          written: ['a'],
          passed: cases.length,
          failed: 0
        });
  takeBack = () => Promise.resolve(['a']);
  close = () => {
    this.closed += 1;
    return Promise.resolve();
  };
}

class FakeRecords implements IRecordDesk {
  readonly recording = new FakeRecording();
  readonly asked: {
    functions: readonly Recordable[];
    options: RecordOptions;
  }[] = [];
  all: readonly Recordable[] = [
    { module: 'steps', name: 'add', cells: [1] },
    { module: 'steps', name: 'more', cells: [2] }
  ];
  end: (outcome: RecordOutcome) => void = () => undefined;
  cautions = () => Promise.resolve([]);
  cost = () => Promise.resolve(null);
  functions = () => Promise.resolve(this.all);
  record = (functions: readonly Recordable[], options: RecordOptions) => {
    this.asked.push({ functions, options });
    return new Promise<RecordOutcome>(resolve => (this.end = resolve));
  };
  shown: ShownFailure | null = FAILURE;
  readonly traced: string[] = [];
  failure = () => Promise.resolve(this.shown);
  recordFailure = (_: ShownFailure, { name }: FailedFrame) => {
    this.traced.push(name);
    return new Promise<RecordOutcome>(resolve => (this.end = resolve));
  };
}

let records: FakeRecords;
let desk: FakeDesk;
let model: RecordModel;
const recorded = async (): Promise<void> => {
  await model.begin({}, NOTHING);
  const run = model.run();
  records.end({ kind: 'recorded', recording: records.recording });
  await run;
};
const settled = () => new Promise(resolve => setTimeout(resolve));

beforeEach(() => {
  records = new FakeRecords();
  desk = new FakeDesk();
  model = new RecordModel(desk, records);
});

it('asks with the functions of the cell and runs nothing before it is told to', async () => {
  await model.begin({ cell: 2 }, NOTHING);
  expect(model.state).toMatchObject({
    kind: 'asking',
    functions: [{ name: 'more' }],
    chosen: [{ name: 'more' }]
  });
  expect(records.asked).toEqual([]);
});

it('offers all functions, none of them chosen, where the cell uses none', async () => {
  await model.begin({ cell: 0 }, NOTHING);
  expect(model.state).toMatchObject({ kind: 'asking', chosen: [] });
  records.all = [];
  await model.begin({ cell: 0 }, NOTHING);
  expect(model.state).toEqual({ kind: 'failed', text: NOTHING });
});

it('asks again before it copies a large project', async () => {
  await model.begin({}, NOTHING);
  const run = model.run();
  records.end({ kind: 'large', bytes: 1e9 });
  await run;
  expect(model.state).toMatchObject({ kind: 'asking', bytes: 1e9 });
  void model.run();
  expect(records.asked.map(({ options }) => options.large)).toEqual([
    false,
    true
  ]);
});

it('chooses what passes, notices something and replaces nothing', async () => {
  await recorded();
  expect(model.state).toMatchObject({ kind: 'ready', chosen: ['steps:add'] });
  model.choose('replaces');
  await settled();
  expect(model.state).toMatchObject({
    chosen: ['steps:add', 'replaces'],
    composed: { stamp: 'steps:add,replaces' }
  });
});

it('shows a column only where a person says so, and leaves the others masked', async () => {
  await recorded();
  await model.mask(CASE, 'name');
  expect(records.recording.masks).toEqual([
    {
      'steps:add': [],
      blind: ['name'],
      replaces: ['name'],
      fails: ['name'],
      none: ['name']
    }
  ]);
  expect(model.state).toMatchObject({ kind: 'ready', chosen: ['steps:add'] });
});

it('says what failed, shows the files anew, and writes at the next try', async () => {
  await recorded();
  records.recording.fails = new Error('A file has changed.');
  await model.write();
  expect(model.state).toMatchObject({
    kind: 'ready',
    problem: 'A file has changed.',
    composed: { stamp: 'steps:add' }
  });
  records.recording.fails = null;
  await model.write();
  expect(model.state).toMatchObject({
    kind: 'written',
    tests: ['tests/test_steps.py::test_add']
  });
  await model.takeBack();
  expect(model.state.kind).toBe('ready');
});

it('lets go of what was recorded when it is put away, also when it comes late', async () => {
  await recorded();
  model.dismiss();
  await settled();
  expect(records.recording.closed).toBe(1);
  await model.begin({}, NOTHING);
  const run = model.run();
  model.dismiss();
  records.end({ kind: 'recorded', recording: records.recording });
  await run;
  expect(records.recording.closed).toBe(2);
  expect(model.state.kind).toBe('none');
});

it('puts a question away at Escape, keeps what was recorded, and goes back to the notebook', async () => {
  await model.begin({}, NOTHING);
  model.leave();
  expect(model.state.kind).toBe('none');
  await recorded();
  model.leave();
  expect(model.state.kind).toBe('ready');
  expect(desk.calls).toEqual(['focus', 'focus']);
});

it('knows the cells as they were when the run began', async () => {
  await recorded();
  desk.now = snapshotOf([
    'z = 1',
    ...desk.now.cells.map(({ source }) => source)
  ]);
  expect(model.cell(0)?.source).toBe('a = 1');
});

it('takes the innermost function of a traceback that a test can call, or the named one', async () => {
  await model.beginFailing(2, {}, NOTHING);
  expect(model.state).toMatchObject({
    kind: 'choosing',
    frame: { name: 'rate' }
  });
  expect(records.traced).toEqual([]);
  const wish = { module: 'steps', names: ['outer'] };
  await model.beginFailing(2, wish, NOTHING);
  expect(model.state).toMatchObject({ frame: { name: 'outer' } });
  await model.beginFailing(2, { names: ['gone'] }, NOTHING);
  expect(model.state).toMatchObject({ kind: 'choosing', frame: null });
  records.shown = { ...FAILURE, frames: [] };
  await model.beginFailing(2, {}, NOTHING);
  expect(model.state).toEqual({ kind: 'failed', text: NOTHING });
});

it('chooses the failing test where it was asked for', async () => {
  await model.beginFailing(2, {}, NOTHING);
  model.pick(FAILURE.frames[2]);
  const run = model.run();
  records.recording.isFailure = true;
  records.recording.draft.cases = CASES.filter(({ id }) => id === 'fails');
  records.end({ kind: 'recorded', recording: records.recording });
  await run;
  expect(records.traced).toEqual(['outer']);
  expect(model.state).toMatchObject({ kind: 'ready', chosen: ['fails'] });
});
