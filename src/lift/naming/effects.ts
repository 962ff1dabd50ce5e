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
  mostTelling,
  partsOf
} from './code';
import { verbOf } from './verbs';

const WRITES =
  /^(to_(csv|parquet|excel|json|pickle|feather|hdf|sql|html|stata)|savefig|savez?|savez_compressed|savetxt|save_\w+|dump|write\w*|imwrite)$/;
const READS = /^(read\w*|load\w*|loadtxt|genfromtxt|urlopen|open_dataset)$/;

const SETTINGS =
  /^(set|set_\w+|filterwarnings|simplefilter|basicConfig|use|init_\w+|rc|reset_\w+|disable\w*|enable\w*|register_\w+|seed)$/;

/** Modules by the word that people use. */
const KNOWN: { readonly [module: string]: string } = {
  matplotlib: 'plots',
  'matplotlib.pyplot': 'plots',
  seaborn: 'plots'
};

/** The code writes a file. */
export function writes(code: Code): boolean {
  return callsOf(code).some(call => WRITES.test(lastPart(call.path)));
}

/** The code reads a file. */
export function reads(code: Code): boolean {
  return callsOf(code).some(call => READS.test(lastPart(call.path)));
}

/** `save_…` with what is written first. */
export function savedAct(code: Code): Act | null {
  const written = code.steps.flatMap(step =>
    callsOf({ steps: [step] })
      .filter(call => WRITES.test(lastPart(call.path)))
      .map(call => writtenBy(code, step, call))
  );
  if (written.length === 0) {
    return null;
  }
  const [given] = givenData(code);
  const object = written.find(name => name !== '') ?? toSnake(given ?? '');
  return { verb: 'save', object: object || 'file' };
}

/** What a call writes, `''` where that does not stand in it. */
function writtenBy(code: Code, step: Step, call: Call): string {
  if (lastPart(call.path) === 'savefig') {
    return 'figure';
  }
  const root = call.root !== null && isData(code, call.root) ? [call.root] : [];
  const inside = dataIn(code, step, call.span);
  const names = /^to_/.test(lastPart(call.path))
    ? [...root, ...inside]
    : inside.filter(name => name !== call.root);
  return toSnake(mostTelling(names) ?? '');
}

/** `configure_…` where the code does nothing but set up libraries, `seed_random` where it seeds them. */
export function configuredAct({ steps, senseOf }: Code): Act | null {
  const modules = new Set<string>();
  let seeds = steps.length > 0;
  for (const { statement } of steps) {
    const calls = statement.calls.filter(call => call.when === 'eager');
    const roots = [
      ...calls
        .filter(call => SETTINGS.test(lastPart(call.path)))
        .map(call => call.root ?? ''),
      ...statement.flow.mutates
    ];
    const [sense] = roots.map(senseOf);
    if (sense?.kind !== 'module') {
      return null;
    }
    seeds &&= calls.some(call => lastPart(call.path) === 'seed');
    modules.add(KNOWN[sense.module] ?? toSnake(sense.module.split('.')[0]));
  }
  if (seeds) {
    return { verb: 'seed', object: 'random' };
  }
  const [object] = modules;
  if (object === undefined) {
    return null;
  }
  return {
    verb: 'configure',
    object: modules.size === 1 ? object : 'libraries'
  };
}

/** `check_…` where all is asserted. */
export function checkedAct(code: Code): Act | null {
  const asserts = code.steps.filter(({ text }) => /^assert\b/.test(text));
  if (asserts.length === 0 || asserts.length < code.steps.length / 2) {
    return null;
  }
  const [step] = asserts;
  const called = step.statement.calls.find(
    call => call.root !== null && call.path === call.root && !isPlain(call.path)
  );
  const object = called?.path ?? mostTelling(dataIn(code, step));
  return { verb: 'check', object: toSnake(object ?? '') || 'values' };
}

/** What a step that hands nothing back does: the verb of the last call that is made for its effect. */
export function doneAct(code: Code): Act | null {
  for (const step of [...code.steps].reverse()) {
    const { statement } = step;
    const [call] = callsOf({ steps: [step] });
    if (!call || statement.expression?.prints || statement.shown) {
      continue;
    }
    const bare = statement.kind === 'expression';
    const tried = /^(try|with|async with)\b/.test(step.text);
    if (bare || tried) {
      return actOfCall(code, step, bare ? call : innermost(step, call));
    }
  }
  return null;
}

/** What a loop or branch that hands nothing back calls last. */
export function loopedAct(code: Code): Act | null {
  for (const step of [...code.steps].reverse()) {
    const calls = callsOf({ steps: [step] });
    const outer = calls.filter(
      call =>
        !isPlain(lastPart(call.path)) &&
        !calls.some(
          other =>
            other !== call &&
            other.span.start <= call.span.start &&
            other.span.end >= call.span.end
        )
    );
    if (step.statement.kind === 'compound' && outer.length > 0) {
      return actOfCall(code, step, outer[outer.length - 1]);
    }
  }
  return null;
}

/** `update_…` where values are changed that are not handed back. */
export function changedInPlace({ steps }: Code): Act | null {
  const names = steps.flatMap(({ statement }) => statement.flow.mutates);
  const name = mostTelling(names);
  return name === null ? null : { verb: 'update', object: toSnake(name) };
}

/** The call in the body of a `try` or `with`. */
function innermost(step: Step, first: Call): Call {
  const [head] = step.text.split('\n');
  const { start } = step.statement.span;
  return (
    callsOf({ steps: [step] }).find(
      call =>
        call.span.start - start >= head.length && !isPlain(lastPart(call.path))
    ) ?? first
  );
}

/** The act that a call is made for: that of its own verb where it has one. */
export function actOfCall(code: Code, step: Step, call: Call): Act {
  const parts = partsOf(call.path);
  const last = parts[parts.length - 1];
  const [word, ...rest] = toSnake(last).split('_');
  const root = parts.length > 1 && call.root !== null ? call.root : null;
  const own = root !== null && isData(code, root) ? [root] : [];
  const object = own[0] ?? dataIn(code, step, call.span).find(isTelling) ?? '';
  if (
    own.length > 0 &&
    (call.keywords.includes('inplace') || IN_PLACE.test(last))
  ) {
    return { verb: 'update', object: toSnake(own[0]) };
  }
  if (verbOf(word) === word) {
    const named = joined(...rest, object);
    const module = root === null ? '' : moduleWord(code, root);
    return named === '' && module === ''
      ? { verb: 'run', object: toSnake(last) }
      : { verb: word, object: named || module };
  }
  return { verb: 'run', object: toSnake(last) || 'step' };
}

const IN_PLACE =
  /^(append|add|extend|insert|remove|pop|clear|update|setdefault|sort|reverse|push|put|drop|set_index|reset_index|sort_index|sort_values|rename|fillna|dropna)$/;

function moduleWord({ senseOf }: Code, name: string): string {
  const sense = senseOf(name);
  return sense.kind === 'module'
    ? (KNOWN[sense.module] ?? toSnake(sense.module))
    : toSnake(name);
}

function isData({ senseOf }: Code, name: string): boolean {
  return senseOf(name).kind === 'data';
}

function isPlain(name: string | null): boolean {
  return /^(print|len|str|repr|int|float|abs|sum|all|any|isinstance|sorted|list|set|dict|round|range|type|display)$/.test(
    name ?? ''
  );
}
