import type { PythonParser } from '../../parse';
import type { Dump } from './compare';
import { compareDumps, dumpOf } from './compare';
import cases from './fixtures/symtable.json';
import { faultsOf } from './invariants';
import { scopesOf, testParser, withModule } from './parsed';

type Case = {
  title: string;
  source: string;
  tables: Partial<Record<string, Dump>>;
};

describe('what CPython says of the same text', () => {
  let parser: PythonParser;

  beforeAll(async () => {
    parser = await testParser();
  });

  test.each(cases as unknown as Case[])('$title', ({ source, tables }) => {
    withModule(parser, source, (root, masked) => {
      expect(root.broken).toBe(false);
      for (const [version, table] of Object.entries(tables)) {
        const mine = dumpOf(root, masked, source, version !== '3.11');
        const { differences } = compareDumps(mine, table!);
        expect({ version, differences }).toEqual({ version, differences: [] });
      }
    });
    expect(faultsOf(scopesOf(parser, source), source.length)).toEqual([]);
  });
});
