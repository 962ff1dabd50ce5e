import fc from 'fast-check';
import type { JsonObject } from '../../core/snapshot';
import { align } from '../compare/align';
import { difference, EXACT, type Leniency } from '../compare/compare';
import { itemsOf, WIDGET } from '../compare/items';

const print = (text: string) => ({
  output_type: 'stream',
  name: 'stdout',
  text
});
const show = (data: object) => ({ output_type: 'display_data', data });
const plain = (text: string) => show({ 'text/plain': text });
const raise = (ename: string, evalue: string) => ({
  output_type: 'error',
  ename,
  evalue
});
const compare = (
  old: JsonObject[],
  now: JsonObject[],
  leniency: Leniency = EXACT
) => difference(itemsOf(old), itemsOf(now), leniency);

describe('a reader sees the same', () => {
  test.each([
    ['pieces of a print', [print('a'), print('b\n')], [print('ab\n')]],
    ['text as lines', [{ ...print(''), text: ['a\n', 'b'] }], [print('a\nb')]],
    ['standard error', [{ ...print('x'), name: 'stderr' }], []],
    [
      'an address',
      [plain('<A object at 0x7f12ab34cd56>')],
      [plain('<A object at 0x7f00000000aa>')]
    ],
    ['a progress bar', [print('10%\r50%\r100%\n')], [print('100%\n')]],
    ['colours', [print('\u001b[31mred\u001b[0m')], [print('red')]],
    [
      'ids of a styled table',
      [show({ 'text/html': '<a id="T_0a1b2">' })],
      [show({ 'text/html': '<a id="T_ffff0">' })]
    ],
    [
      'a scratch folder',
      [print('/tmp/lift-scratch-a1/p/x.csv')],
      [print('/tmp/lift-scratch-b2/p/x.csv')]
    ],
    [
      'a result or a display',
      [{ output_type: 'execute_result', data: { 'text/plain': '1' } }],
      [plain('1')]
    ],
    [
      'a widget, whose state is elsewhere',
      [show({ [WIDGET]: { model_id: 'a' }, 'text/plain': 'Slider(1)' })],
      [show({ [WIDGET]: { model_id: 'b' }, 'text/plain': 'Slider(2)' })]
    ]
  ])('in spite of %s', (_what, old, now) => {
    expect(compare(old, now)).toBeNull();
  });
});

describe('a reader sees another thing', () => {
  test.each([
    ['text', [print('a')], [print('b')]],
    ['text', [print('AUC 0.912')], [print('AUC 0.874')]],
    ['text', [print('0xdeadbeef')], [print('0xdeadbeee')]],
    ['text', [print('2024-01-01')], [print('2024-01-02')]],
    ['text', [print('took 1.5 s')], [print('took 1.6 s')]],
    ['display', [plain('1')], [plain('2')]],
    [
      'figure',
      [show({ 'image/png': 'AAAA' })],
      [show({ 'image/png': 'AAAB' })]
    ],
    ['missing', [plain('1'), plain('2')], [plain('1')]],
    ['missing', [show({ [WIDGET]: { model_id: 'a' } })], []],
    ['extra', [plain('1')], [plain('1'), plain('2')]],
    ['order', [plain('1'), plain('2')], [plain('2'), plain('1')]],
    ['error', [print('a')], [print('a'), raise('KeyError', 'x')]],
    ['error', [raise('KeyError', 'x')], [raise('ValueError', 'x')]]
  ])('%s', (kind, old, now) => {
    expect(compare(old, now)).toMatchObject({ kind });
    expect(compare(old, old)).toBeNull();
  });

  it('says which number became which', () => {
    expect(
      compare([print('rows 5, AUC 0.912')], [print('rows 5, AUC 0.874')])
    ).toMatchObject({
      old: '0.912',
      new: '0.874'
    });
  });
});

describe('leniency', () => {
  const noise: Leniency = {
    ...EXACT,
    relative: 1e-7,
    noise: true,
    errorText: true
  };
  test.each([
    ['rounding', '0.30000000000000004', '0.3', true],
    ['a table as wide as its numbers', 'a   0.10000000001', 'a   0.1', true],
    [
      'times',
      'took 1.5 s at 2024-01-01 10:00:00',
      'took 2 s at 2024-01-02 11:30:01',
      true
    ],
    [
      'times of a magic',
      'CPU times: user 1.2 ms, total: 830 \u03bcs',
      'CPU times: user 900 \u00b5s, total: 1.1 ms',
      true
    ],
    ['whole numbers are exact', '123456789', '123456788', false],
    ['other words', 'took 1.5 s', 'needed 1.5 s', false]
  ])('%s', (_what, old, now, equal) => {
    expect(compare([print(old)], [print(now)], noise) === null).toBe(equal);
  });
});

describe('alignment', () => {
  const cells = (...sources: string[]) =>
    sources.map((source, at) => ({ id: `i${at}`, source }));

  it('takes a lifted range as one group', () => {
    const old = cells('a', 'b', 'c', 'd');
    const now = [old[0], { id: 'n', source: 'call' }, old[3]];
    expect(align(old, now)).toEqual([
      { old: [0], new: [0] },
      { old: [1, 2], new: [1] },
      { old: [3], new: [2] }
    ]);
  });

  it('keeps cells apart that are the same by their ids', () => {
    const old = cells('a', 'b');
    const now = old.map(cell => ({ ...cell, source: `${cell.source}!` }));
    expect(align(old, now)).toEqual([
      { old: [0], new: [0] },
      { old: [1], new: [1] }
    ]);
  });

  it('places every cell of both sides once, in order', () => {
    const list = fc.array(
      fc.record({
        id: fc.constantFrom(null, 'x', 'y', 'z'),
        source: fc.constantFrom('a', 'b', 'c')
      }),
      { maxLength: 8 }
    );
    fc.assert(
      fc.property(list, list, (old, now) => {
        const groups = align(old, now);
        expect(groups.flatMap(group => group.old)).toEqual(
          old.map((_, at) => at)
        );
        expect(groups.flatMap(group => group.new)).toEqual(
          now.map((_, at) => at)
        );
      })
    );
  });
});
