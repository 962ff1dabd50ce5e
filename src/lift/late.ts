import type { NameUse } from '../analysis/facts';
import type { Context } from './context';
import type { Place } from './index-notebook';
import { refuseAt } from './refuse';
import type { Refusal } from './types';

/** Characters of a statement that a sentence shows. */
const MOST_TEXT = 50;

/** Names that the code reads later than it runs, while the notebook binds them again after it. In the notebook
 *  such a read finds the new value; in a function it would find the old one. */
export function lateRefusals(
  context: Context,
  code: readonly Place[]
): Refusal[] {
  const last = code[code.length - 1].order;
  const inside = new Set(code.map(place => place.order));
  return code.flatMap(place =>
    place.statement.uses
      .filter(use => isLate(use))
      .filter(use => changesLater(context, use.name, inside, last))
      .map(use =>
        refuseAt(
          context.index,
          place,
          'late-binding',
          { name: use.name },
          use.span.start
        )
      )
  );
}

function isLate(use: NameUse): boolean {
  return use.when === 'deferred' && use.access === 'read' && !use.late?.atOnce;
}

function changesLater(
  context: Context,
  name: string,
  inside: ReadonlySet<number>,
  last: number
): boolean {
  const meaning = context.meanings.of(name);
  if (meaning.kind === 'import') {
    return false;
  }
  return (
    context.index
      .bindings(name)
      .some(place => !inside.has(place.order) && place.order > last) ||
    context.index.globalWriters(name).length > 0
  );
}

/** Functions left in the notebook that the code may call, directly or through what it holds, and that read a
 *  name which the code binds, or write one which it binds or reads: inside a function those names are local. */
export function leftFunctionRefusals(
  context: Context,
  code: readonly Place[],
  parameters: readonly string[],
  moved: ReadonlySet<number>
): Refusal[] {
  const inside = new Set(code.map(place => place.order));
  const binds = new Set(code.flatMap(place => place.statement.flow.mayBind));
  const reads = new Set(parameters);
  const end = code[code.length - 1].order;
  const suspects = context.index.places.flatMap(place => {
    // What stands below has not run when the code does.
    if (
      inside.has(place.order) ||
      moved.has(place.order) ||
      place.order > end
    ) {
      return [];
    }
    const name = conflict(place, binds, reads);
    return name === null ? [] : [{ place, name }];
  });
  if (suspects.length === 0) {
    return [];
  }
  const reach = reachable(context, code);
  return suspects
    .filter(({ place }) => reach.has(place.order))
    .map(({ place, name }) =>
      refuseAt(context.index, code[0], 'left-function', {
        name,
        function: labelOf(context, place)
      })
    );
}

function conflict(
  place: Place,
  binds: ReadonlySet<string>,
  reads: ReadonlySet<string>
): string | null {
  const { flow, calls } = place.statement;
  const late = flow.deferred.find(name => binds.has(name));
  const written = flow.globalWrites.find(
    name => binds.has(name) || reads.has(name)
  );
  const dynamic = calls.some(
    call =>
      call.when === 'deferred' && /^(eval|exec|globals)$/.test(call.path ?? '')
  );
  const any = dynamic && binds.size > 0 ? [...binds][0] : undefined;
  return late ?? written ?? any ?? null;
}

/** What a left function is called; one that has no name is shown with the text that makes it. */
function labelOf({ index }: Context, place: Place): string {
  const { definition } = place.statement;
  if (definition) {
    return `\`${definition.name}\``;
  }
  const text = index.textOf(place);
  const [line] = text.replace(/`/g, '’').split(/\r?\n/);
  const short = line.length < text.length || line.length > MOST_TEXT;
  const shown = line.slice(0, MOST_TEXT).trimEnd();
  return `the function made in \`${shown}${short ? '…' : ''}\``;
}

/** Statements whose functions the code may call: everything that its names may have been made from. A statement
 *  that passes functions to a call may have stored them in whatever it calls. */
function reachable(context: Context, code: readonly Place[]): Set<number> {
  const seen = new Set<number>();
  const names = new Set<string>();
  const end = code[code.length - 1].order;
  const queue = code.flatMap(place =>
    place.statement.uses.map(use => use.name)
  );
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (names.has(name)) {
      continue;
    }
    names.add(name);
    const sources = [
      ...context.index.bindings(name),
      ...context.index.readers(name).filter(one => stores(one, name))
    ];
    for (const place of sources.filter(one => one.order <= end)) {
      if (!seen.has(place.order)) {
        seen.add(place.order);
        queue.push(...place.statement.uses.map(use => use.name));
      }
    }
  }
  return seen;
}

/** The statement may put something into the object behind the name. */
function stores(place: Place, name: string): boolean {
  const { kind, flow, calls } = place.statement;
  return (
    flow.mutates.includes(name) ||
    (kind === 'expression' &&
      calls.some(call => call.root === name && call.lastArgumentEnd !== null))
  );
}
