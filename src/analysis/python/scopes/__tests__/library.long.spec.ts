import type { PythonParser } from '../../parse';
import type { PyNode } from '../../tree';
import type { Dump } from './compare';
import { compareDumps, dumpOf } from './compare';
import type { Interpreter } from './interpreters';
import {
  dumpLines,
  interpreters,
  libraryOf,
  missingVersions
} from './interpreters';
import { faultsOf } from './invariants';
import { testParser, withModule } from './parsed';
import { resolveScopes } from '..';

type Answer = {
  path: string;
  error?: string;
  text: string;
  table: Dump;
  names: [offset: number, access: string][];
  others: number;
};

type Tally = Record<
  'files' | 'rejected' | 'scopes' | 'symbols' | 'names',
  number
>;

test('there is an interpreter to compare with', () => {
  expect(interpreters()).not.toEqual([]);
});

for (const version of missingVersions()) {
  // Not every machine has every Python; the sum counts what was not compared.
  // eslint-disable-next-line no-restricted-syntax
  test.skip(`the standard library of ${version}, which is not installed`, () =>
    undefined);
}

test.each(interpreters())(
  'the standard library of $version ($path)',
  async interpreter => {
    const parser = await testParser();
    const { tally, faults } = await compareLibrary(parser, interpreter);
    console.warn(`${interpreter.version}: ${JSON.stringify(tally)}`);
    expect(faults).toEqual([]);
    expect(tally.files).toBeGreaterThan(500);
  },
  1_800_000
);

/** Compares every file that the interpreter itself accepts. */
async function compareLibrary(
  parser: PythonParser,
  interpreter: Interpreter
): Promise<{ tally: Tally; faults: string[] }> {
  const tally = { files: 0, rejected: 0, scopes: 0, symbols: 0, names: 0 };
  const faults: string[] = [];
  const requests = libraryOf(interpreter);
  for await (const answer of dumpLines<Answer>(interpreter, requests)) {
    if (answer.error !== undefined) {
      tally.rejected++;
      continue;
    }
    tally.files++;
    withModule(parser, answer.text, (root, masked) => {
      const inFile = compareFile(root, masked, answer, interpreter, tally);
      faults.push(...inFile.map(fault => `${answer.path}${fault}`));
    });
  }
  return { tally, faults };
}

function compareFile(
  root: PyNode,
  masked: string,
  answer: Answer,
  { version }: Interpreter,
  tally: Tally
): string[] {
  // Up to 3.11, comprehensions are not inlined, and the places of names in f-strings are wrong.
  const old = version === '3.11';
  const dump = dumpOf(root, masked, answer.text, !old);
  const compared = compareDumps(dump, answer.table);
  tally.scopes += compared.scopes;
  tally.symbols += compared.symbols;
  const table = resolveScopes(root, masked);
  const mine = table.occurrences.map(one => `${one.span.start} ${one.access}`);
  tally.names += mine.length;
  return [
    ...(root.broken ? [': the tree has errors'] : []),
    ...compared.differences,
    ...faultsOf(table, masked.length).map(fault => `: ${fault}`),
    ...(old ? [] : compareNames(new Set(mine), mine.length, answer))
  ];
}

/** Every identifier that `ast` places is an occurrence, and there are as many as it knows. */
function compareNames(
  mine: ReadonlySet<string>,
  count: number,
  { names, others }: Answer
): string[] {
  const missing = names
    .map(name => name.join(' '))
    .filter(name => !mine.has(name))
    .map(name => `: no ${name}`);
  return count === names.length + others
    ? missing
    : [...missing, `: ${count} names, not ${names.length + others}`];
}
