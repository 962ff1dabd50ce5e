import type { Call } from '../../analysis/facts';
import { toSnake } from './ascii';
import type { Act, Code, Step } from './code';
import {
  callsOf,
  dataIn,
  givenData,
  isTelling,
  joined,
  lastPart,
  partsOf
} from './code';
import { actOfCall } from './effects';
import { verbOf } from './verbs';

/** Calls whose argument is what is looked at. */
const TRANSPARENT =
  /^(list|sorted|tuple|set|dict|str|repr|round|next|iter|print|display|array|asarray|DataFrame|Series|format|join|int|float|min|max|abs|reversed|enumerate|zip|map|filter|Image|HTML|Latex|Markdown|JSON)$/;

const LONGEST = 32;

/** `print_…`: the data that the printing calls are given. */
export function printedAct(code: Code): Act | null {
  const printing = code.steps.flatMap(step =>
    callsOf({ steps: [step] })
      .filter(call => /^(print|pprint|display)$/.test(call.path ?? ''))
      .map(call => ({ step, call }))
  );
  if (printing.length === 0) {
    return null;
  }
  const data = printing.flatMap(({ step, call }) =>
    dataIn(code, step, call.span)
  );
  const called = printing.flatMap(({ step, call }) => calledIn(step, call));
  const around = printing.flatMap(({ step }) => dataIn(code, step));
  const object =
    [...data, ...around, ...givenData(code)].find(isTelling) ??
    called[0] ??
    data[0] ??
    'message';
  const all = printing.every(({ call }) => call.path === 'display');
  return { verb: all ? 'show' : 'print', object: toSnake(object) };
}

/** `show_…`: what the last expression looks at; `run_…` where it calls a function that says what it does. */
export function shownAct(code: Code): Act | null {
  const step = [...code.steps]
    .reverse()
    .find(({ statement }) => statement.kind === 'expression');
  if (step === undefined) {
    return null;
  }
  const outer = outerCall(step);
  const object =
    outer === null ? partShown(code, step) : calledShown(code, step, outer);
  return object ?? { verb: 'show', object: 'value' };
}

/** The call that is the whole expression. */
function outerCall({ statement }: Step): Call | null {
  const [outer] = [...statement.calls].sort(
    (a, b) => a.span.start - b.span.start || b.span.end - a.span.end
  );
  const { start, end } = statement.span;
  const awaited = statement.awaits ? 6 : 0;
  return outer !== undefined &&
    outer.span.end === end &&
    outer.span.start - start <= awaited
    ? outer
    : null;
}

function calledShown(code: Code, step: Step, call: Call): Act | null {
  const parts = partsOf(call.path);
  const last = parts[parts.length - 1];
  const sense = call.root === null ? null : code.senseOf(call.root);
  if (last === '' || sense === null || TRANSPARENT.test(last)) {
    return partShown(code, step);
  }
  if (parts.length === 1) {
    return /^(len|sum|help|type|any|all|dir|id|hash)$/.test(last)
      ? ofData(code, step, last)
      : callee(last);
  }
  if (/^(fit|train|partial_fit)$/.test(last)) {
    return { verb: 'fit', object: toSnake(parts[0]) };
  }
  if (sense.kind !== 'module') {
    return { verb: 'show', object: chain(parts) };
  }
  const [word] = toSnake(last).split('_');
  return verbOf(word) === word
    ? actOfCall(code, step, call)
    : ofData(code, step, last);
}

function callee(name: string): Act {
  const snake = toSnake(name);
  const [word] = snake.split('_');
  return verbOf(word) === word
    ? { verb: 'run', object: snake }
    : { verb: 'show', object: snake };
}

/** `show_prices_len`: what a function of Python or of a library says of data. */
function ofData(code: Code, step: Step, part: string): Act {
  const data = dataIn(code, step).find(isTelling) ?? '';
  return { verb: 'show', object: fitting(data, part) };
}

/** What an expression that is no call looks at: an attribute, values, or what they are made with. */
function partShown(code: Code, step: Step): Act | null {
  const { uses, expression } = step.statement;
  const use = uses.find(one => one.attributes !== undefined);
  const wide = expression?.form === 'attribute' || expression?.form === 'call';
  if (use?.attributes !== undefined && wide && isValue(code, use.name)) {
    return {
      verb: 'show',
      object: chain([use.name, ...partsOf(use.attributes)])
    };
  }
  const named = dataIn(code, step).filter(isTelling);
  if (named.length > 0) {
    return { verb: 'show', object: oneOrTwo(named) };
  }
  const called = calledIn(step, null);
  if (called.length > 0) {
    const [first] = called;
    const { verb } = callee(first);
    return { verb, object: verb === 'run' ? toSnake(first) : oneOrTwo(called) };
  }
  const others = uses.filter(
    ({ name, access }) =>
      access === 'read' && code.senseOf(name).kind !== 'module'
  );
  const part = others.find(one => one.attributes !== undefined)?.attributes;
  const object = part ? lastPart(part) : others[0]?.name;
  return object === undefined ? null : { verb: 'show', object: joined(object) };
}

/** Two names, else the first. */
function oneOrTwo(names: readonly string[]): string {
  const two = names.map(toSnake).join('_and_');
  return names.length === 2 && two.length <= LONGEST ? two : toSnake(names[0]);
}

/** Functions of the notebook that are called by their names, those of Python left out. */
function calledIn(step: Step, within: Call | null): string[] {
  const { start, end } = within?.span ?? step.statement.span;
  const names = callsOf({ steps: [step] })
    .filter(
      ({ span, path, root }) =>
        span.start >= start &&
        span.end <= end &&
        path !== null &&
        path === root &&
        !TRANSPARENT.test(path) &&
        !/^(len|sum|help|type|range|isinstance|pprint)$/.test(path)
    )
    .map(call => call.path ?? '');
  return [...new Set(names)];
}

/** The object and the last two steps of a chain. */
function chain(parts: readonly string[]): string {
  const [root, ...rest] = parts.filter(part => part !== 'T' && part !== '');
  const telling = rest.filter(part => !TRANSPARENT.test(part)).slice(-2);
  return fitting(root, ...telling);
}

/** The names joined; the last ones where all are too long. */
function fitting(...names: readonly string[]): string {
  const all = joined(...names);
  return all.length <= LONGEST || names.length === 1
    ? all
    : fitting(...names.slice(1));
}

function isValue({ senseOf }: Code, name: string): boolean {
  return senseOf(name).kind !== 'module';
}
