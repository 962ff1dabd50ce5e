import { nullTranslator } from '@jupyterlab/translation';
import React, { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { CheckOutcome, ICheckDesk } from '../../checks/desk';
import type { CellResult } from '../../checks/verdict';
import { CheckCard } from '../lift/CheckCard';
import { CheckModel } from '../lift/checkmodel';
import { FakeDesk } from './desk';

const text = (value: string) => ({ kind: 'text' as const, text: value });
const differs = (
  index: number,
  sides: NonNullable<CellResult['sides']>
): CellResult => ({
  index,
  verdict: 'differs',
  cause: { code: 'output', message: 'old → new' },
  sides
});

let desk: FakeDesk;
let root: Root;
let node: HTMLElement;
let outcome: CheckOutcome;
/** Keys that reached what lies around the card. */
let outside: string[];

const checks: ICheckDesk = {
  cautions: () => Promise.resolve([]),
  cost: () => Promise.resolve(null),
  check: () => Promise.resolve(outcome)
};
const card = () => node.querySelector<HTMLElement>('[aria-label="Check"]');
const button = (label: string) =>
  [...node.querySelectorAll('button')].find(
    ({ textContent }) => textContent === label
  );
const press = (key: string) =>
  act(async () => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true })
    );
  });
const run = () =>
  act(async () => {
    button('Run')?.focus();
    button('Run')?.click();
  });
const draw = (kind: 'check' | 'verify', receipt: string | null = null) => {
  const model = new CheckModel(desk, checks, kind, receipt);
  act(() =>
    root.render(
      <div
        className="jp-LiftPanel"
        tabIndex={-1}
        onKeyDown={({ key }) => outside.push(key)}
      >
        <input />
        <CheckCard check={model} trans={nullTranslator.load('')} />
      </div>
    )
  );
  node.querySelector('input')?.focus();
  return act(() => model.begin());
};

beforeEach(() => {
  (
    globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
  ).IS_REACT_ACT_ENVIRONMENT = true;
  desk = new FakeDesk();
  outside = [];
  outcome = {
    kind: 'result',
    result: {
      verdict: 'differs',
      sentence: 'Runs, but says another thing.',
      cells: [
        differs(0, { old: text('a <b>1</b>\nsame'), new: text('a 2\nsame') }),
        differs(1, {
          old: { kind: 'picture', mime: 'image/png', data: 'AAAA' },
          new: null
        })
      ]
    }
  };
  node = document.body.appendChild(document.createElement('div'));
  root = createRoot(node);
});
afterEach(() => {
  act(() => root.unmount());
  node.remove();
});

it('takes the focus when it asks, and no key held down runs anything', async () => {
  await draw('check');
  expect(document.activeElement).toBe(card());
  await press('Enter');
  expect(card()?.dataset.check).toBe('asking');
  expect(outside).toEqual([]);
});

it('keeps the focus when what had it is gone', async () => {
  await draw('check');
  await run();
  expect(card()?.dataset.check).toBe('done');
  expect(document.activeElement).toBe(card());
});

it('puts its question away at Escape, and leaves what came of it in view', async () => {
  await draw('check');
  await press('Escape');
  expect(card()).toBeNull();
  await draw('check');
  await run();
  await press('Escape');
  expect(card()?.dataset.check).toBe('done');
  expect(outside).toEqual([]);
});

it('lets the preview beside it have the keys once it is answered', async () => {
  await draw('verify');
  expect(document.activeElement).toBe(card());
  await run();
  expect(document.activeElement).not.toBe(card());
  card()?.focus();
  await press('Escape');
  expect(outside).toEqual(['Escape']);
});

it('shows the first difference side by side, as text, with the lines that differ marked', async () => {
  await draw('check');
  await run();
  const [first, second] = node.querySelectorAll('details');
  expect(first.open).toBe(true);
  expect(second.open).toBe(false);
  const captions = [...first.querySelectorAll('figcaption')];
  expect(captions.map(one => one.textContent)).toEqual(['Saved', 'Now']);
  const [old] = first.querySelectorAll('pre');
  expect(old.textContent).toBe('differs: a <b>1</b>same');
  expect(old.querySelector('b')).toBeNull();
  expect(node.querySelector('img')).toBeNull();
});

it('shows pictures when somebody looks, and what is gone as gone', async () => {
  await draw('verify', 'r1');
  await run();
  const [, second] = node.querySelectorAll('details');
  await act(async () => {
    second.open = true;
    second.dispatchEvent(new Event('toggle'));
  });
  expect(second.querySelector('img')?.getAttribute('src')).toBe(
    'data:image/png;base64,AAAA'
  );
  expect(second.textContent).toContain('Without the lift');
  expect(second.textContent).toContain('Nothing is shown.');
});
