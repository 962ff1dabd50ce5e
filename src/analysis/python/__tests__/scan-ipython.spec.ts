import { moduleScan, scanCell } from '../scan';
import { TRANSFORMED, words } from './fixtures';

const CALL =
  /get_ipython\(\)\.\w+\((?:(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")(?:, )?)*\)/g;

/** The body of a cell magic is part of the call that IPython makes of it. */
const CELL_CALL = /^get_ipython\(\)\.run_cell_magic/;

const EMPTY = /^(?:pass|0)$/;

/** IPython's calls are `pass` where they are a statement, `0` behind `=`. */
function withoutCalls(python: string): string {
  return python.replace(CALL, (_call, at: number) =>
    /=[ \\\n]*$/.test(python.slice(0, at)) ? '0' : 'pass'
  );
}

/** `pass` has no room in a short command: there `0` stands for it. */
function alike(text: readonly string[]): string[] {
  return text.map(word => (EMPTY.test(word) ? 'pass' : word));
}

const plain = TRANSFORMED.filter(([, python]) => !CELL_CALL.test(python));
const quotes = plain.filter(([cell]) => /^[/,;]/.test(cell));
const lines = plain.filter(([cell]) => !/^[/,;]/.test(cell));

test.each(lines)('%j is cut as IPython does', (cell, python) => {
  const expected = words(moduleScan(withoutCalls(python)).tokens);
  expect(alike(words(scanCell(cell).tokens))).toEqual(alike(expected));
});

test.each(lines)('the masked text of %j has the same tokens', cell => {
  const { masked, tokens } = scanCell(cell);
  expect(words(moduleScan(masked).tokens)).toEqual(words(tokens));
});

test.each(lines)('%j has a region where IPython steps in', (cell, python) => {
  const calls = python.match(/get_ipython\(\)/g)?.length ?? 0;
  const regions = scanCell(cell).regions.filter(one => one.form !== 'prompt');
  expect(regions).toHaveLength(calls);
});

test.each(quotes)('%j calls the function that it names', cell => {
  const { regions } = scanCell(cell);
  const [name] = regions[0].reads;
  expect(regions[0].form).toBe('quote');
  expect(cell.slice(name.start, name.end)).toBe('f');
});

const magics = TRANSFORMED.filter(([, python]) => CELL_CALL.test(python));

test.each(magics)('%j begins with a cell magic', (cell, python) => {
  const [, name] = /run_cell_magic\('([^']*)'/.exec(python) ?? [];
  const { regions, opaque } = scanCell(cell);
  expect(regions[0]).toMatchObject({ form: 'cell', name });
  expect(opaque).toBe(!['time', 'timeit', 'capture'].includes(name));
});
