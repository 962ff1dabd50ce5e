import type { CheckOptions, CheckOutcome, ICheckDesk } from '../../checks/desk';
import { CheckModel } from '../lift/checkmodel';
import { FakeDesk } from './desk';

const CLEAN: CheckOutcome = {
  kind: 'result',
  result: { verdict: 'clean', sentence: 'Runs clean, twice.', cells: [] }
};

/** A desk whose check ends when it is told to. */
class FakeChecks implements ICheckDesk {
  readonly asked: CheckOptions[] = [];
  end: (outcome: CheckOutcome) => void = () => undefined;
  cautions = () =>
    Promise.resolve([{ kind: 'shell' as const, cell: 1, line: '!ls' }]);
  cost = () => Promise.resolve({ seconds: 21, megabytes: 310 });
  check = (options: CheckOptions): Promise<CheckOutcome> => {
    this.asked.push(options);
    return new Promise(resolve => (this.end = resolve));
  };
}

let desk: FakeDesk;
let checks: FakeChecks;
let model: CheckModel;
beforeEach(() => {
  desk = new FakeDesk();
  checks = new FakeChecks();
  model = new CheckModel(desk, checks);
});

it('runs nothing before it is told to', async () => {
  await model.begin();
  expect(model.state).toMatchObject({
    kind: 'asking',
    cautions: [{ line: '!ls' }],
    cost: { seconds: 21, megabytes: 310 }
  });
  expect(checks.asked).toEqual([]);
  model.dismiss();
  expect(model.state.kind).toBe('none');
});

it('shows how far it is and what came of it, and does not ask again', async () => {
  const run = model.run(false);
  checks.asked[0].onProgress({ run: 1, runs: 2, cell: 1, cells: 3 });
  expect(model.state).toMatchObject({ kind: 'running', progress: { cell: 1 } });
  checks.end(CLEAN);
  await run;
  expect(model.state).toMatchObject({ kind: 'done', stale: false });
  void model.begin();
  expect(model.state.kind).toBe('running');
  expect(checks.asked).toHaveLength(2);
});

it.each(['while it runs', 'afterwards'])(
  'says that the notebook was changed %s',
  async when => {
    const run = model.run(false);
    if (when === 'while it runs') {
      desk.documentChanged.emit();
    }
    checks.end(CLEAN);
    await run;
    desk.documentChanged.emit();
    expect(model.state).toMatchObject({ kind: 'done', stale: true });
  }
);

it('asks before it copies a large project', async () => {
  const run = model.run(false);
  checks.end({ kind: 'large', bytes: 7e9 });
  await run;
  expect(model.state).toMatchObject({ kind: 'asking', bytes: 7e9 });
});

it('stops, and drops what comes late', async () => {
  const run = model.run(false);
  model.dismiss();
  expect(checks.asked[0].signal.aborted).toBe(true);
  checks.end(CLEAN);
  await run;
  expect(model.state.kind).toBe('none');
});

it('shows a sentence where it failed', async () => {
  const run = model.run(false);
  checks.end({ kind: 'failed', text: 'No kernel.' });
  await run;
  expect(model.state).toEqual({ kind: 'failed', text: 'No kernel.' });
});
