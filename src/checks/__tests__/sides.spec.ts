import type { JsonObject } from '../../core/snapshot';
import { difference } from '../compare/compare';
import { itemsOf } from '../compare/items';
import type { Side } from '../compare/sides';

const print = (text: string) => ({
  output_type: 'stream',
  name: 'stdout',
  text
});
const show = (data: object) => ({ output_type: 'display_data', data });
const sides = (old: JsonObject[], now: JsonObject[]) =>
  difference(itemsOf(old), itemsOf(now))?.sides;
const text = (side: Side | undefined) =>
  side?.kind === 'text' ? side.text : '';
const numbered = (count: number, changed: number, as: string) =>
  Array.from({ length: count }, (_, at) =>
    at === changed ? as : `line ${at}`
  ).join('\n');

test('a short text is whole on both sides', () => {
  const found = sides([print('a\nb\n')], [print('a\nc\n')]);
  expect(text(found?.old)).toMatch(/^a\nb\b/);
  expect(text(found?.new)).toMatch(/^a\nc\b/);
});

test('of a long text the lines around the first one that differs', () => {
  const found = sides(
    [print(numbered(500, 250, 'old'))],
    [print(numbered(500, 250, 'new'))]
  );
  const lines = (as: string) =>
    ['…', 'line 248', 'line 249', as, 'line 251'].join('\n');
  expect(text(found?.old).startsWith(lines('old'))).toBe(true);
  expect(text(found?.new).startsWith(lines('new'))).toBe(true);
  expect(text(found?.old).split('\n').length).toBeLessThan(20);
});

test('a place far right in a long line is shown', () => {
  const line = 'x'.repeat(5000);
  const found = sides([print(`${line}1`)], [print(`${line}2`)]);
  expect(text(found?.old)).toMatch(/^…x+1$/);
  expect(text(found?.new)).toMatch(/^…x+2$/);
});

test('what is not shown any more has nothing beside it', () => {
  expect(sides([print('a')], [])).toEqual({
    old: { kind: 'text', text: 'a' },
    new: null
  });
});

test('pictures are shown as pictures', () => {
  const [old, now] = ['AAAA', 'BBBB'].map(data =>
    show({ 'image/png': data, 'text/plain': '<Figure>' })
  );
  expect(sides([old], [now])).toEqual({
    old: { kind: 'picture', mime: 'image/png', data: 'AAAA' },
    new: { kind: 'picture', mime: 'image/png', data: 'BBBB' }
  });
});

test('a table is shown as text, and as its source where only that differs', () => {
  const table = (html: string, plain: string) =>
    show({ 'text/html': html, 'text/plain': plain });
  expect(
    sides([table('<td>1</td>', ' 1')], [table('<td>2</td>', ' 2')])
  ).toMatchObject({ old: { text: ' 1' }, new: { text: ' 2' } });
  expect(
    sides([table('<b>1</b>', '1')], [table('<i>1</i>', '1')])
  ).toMatchObject({ old: { text: '<b>1</b>' }, new: { text: '<i>1</i>' } });
});
