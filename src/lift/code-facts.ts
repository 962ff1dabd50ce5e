import { toContract } from '../analysis/contract';
import type { SavedCell } from '../core/code';
import type { RunCell } from '../core/run';
import type { Snapshot } from '../core/snapshot';
import type { ILiftLanguage } from './language';
import { hasRaised, isMeantToRaise } from './raised';
import type { Analysis } from './types';

/** Facts of the code cells, in order; calls of the notebook's own functions are not among them. */
export function codeFacts(
  analysis: Analysis,
  language: ILiftLanguage
): SavedCell[] {
  const { snapshot, cells } = analysis;
  const isBuiltin = (name: string): boolean =>
    language.isBuiltin(name) || language.kernelName(name) !== null;
  const contract = toContract(analysis, isBuiltin).cells;
  const own = new Set(contract.flatMap(({ definitions }) => definitions));
  const imported = importedAs(analysis);
  return contract.map(({ index, reads, writes, deletes }) => {
    const { source, executionCount, outputs, metadata } = snapshot.cells[index];
    const calls = (cells[index]?.statements ?? [])
      .flatMap(one => one.calls)
      .map(({ path, span, keywords, lastArgumentEnd }) => ({
        path: path
          ? imported(path)
          : methodOf(source.slice(span.start, span.end)),
        keywords,
        hasArguments: lastArgumentEnd !== null
      }))
      .filter(({ path }) => !own.has(path));
    return {
      ...{ index, source, executionCount, outputs },
      ...{ reads, writes, deletes, calls },
      isMeantToRaise: isMeantToRaise(metadata)
    };
  });
}

/** A dotted name in full where the notebook imports its beginning from a module: `ri` is `numpy.random.randint`. */
function importedAs({ cells }: Analysis): (path: string) => string {
  const full = new Map(
    cells
      .flatMap(facts => facts?.statements ?? [])
      .flatMap(({ imports }) => imports ?? [])
      .flatMap(({ module, symbol, alias, bound }) => {
        const long = symbol === null ? module : `${module}.${symbol}`;
        const short = symbol === null && (alias === null || !/\./.test(long));
        return short || symbol === '*' ? [] : [[bound, long] as const];
      })
  );
  return path => {
    const [first, ...rest] = path.split('.');
    return [full.get(first) ?? first, ...rest].join('.');
  };
}

/** `.sample` of `f(x).sample(3)`. */
function methodOf(call: string): string {
  return /\.\w+(?=\s*\([^()]*\)$)/.exec(call)?.[0] ?? '';
}

/** What is run of the notebook: its code cells. One that raised when it last ran may raise again. */
export function runCells(analysis: { readonly snapshot: Snapshot }): RunCell[] {
  const { snapshot } = analysis;
  return snapshot.cells
    .filter(({ kind }) => kind === 'code')
    .map(({ index, source }) => ({
      index,
      source,
      mayRaise: hasRaised({ snapshot }, index)
    }));
}

/** For versions that are compared: what one raises the other has to raise too, so that a run goes on behind it. */
export function throughErrors(cells: readonly RunCell[]): RunCell[] {
  return cells.map(cell => ({ ...cell, mayRaise: true }));
}
