import type { Call } from '../analysis/facts';
import type { Context } from './context';
import type { Place } from './index-notebook';

/** Modules whose calls do something besides computing a value. */
const EFFECT_MODULES =
  /^(random|secrets|uuid|time|os|sys|subprocess|requests|urllib|urllib3|http|socket|logging|ipywidgets|tempfile|threading|multiprocessing|sqlite3|shutil|atexit|signal|numpy\.random|matplotlib|pylab|seaborn|warnings|builtins)(\.|$)/;
const EFFECT_PATHS =
  /(^|\.)(random|rand|randn|randint|choice|shuffle|seed|default_rng|now|today|utcnow|read_\w+|load\w*|open|urlopen|connect|display|plot|show|figure|subplots|interact\w*|run|system|basicConfig)(\.|$)/;
const EFFECT_BUILTINS = new Set([
  'print',
  'input',
  'open',
  'exec',
  'eval',
  'compile',
  '__import__',
  'display',
  'setattr',
  'delattr',
  'exit',
  'quit',
  'breakpoint',
  'help',
  'id',
  'hash',
  'next'
]);

/** Why executing a definition may do something besides defining, or `null`. `callable` decides of
 *  notebook functions that are called while it is executed. */
export function definitionEffect(
  context: Context,
  place: Place,
  seen = new Set<string>()
): string | null {
  const definition = place.statement.definition;
  if (!definition || seen.has(definition.name)) {
    return null;
  }
  seen.add(definition.name);
  const hook = definition.eagerReads.find(name => hasClassHook(context, name));
  if (hook !== undefined) {
    return `\`${hook}\` acts when a class is made of it`;
  }
  if (definition.kind === 'class' && countsSubclasses(context)) {
    return 'the notebook asks which subclasses there are so far';
  }
  for (const at of definition.eagerCalls) {
    const reason = callEffect(context, place.statement.calls[at], seen);
    if (reason) {
      return reason;
    }
  }
  return definition.decorated ? decoratorEffect(context, place, seen) : null;
}

function callEffect(
  context: Context,
  call: Call | undefined,
  seen: Set<string>
): string | null {
  if (!call) {
    return null;
  }
  if (call.root === null || call.path === null) {
    return call.path !== null && EFFECT_PATHS.test(call.path)
      ? `it calls \`${call.path}\``
      : null;
  }
  return nameEffect(context, call.root, call.path, seen);
}

function nameEffect(
  context: Context,
  root: string,
  path: string,
  seen: Set<string>
): string | null {
  const meaning = context.meanings.of(root);
  switch (meaning.kind) {
    case 'builtin':
    case 'kernel':
      return EFFECT_BUILTINS.has(root) ? `it calls \`${root}\`` : null;
    case 'import': {
      const full = meaning.imports.map(one =>
        [one.module, one.symbol].filter(Boolean).join('.')
      )[0];
      const called = `${full}.${path.split('.').slice(1).join('.')}`;
      return EFFECT_MODULES.test(called) || EFFECT_PATHS.test(called)
        ? `it calls \`${path}\``
        : null;
    }
    case 'definition':
      return path === root
        ? bodyEffect(context, meaning.place, seen)
        : `it calls \`${path}\``;
    default:
      return `it calls \`${path}\``;
  }
}

/** What a function of the notebook does directly in its body when it is called (not what the functions do
 *  that it makes): the body is analysed as if it were a cell. */
function bodyEffect(
  context: Context,
  place: Place,
  seen: Set<string>
): string | null {
  const definition = place.statement.definition;
  if (
    !definition ||
    definition.kind === 'class' ||
    seen.has(`${definition.name}()`)
  ) {
    return null;
  }
  seen.add(`${definition.name}()`);
  const facts = context.language.analyze(bodyOf(context.index.textOf(place)));
  const local = new Set(definition.locals);
  for (const statement of facts.statements) {
    const stores = statement.flow.mutates.filter(name => !local.has(name));
    if (stores.length > 0) {
      return `it calls \`${definition.name}\`, which changes \`${stores[0]}\``;
    }
    for (const call of statement.calls.filter(one => one.when === 'eager')) {
      const skip = call.root !== null && local.has(call.root);
      const reason = skip ? null : callEffect(context, call, seen);
      if (reason) {
        return reason;
      }
    }
  }
  return null;
}

/** The lines behind the signature, or the rest of a one-line function, at column 0. */
function bodyOf(source: string): string {
  const lines = source.split('\n');
  const first = lines.findIndex(
    line => /:\s*(#.*)?$/.test(line) && !/^\s*@/.test(line)
  );
  const body =
    first < 0
      ? [source.slice(source.indexOf(':') + 1).trim()]
      : lines.slice(first + 1);
  const blanks = body
    .filter(line => line.trim())
    .map(line => /^\s*/.exec(line)?.[0].length ?? 0);
  const indent = blanks.length > 0 ? Math.min(...blanks) : 0;
  return body.map(line => line.slice(indent)).join('\n');
}

function decoratorEffect(
  context: Context,
  place: Place,
  seen: Set<string>
): string | null {
  const { statement } = place;
  const start = statement.span.start;
  const source = context.index.sourceOf(place.cell);
  const head = source
    .slice(start)
    .search(/^[ \t]*(async[ \t]+)?(def|class)[ \t]/m);
  const decorators = statement.uses.filter(
    use =>
      use.when === 'eager' &&
      use.call === undefined &&
      use.span.start < start + head
  );
  for (const use of decorators) {
    const path = use.attributes ? `${use.name}.${use.attributes}` : use.name;
    const reason = nameEffect(context, use.name, path, seen);
    if (reason) {
      return reason.replace('it calls', 'its decorator is or calls');
    }
  }
  return null;
}

/** A module makes all its classes when it is imported. */
function countsSubclasses({ index }: Context): boolean {
  return index.places.some(({ statement }) =>
    statement.calls.some(call => call.path?.endsWith('.__subclasses__'))
  );
}

/** A class of the notebook that does something when another class is derived from it or holds it. */
function hasClassHook(context: Context, name: string): boolean {
  const meaning = context.meanings.of(name);
  if (meaning.kind !== 'definition') {
    return false;
  }
  const text = context.index.textOf(meaning.place);
  return /\b__(init_subclass|set_name|prepare)__\b|^class\s+\w+\(\s*(type|\w*Meta)\b|\bmetaclass\s*=\s*(?!(abc\.)?ABCMeta\b)/m.test(
    text
  );
}
