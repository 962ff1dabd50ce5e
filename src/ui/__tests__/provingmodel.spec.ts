import type { CheckOptions, CheckOutcome } from '../../checks/desk';
import type { Verdict } from '../../checks/verdict';
import type { Draft } from '../../lift/desk';
import { LiftModel } from '../lift/model';
import { FakeDesk } from './desk';

/** A desk that can run drafts; each run ends with the verdict that is set. */
class ProvingDesk extends FakeDesk {
  verdict: Verdict = 'equal';
  readonly checks = {
    cautions: () => Promise.resolve([]),
    cost: () => Promise.resolve(null),
    check: () => Promise.reject(new Error('not asked for'))
  };
  verifyDraft = (
    _draft: Draft,
    _options: CheckOptions
  ): Promise<CheckOutcome> =>
    Promise.resolve({
      kind: 'result',
      result: { verdict: this.verdict, sentence: 'So it is.', cells: [] }
    });
  verifyMade = (): Promise<CheckOutcome> =>
    Promise.resolve({
      kind: 'result',
      result: { verdict: 'equal', sentence: 'So it was.', cells: [] }
    });
}

let desk: ProvingDesk;
let model: LiftModel;
const settle = () => new Promise(resolve => setTimeout(resolve));

/** Opens a preview, draws it, and verifies what it shows. */
async function verified(verdict: Verdict): Promise<void> {
  desk = new ProvingDesk();
  desk.verdict = verdict;
  model = new LiftModel();
  model.setActive(true);
  model.setDesk(desk);
  void model.open({ cells: [1] });
  await settle();
  model.drawn(model.revision);
  model.verify();
  await settle();
  expect(model.check?.state.kind).toBe('asking');
  await model.check?.run(false);
}

it('lifts where both notebooks say the same', async () => {
  await verified('equal');
  await settle();
  expect(model.state.kind).toBe('done');
});

it('does not lift what is shown to change the notebook', async () => {
  await verified('differs');
  expect(model.canApply).toBe(false);
  model.enter();
  expect(model.state.kind).toBe('ready');
  expect(desk.calls.some(call => call.startsWith('apply'))).toBe(false);
});

it('leaves what cannot be told to the person', async () => {
  await verified('unverified');
  expect(model.state.kind).toBe('ready');
  expect(model.canApply).toBe(true);
});

it('forgets the proof when another draft is shown', async () => {
  await verified('differs');
  model.change({ name: 'other' });
  expect(model.check?.kind).toBe('check');
});

it('puts a proof of one lift away when another is made, and keeps it beside its own receipt', async () => {
  await verified('unverified');
  model.verifyMade('older');
  await model.check?.run(false);
  expect(model.check?.receipt).toBe('older');
  model.enter();
  await settle();
  expect(model.state.kind).toBe('done');
  expect(model.check?.kind).toBe('check');
  model.verifyMade('r1');
  await model.check?.run(false);
  expect(model.check?.receipt).toBe('r1');
});
