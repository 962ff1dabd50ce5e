import * as fc from 'fast-check';
import type { PythonParser } from '../../parse';
import cases from './fixtures/symtable.json';
import { faultsOf } from './invariants';
import { scopesOf, testParser } from './parsed';

let parser: PythonParser;

beforeAll(async () => {
  parser = await testParser();
});

const sources = cases.map(one => one.source);
const pieces = sources.flatMap(source => source.split(/(?<=\W)/));

/** A valid text with a stretch taken out and others put in. */
const damaged = fc
  .tuple(
    fc.constantFrom(...sources),
    fc.nat(),
    fc.nat({ max: 30 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 3 })
  )
  .map(([source, at, length, put]) => {
    const start = at % (source.length + 1);
    return source.slice(0, start) + put.join('') + source.slice(start + length);
  });

test('broken text still gives a sound table', () => {
  fc.assert(
    fc.property(damaged, source => {
      expect(faultsOf(scopesOf(parser, source), source.length)).toEqual([]);
    })
  );
});

test.each([
  ['a sum', 'a', ' + a'],
  ['a chain', 'a', '.b(a)[a]'],
  ['conditions', 'if a: pass', '\nelif a: pass']
])('%s of ten thousand parts is no problem', (_, first, part) => {
  const source = first + part.repeat(9999);
  const found = scopesOf(parser, source).occurrences;
  expect(found).toHaveLength(source.match(/\ba\b/g)!.length);
});
