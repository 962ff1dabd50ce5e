import type { Span } from '../core/span';
import type { Context } from './context';
import { changesObject } from './inplace';
import type { NotebookIndex, Place } from './index-notebook';
import { isBoundBefore, offsetOf } from './inputs';
import { isHistoryName } from './meaning';
import { surelyBinds } from './raised';
import type { AddedReads } from './reads';
import { refuseAt } from './refuse';
import type { Refusal } from './types';

/** What a stretch hands back. */
export type Returns = {
  /** Names in order of their last binding; inputs changed in place among them. */
  readonly names: readonly string[];
  /** Inputs that are changed in place. */
  readonly changes: readonly string[];
  /** Names that could be handed back and are not. */
  readonly dropped: readonly string[];
  /** Returned names that may stay unbound here: they are inputs too. */
  readonly fallbacks: readonly string[];
  readonly refusals: readonly Refusal[];
};

const WEAK =
  /(^|\.)(ref|proxy|finalize|WeakMethod|Weak(Key|Value)Dictionary|WeakSet)(\.|$)/;
const RESOURCES =
  /(^|\.)(open|fdopen|popen|Popen|TemporaryFile|NamedTemporaryFile|TemporaryDirectory|SpooledTemporaryFile|mkstemp|socket|create_connection|connect|Connection|Session|Client|urlopen|Pool|ThreadPool|ThreadPoolExecutor|ProcessPoolExecutor|Executor|Thread|Process|Timer|Lock|start_server|create_engine|Engine|ref|proxy|WeakKeyDictionary|WeakValueDictionary|WeakSet|WeakMethod|finalize|File|ZipFile|TarFile|GzipFile|HDFStore|ExcelWriter|ExcelFile|memmap|mmap|SharedMemory|Manager|Observer|VideoCapture|VideoWriter|SummaryWriter|Writer|writer|MongoClient|Redis|cursor|scandir|iterdir|enter_context|ExitStack|closing|LocalCluster|SparkContext|getOrCreate|init)$/;

/** Works out what the stretch hands back. `outside` are the statements that stay in the notebook. */
export function returnsOf(
  context: Context,
  code: readonly Place[],
  outside: readonly Place[],
  parameters: readonly string[],
  added: AddedReads
): Returns {
  const start = code[0].order;
  const left = leftBound(code);
  const changes = parameters.filter(
    name =>
      !left.has(name) && code.some(place => changesObject(context, place, name))
  );
  const names: string[] = [];
  const dropped: string[] = [];
  const { keep, leave } = context.choice;
  for (const name of left.keys()) {
    const drop =
      droppable(context, code, outside, added, name) ||
      (leave?.includes(name) && !missed(context, code, outside, added, name));
    (drop && !keep?.includes(name) ? dropped : names).push(name);
  }
  const refusals: Refusal[] = [];
  const fallbacks: string[] = [];
  for (const name of names) {
    if (left.get(name) === 'may') {
      if (isBoundBefore(context, name, start)) {
        fallbacks.push(name);
      } else {
        const alone = !missed(context, code, outside, added, name);
        refusals.push(unboundResult(context, code, name, alone));
      }
    }
  }
  const byBinding = (a: string, b: string): number =>
    lastBinding(code, a).order - lastBinding(code, b).order;
  return {
    names: [...changes, ...names.sort(byBinding)],
    changes,
    dropped,
    fallbacks,
    refusals
  };
}

/** A name that cannot be handed back as it may have no value; where nobody would miss it, it can be left behind. */
function unboundResult(
  context: Context,
  code: readonly Place[],
  name: string,
  alone: boolean
): Refusal {
  const place = lastBinding(code, name);
  const refusal = refuseAt(
    context.index,
    place,
    alone ? 'result-may-be-unbound' : 'may-be-unbound',
    { name },
    offsetOf(place, name)
  );
  return alone && refusal.remedy
    ? {
        ...refusal,
        remedy: { ...refusal.remedy, action: { kind: 'leave', name } }
      }
    : refusal;
}

/** Names that are bound when the code ends, surely or perhaps. */
function leftBound(code: readonly Place[]): Map<string, 'must' | 'may'> {
  const left = new Map<string, 'must' | 'may'>();
  for (const { statement } of code) {
    const { mayBind, mustBind, mayUnbind } = statement.flow;
    for (const name of mayBind) {
      if (!isHistoryName(name)) {
        left.set(
          name,
          mustBind.includes(name) ? 'must' : (left.get(name) ?? 'may')
        );
      }
    }
    mayUnbind
      .filter(name => !mustBind.includes(name))
      .forEach(name => left.delete(name));
  }
  return left;
}

/** The last statement that may bind the name. */
export function lastBinding(code: readonly Place[], name: string): Place {
  const binding = [...code]
    .reverse()
    .find(place => place.statement.flow.mayBind.includes(name));
  return binding ?? code[0];
}

/** Only targets and intermediate values are dropped, only where nobody else could miss them or find the value that an
 *  earlier cell gave them, never what may own a resource, nor what a call of a moved function would have to pass. */
function droppable(
  context: Context,
  code: readonly Place[],
  outside: readonly Place[],
  added: AddedReads,
  name: string
): boolean {
  const stale = context.index
    .bindings(name)
    .some(place => place.order < code[0].order);
  if (
    stale ||
    added.isPassed(name) ||
    missed(context, code, outside, added, name)
  ) {
    return false;
  }
  return (
    isTarget(code, name) ||
    readLater(context.index, code, lastBinding(code, name), name)
  );
}

/** A statement may read the value that the name has before it: at once, late, in a string or in a magic. */
export function readsName(place: Place, name: string): boolean {
  const { flow, uses, kind } = place.statement;
  return (
    flow.exposed.includes(name) ||
    flow.deferred.includes(name) ||
    uses.some(
      use =>
        use.name === name &&
        use.access === 'read' &&
        (use.via !== undefined || kind === 'magic')
    )
  );
}

/** Somebody would miss the name: other code reads it, a function binds it too, or it owns a resource. */
function missed(
  context: Context,
  code: readonly Place[],
  outside: readonly Place[],
  added: AddedReads,
  name: string
): boolean {
  return (
    context.index.globalWriters(name).length > 0 ||
    outside.some(
      place =>
        (readsName(place, name) || added.reads(place, name)) &&
        !(isTarget(code, name) && readsAnother(context, code, place, name))
    ) ||
    ownsResource(context, code, name)
  );
}

/** Only loops and `with` bind the name here. */
export function isTarget(code: readonly Place[], name: string): boolean {
  return code.every(
    ({ statement: { flow } }) =>
      !flow.mayBind.includes(name) || flow.loopTargets.includes(name)
  );
}

/** Between the code and the reader the name is surely bound anew. */
function readsAnother(
  context: Context,
  code: readonly Place[],
  reader: Place,
  name: string
): boolean {
  const end = code[code.length - 1].order;
  return context.index
    .flowOf(name)
    .some(
      place =>
        end < place.order &&
        place.order < reader.order &&
        surelyBinds(context, place, name, reader.cell)
    );
}

/** The code reads the name after it binds it for the last time, other than to print, show or build it. */
export function readLater(
  index: NotebookIndex,
  code: readonly Place[],
  last: Place,
  name: string
): boolean {
  const bound = Math.max(
    ...last.statement.uses
      .filter(use => use.name === name && use.access === 'write')
      .map(use => use.span.end)
  );
  return code.some(
    place =>
      place.order >= last.order &&
      place.statement.uses.some(
        use =>
          use.name === name &&
          use.access === 'read' &&
          (place.order > last.order || use.span.start >= bound) &&
          !isLook(place, use.span.start) &&
          !builds(index.sourceOf(place.cell), use.span)
      )
  );
}

/** A statement begins with it: `model.fit(x)`, `rows.append(r)`, `df['b'] = 2` go on making what the name has. */
function builds(source: string, { start, end }: Span): boolean {
  return (
    /(^|[\n;:])[ \t]*$/.test(source.slice(0, start)) &&
    /^\s*[.[]/.test(source.slice(end))
  );
}

/** The offset lies in the cell's shown expression or in a call of `print` or `display`. */
function isLook(place: Place, offset: number): boolean {
  const { shown, calls } = place.statement;
  return (
    shown ||
    calls.some(
      call =>
        (call.path === 'print' || call.path === 'display') &&
        call.span.start <= offset &&
        offset < call.span.end
    )
  );
}

/** The value may hold something open, or a weak reference to it would die with it. */
function ownsResource(
  context: Context,
  code: readonly Place[],
  name: string
): boolean {
  return code.some(
    ({ statement }) =>
      statement.bindings.some(
        binding =>
          binding.name === name &&
          binding.callPaths.some(path => opens(context, path, new Set()))
      ) ||
      statement.calls.some(
        call =>
          WEAK.test(call.path ?? '') &&
          statement.uses.some(
            use =>
              use.name === name &&
              call.span.start <= use.span.start &&
              use.span.end <= call.span.end
          )
      )
  );
}

/** The call may give something that has to stay alive: it opens something itself, or a function or class of the
 *  notebook does that it names. */
function opens(context: Context, path: string, seen: Set<string>): boolean {
  if (RESOURCES.test(path)) {
    return true;
  }
  const [root] = path.split('.');
  const meaning = context.meanings.of(root);
  if (meaning.kind !== 'definition' || seen.has(root)) {
    return false;
  }
  seen.add(root);
  const text = context.index.textOf(meaning.place);
  return (
    /\b__(del|exit|aexit)__\b/.test(text) ||
    (/\byield\b/.test(text) && /\b(finally|with)\b/.test(text)) ||
    meaning.place.statement.calls.some(
      call => call.path !== null && opens(context, call.path, seen)
    )
  );
}
