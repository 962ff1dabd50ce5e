import type { Call, ImportFact, Statement } from '../../analysis/facts';
import type { NotebookIndex, Place } from '../index-notebook';

/** A statement that is nothing but a call of a module's function. */
export type LiftedCall = {
  readonly place: Place;
  readonly call: Call;
  /** Name of the function in the module. */
  readonly name: string;
  /** Name under which the notebook calls it. */
  readonly bound: string;
  /** Dotted name of the module as the notebook imports it. */
  readonly module: string;
  /** Text before the `=`, or `null`. */
  readonly target: string | null;
  readonly targets: readonly string[];
  readonly awaited: boolean;
};

/** Functions of a module that the notebook imports by name, by the name that is bound. */
export function importedFrom(
  index: NotebookIndex,
  path: string
): Map<string, ImportFact> {
  const file = `/${path.replace(/\.py$/, '')}`;
  const found = new Map<string, ImportFact>();
  for (const { statement } of index.places) {
    for (const fact of statement.imports ?? []) {
      const way = `/${fact.module.replace(/\./g, '/')}`;
      if (fact.symbol !== null && fact.symbol !== '*' && file.endsWith(way)) {
        found.set(fact.bound, fact);
      }
    }
  }
  return found;
}

/** The calls in a cell that can be put back, and how often a function is used there in another way. */
export function liftedCalls(
  index: NotebookIndex,
  cell: number,
  imported: ReadonlyMap<string, ImportFact>
): LiftedCall[] {
  return index.placesOf(cell).flatMap(place => {
    const found = wholeCall(index.sourceOf(cell), place, imported);
    return found === null ? [] : [found];
  });
}

function wholeCall(
  source: string,
  place: Place,
  imported: ReadonlyMap<string, ImportFact>
): LiftedCall | null {
  const { statement } = place;
  const call = statement.calls.find(
    one => one.span.end === statement.span.end && one.path === one.root
  );
  const fact = imported.get(call?.root ?? '');
  if (call === undefined || !fact?.symbol || !isPlain(statement)) {
    return null;
  }
  const before = source.slice(statement.span.start, call.span.start);
  const match = /^(?:([^=]*?)\s*=\s*)?(?:await\s+)?$/u.exec(before);
  const target = match?.[1] ?? null;
  const names = target === null ? [] : namesIn(target);
  return match === null || names === null
    ? null
    : {
        place,
        call,
        name: fact.symbol,
        bound: fact.bound,
        module: fact.module,
        target,
        targets: names,
        awaited: /await\s+$/.test(before)
      };
}

function isPlain({ kind, sharesLine }: Statement): boolean {
  return (kind === 'expression' || kind === 'simple') && !sharesLine;
}

/** `a`, `a, b`, `(a, b)`: the names; `null` for all else. */
export function namesIn(list: string): string[] | null {
  const inner = /^\(([^()]*)\)$/.exec(list.trim())?.[1] ?? list;
  const parts = inner
    .replace(/,\s*$/, '')
    .split(',')
    .map(part => part.trim());
  return parts.every(part => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(part))
    ? parts
    : null;
}
