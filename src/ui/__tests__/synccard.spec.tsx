import { nullTranslator } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import React, { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { ISyncDesk, SyncOutcome, SyncReport } from '../../lift/sync';
import { SyncCard } from '../lift/SyncCard';
import { SyncModel } from '../lift/syncmodel';
import { FakeDesk } from './desk';

const REPORT: SyncReport = {
  ...{ modules: ['pricing'], rebound: ['clean'], kept: [], gone: [], left: [] },
  isWhole: true,
  rerun: { cells: [1, 2], perhaps: [], spoiled: null }
};

class FakeSyncs implements ISyncDesk {
  readonly renewed = new Signal<this, void>(this);
  readonly calls: string[] = [];
  outcome: SyncOutcome | Error = { kind: 'none' };
  sync = (force: boolean) => {
    this.calls.push(`sync ${force}`);
    return this.outcome instanceof Error
      ? Promise.reject(this.outcome)
      : Promise.resolve(this.outcome);
  };
  openAt = (path: string, line: number) =>
    void this.calls.push(`open ${path}:${line}`);
  restart = () => {
    this.calls.push('restart');
    return Promise.resolve();
  };
}

let desk: FakeDesk;
let syncs: FakeSyncs;
let model: SyncModel;
let root: Root;
let node: HTMLElement;
/** Keys that reached what lies around the card. */
let outside: string[];

const sync = (outcome: SyncOutcome | Error) => {
  syncs.outcome = outcome;
  return act(() => model.run(false));
};
const click = (label: string) =>
  act(async () => {
    const button = [...node.querySelectorAll('button')].find(
      ({ textContent, ariaLabel, title }) =>
        [textContent, ariaLabel, title].includes(label)
    );
    button?.focus();
    button?.click();
  });
const press = (key: string) =>
  act(async () => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true })
    );
  });
const spoken = () => node.querySelector('[role="status"]')?.textContent;

beforeEach(() => {
  (
    globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
  ).IS_REACT_ACT_ENVIRONMENT = true;
  desk = new FakeDesk();
  syncs = new FakeSyncs();
  model = new SyncModel(desk, syncs);
  outside = [];
  node = document.body.appendChild(document.createElement('div'));
  root = createRoot(node);
  act(() =>
    root.render(
      <div onKeyDown={({ key }) => outside.push(key)}>
        <SyncCard sync={model} trans={nullTranslator.load('jupyterlab_lift')} />
      </div>
    )
  );
});

afterEach(() => {
  act(() => root.unmount());
  node.remove();
});

it.each<[SyncOutcome, RegExp]>([
  [{ kind: 'none' }, /is as its file says/],
  [{ kind: 'busy' }, /running something.*sync again/],
  [{ kind: 'no-kernel' }, /no kernel/],
  [{ kind: 'not-python' }, /Only kernels of Python/],
  [{ kind: 'lost' }, /did not answer to the end/],
  [{ kind: 'circle', modules: ['a', 'b'] }, /a, b import each other/],
  [{ kind: 'state', held: [] }, /Nothing was reloaded/],
  [{ kind: 'done', report: REPORT }, /Reloaded: pricing/]
])('says %j, to the eye and to the ear', async (outcome, sentence) => {
  await sync(outcome);
  expect(node.querySelector('.jp-LiftBanner')?.textContent).toMatch(sentence);
  expect(spoken()).toMatch(sentence);
});

it('says by an alert what failed, and opens the place', async () => {
  await sync({
    ...{ kind: 'failed', error: 'SyntaxError', message: 'invalid syntax' },
    place: ['src/pricing.py', 7]
  });
  expect(node.querySelector('[role="alert"]')?.textContent).toContain(
    'Python says: SyntaxError: invalid syntax'
  );
  await click('Open src/pricing.py:7');
  expect(syncs.calls).toEqual(['sync false', 'open src/pricing.py:7']);
  await sync(new Error('No answer.'));
  expect(node.querySelector('[role="alert"]')?.textContent).toContain(
    'No answer.'
  );
});

it.each<SyncOutcome>([
  { kind: 'state', held: [{ module: 'm', kind: 'value', what: 'COUNT' }] },
  { kind: 'circle', modules: ['a', 'b'] },
  { kind: 'lost' }
])('offers a restart where it helps: $kind', async outcome => {
  await sync(outcome);
  await click('Restart and run all…');
  expect(syncs.calls).toContain('restart');
});

it('reloads in spite of state only where a person says so', async () => {
  await sync({
    kind: 'state',
    held: [{ module: 'm', kind: 'value', what: 'COUNT' }]
  });
  expect(node.textContent).toContain(
    'm holds “COUNT”, which is not what the file says'
  );
  syncs.outcome = { kind: 'done', report: REPORT };
  await click('Reload all the same');
  expect(syncs.calls).toEqual(['sync false', 'sync true']);
  expect(document.activeElement?.getAttribute('data-sync')).toBe('done');
});

it('says nothing of a kernel that has begun anew, but that one was lost', async () => {
  await sync({ kind: 'done', report: REPORT });
  act(() => syncs.renewed.emit());
  expect(node.textContent).toBe('');
  await sync({ kind: 'lost' });
  act(() => syncs.renewed.emit());
  expect(node.textContent).toContain('did not answer');
});

it('keeps its keys from what lies around, and goes back to the notebook', async () => {
  await sync({ kind: 'state', held: [] });
  await click('Reload all the same');
  await press('Enter');
  await press('Escape');
  expect(outside).toEqual([]);
  expect(desk.calls).toEqual(['focus']);
  expect(node.textContent).not.toBe('');
  await click('Dismiss');
  expect(node.textContent).toBe('');
  expect(desk.calls).toEqual(['focus', 'focus']);
});
