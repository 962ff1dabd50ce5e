import { toSnake } from './ascii';
import type { Act, Code, Step } from './code';
import {
  callsOf,
  isFigure,
  isTelling,
  joined,
  lastPart,
  partsOf,
  targetsOf
} from './code';
import { echoes } from './verbs';

/** What the outermost call says of the step that ends with it. */
const ACTS: readonly (readonly [RegExp, string])[] = [
  [/^(fit|partial_fit|train)$/, 'fit'],
  [/^(predict|predict_proba|forecast)$/, 'predict'],
  [/^(read_\w+|loads?|load_\w+|loadtxt|genfromtxt|urlopen)$/, 'load'],
  [/^(fetch|download)(_\w+)?$/, '$1'],
  [/^(merge|join|concat|append|hstack|vstack|concatenate|stack)$/, 'merge'],
  [/^(groupby|pivot_table|crosstab)$/, 'group'],
  [/^value_counts$/, 'count'],
  [/^(dropna|drop_duplicates)$/, 'clean'],
  [/^fillna$/, 'fill'],
  [/^(rename|filter|sample|resample|interpolate|normalize)$/, '$1'],
  [/^(query|nlargest|nsmallest|select_dtypes)$/, 'select'],
  [/^(sort_values|sort_index|sorted|sort)$/, 'sort'],
  [/^(pivot|melt|reshape|transpose|unstack)$/, 'reshape'],
  [/^(fit_transform|transform)$/, 'transform'],
  [/^train_test_split$/, 'split'],
  [
    /^(make|create|build|generate|find|parse|extract|simulate|solve|minimize|gather|tokenize|train|split)(_\w+)?$/,
    '$1'
  ],
  [
    /^([A-Z]\w*[a-z]\w*|array|zeros|ones|full|eye|arange|linspace|default_rng|namedtuple)$/,
    'create'
  ]
];

/** A verb and the results that the function hands back; `null` where it hands back none that can be named. */
export function resultAct(code: Code): Act | null {
  const { returns, inputs } = code;
  const usable = inOrder(code).filter(name => toSnake(name) !== '');
  const fresh = worthNaming(
    code,
    usable.filter(name => !inputs.includes(name))
  );
  if (fresh.length > 0) {
    return freshAct(code, fresh);
  }
  const changed = worthNaming(
    code,
    usable.filter(name => inputs.includes(name))
  );
  return changed.length > 0 && returns.length > 0
    ? changedAct(code, changed)
    : null;
}

/** The results in the order in which they get their last value. */
function inOrder({ steps, returns }: Code): string[] {
  const bound = steps.flatMap(({ statement }) => statement.flow.mayBind);
  return [...returns].sort(
    (a, b) => bound.lastIndexOf(a) - bound.lastIndexOf(b)
  );
}

/** Without figures and the targets of loops and `with`, where something else is left. */
function worthNaming(code: Code, names: readonly string[]): readonly string[] {
  const targets = targetsOf(code);
  const better = names.filter(name => !isFigure(name) && !targets.has(name));
  return better.length > 0 ? better : names;
}

function freshAct(code: Code, names: readonly string[]): Act {
  const main = mainOf(names);
  if (code.steps.every(isGiven)) {
    const object = names.length > 2 ? 'parameters' : both(code, names);
    return { verb: 'define', object };
  }
  if (names.length > 2 && !names.some(isTelling) && code.steps.some(isGiven)) {
    return { verb: 'compute', object: 'parameters' };
  }
  if (splits(code, main)) {
    return { verb: 'split', object: 'train_test' };
  }
  const acts = names.map(name =>
    isCollected(code, name) ? 'collect' : actOn(code, name)
  );
  const act = acts[names.indexOf(main)];
  return withoutEcho(
    act ?? 'compute',
    act === null || acts.every(one => one === act)
      ? both(code, names)
      : toSnake(main)
  );
}

function changedAct(code: Code, names: readonly string[]): Act {
  const main = mainOf(names);
  const stores = code.steps.filter(({ statement }) =>
    statement.flow.mutates.includes(main)
  );
  const rebinds = code.steps.filter(({ statement }) =>
    statement.flow.mayBind.includes(main)
  );
  if (stores.length === 0 && rebinds.length === 1) {
    const act = actOn(code, main) ?? 'update';
    const object = act === 'rename' ? 'columns' : both(code, names);
    return withoutEcho(act === 'create' ? 'update' : act, object);
  }
  const keys = new Set(stores.map(step => keyOf(step, main)));
  const [key] = keys;
  const one = keys.size === 1 && rebinds.length === 0 && names.length === 1;
  return {
    verb: 'update',
    object: one ? joined(main, key) : both(code, names)
  };
}

/** The last telling name, else the last one. */
function mainOf(names: readonly string[]): string {
  return [...names].reverse().find(isTelling) ?? names[names.length - 1];
}

/** Two results by both their names, more by the one that says most. */
function both({ returns }: Code, names: readonly string[]): string {
  const two = returns
    .filter(name => names.includes(name))
    .map(toSnake)
    .join('_and_');
  return names.length === 2 && two.length <= 28 ? two : toSnake(mainOf(names));
}

/** The statement only gives names to literals. */
function isGiven({ statement }: Step): boolean {
  return (
    statement.kind === 'simple' &&
    statement.calls.length === 0 &&
    statement.flow.mutates.length === 0 &&
    statement.uses.every(use => use.access === 'write')
  );
}

/** An empty container that a loop fills. */
function isCollected({ steps }: Code, name: string): boolean {
  const empty = steps.findIndex(
    ({ statement, text }) =>
      statement.flow.mayBind.includes(name) &&
      /=\s*(\[\]|\{\}|(set|list|dict|Counter|deque)\(\)|defaultdict\(\w+\))\s*$/.test(
        text
      )
  );
  return (
    empty >= 0 &&
    steps
      .slice(empty)
      .some(
        ({ statement, text }) =>
          /^(async\s+for|for|while)\b/.test(text) &&
          (statement.flow.mutates.includes(name) ||
            statement.calls.some(
              call =>
                call.root === name &&
                /^(append|add|extend|update|insert)$/.test(lastPart(call.path))
            ))
      )
  );
}

/** The result is a part of data that is split for training and testing. */
function splits({ steps }: Code, name: string): boolean {
  return steps.some(
    step =>
      step.statement.flow.mayBind.includes(name) &&
      callsOf({ steps: [step] }).some(
        call => lastPart(call.path) === 'train_test_split'
      )
  );
}

/** The verb of the call that the value of a name comes from, or of its training. */
function actOn(code: Code, name: string): string | null {
  const trained = code.steps.some(({ statement }) =>
    statement.calls.some(
      ({ root, path }) => root === name && /\.(fit|train)$/.test(path ?? '')
    )
  );
  if (trained) {
    return 'fit';
  }
  const values = code.steps
    .flatMap(({ statement }) => statement.bindings)
    .filter(binding => binding.name === name)
    .map(binding => binding.value);
  const last = values[values.length - 1];
  return last?.kind === 'call' ? actOf(last.path) : null;
}

/** The verb of a call, by the last part of its chain that has one. */
function actOf(path: string): string | null {
  const parts = partsOf(path);
  if (/^(os|posixpath|sys)$/.test(parts[0])) {
    return null;
  }
  for (const part of [...parts].reverse()) {
    const found = ACTS.find(([pattern]) => pattern.test(part));
    if (found !== undefined) {
      return found[1].replace('$1', found[0].exec(part)?.[1] ?? '');
    }
  }
  return null;
}

/** `sort` and `sorted_names` say one thing twice. */
function withoutEcho(verb: string, object: string): Act {
  const words = object.split('_');
  const rest = words.filter(word => !echoes(word, verb));
  if (rest.length === words.length) {
    return { verb, object };
  }
  if (rest.length > 0 && !rest.includes('and')) {
    return { verb, object: rest.join('_') };
  }
  return verb === 'load'
    ? { verb, object: 'data' }
    : { verb: 'compute', object };
}

/** `'a'` of `df['a'] = …`, `b` of `t.b = …`; `''` where it does not stand there. */
function keyOf({ text }: Step, name: string): string {
  const store =
    /^(\w+)((?:\.\w+|\[\s*(["'])[^"']+\3\s*\])+)\s*(?:[-+*/|&]|\/\/|\*\*)?=(?!=)/.exec(
      text
    );
  const chain = store?.[1] === name ? store[2] : '';
  return chain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
