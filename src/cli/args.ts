import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../core/result';
import type { CheckOptions } from './stage';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'help' | 'version' | 'batch' }
  | {
      readonly kind: 'analyze';
      readonly notebook: string;
      readonly text: boolean;
    }
  | {
      readonly kind: 'plan' | 'apply';
      readonly options: LiftOptions;
      readonly text: boolean;
    }
  | {
      readonly kind: 'check' | 'verify';
      readonly options: CheckOptions;
      readonly text: boolean;
    };

/** The options of `plan` and `apply` as they were typed. */
export type LiftOptions = {
  readonly notebook: string;
  readonly cells: string;
  readonly to: string;
  readonly name?: string;
  readonly only?: string;
  readonly keep?: string;
  readonly leave?: string;
  readonly update?: string;
  readonly root?: string;
  readonly dropDisplays: boolean;
  readonly autoreload: boolean;
};

const OPTIONS = {
  cells: { type: 'string' },
  to: { type: 'string' },
  name: { type: 'string' },
  only: { type: 'string' },
  keep: { type: 'string' },
  leave: { type: 'string' },
  update: { type: 'string' },
  root: { type: 'string' },
  'drop-displays': { type: 'boolean' },
  autoreload: { type: 'boolean' },
  kernel: { type: 'string' },
  'kernel-a': { type: 'string' },
  'kernel-b': { type: 'string' },
  server: { type: 'string' },
  limit: { type: 'string' },
  large: { type: 'boolean' },
  batch: { type: 'boolean' },
  text: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' }
} as const;

type OptionName = keyof typeof OPTIONS;

const LIFT_OPTIONS: readonly OptionName[] = [
  'cells',
  'to',
  'name',
  'only',
  'keep',
  'leave',
  'update',
  'root',
  'drop-displays',
  'autoreload',
  'text'
];

/** Options of both commands that run code. */
const RUN_OPTIONS: readonly OptionName[] = ['server', 'limit', 'large', 'text'];

/** Seconds that a cell may take where nothing else is said. */
const LIMIT = 600;

/** Reads the arguments behind the program's name. Fails with a sentence for the user. */
export function readArguments(
  argv: readonly string[]
): Result<Command, string> {
  const parsed = tokenize(argv);
  if (!parsed.ok) {
    return parsed;
  }
  const { values, positionals, repeated } = parsed.value;
  if (values.help || argv.length === 0) {
    return ok({ kind: 'help' });
  }
  if (values.version) {
    return ok({ kind: 'version' });
  }
  const [command, ...names] = positionals;
  if (repeated) {
    return fail(`--${repeated} is given twice.`);
  }
  switch (command) {
    case 'analyze':
      return analyzeCommand(values, names);
    case 'plan':
      return values.batch
        ? batchCommand(values, names)
        : liftCommand('plan', values, names);
    case 'apply':
      return liftCommand('apply', values, names);
    case undefined:
      return fail(
        'No command is given: analyze, plan, apply, check or verify.'
      );
    case 'check':
      return runCommand('check', values, names, 1, ['kernel']);
    case 'verify':
      return runCommand('verify', values, names, 2, ['kernel-a', 'kernel-b']);
    default:
      return fail(
        `There is no command “${command}”; there are analyze, plan, apply, check and verify.`
      );
  }
}

type Tokens = ReturnType<typeof parse>;
type Values = Tokens['values'];

function parse(argv: readonly string[]) {
  const parsed = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    tokens: true
  });
  const named = parsed.tokens.flatMap(one =>
    one.kind === 'option' ? [one.name] : []
  );
  const repeated = named.find((name, index) => named.indexOf(name) !== index);
  return { values: parsed.values, positionals: parsed.positionals, repeated };
}

function tokenize(argv: readonly string[]): Result<Tokens, string> {
  try {
    return ok(parse(argv));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return fail(said.split(/\. |\n/)[0].replace(/\.$/, '') + '.');
  }
}

function analyzeCommand(
  values: Values,
  names: readonly string[]
): Result<Command, string> {
  const [notebook, ...rest] = names;
  const wrong =
    unexpected('analyze', values, ['text']) ??
    notOne('analyze', notebook, rest);
  return wrong
    ? fail(wrong)
    : ok({ kind: 'analyze', notebook, text: values.text ?? false });
}

function batchCommand(
  values: Values,
  names: readonly string[]
): Result<Command, string> {
  const wrong = unexpected('plan --batch', values, ['batch']);
  if (wrong) {
    return fail(wrong);
  }
  return names.length > 0
    ? fail('plan --batch takes its notebooks from the lines it reads.')
    : ok({ kind: 'batch' });
}

function liftCommand(
  kind: 'plan' | 'apply',
  values: Values,
  names: readonly string[]
): Result<Command, string> {
  const [notebook, ...rest] = names;
  const wrong =
    unexpected(kind, values, LIFT_OPTIONS) ?? notOne(kind, notebook, rest);
  if (wrong) {
    return fail(wrong);
  }
  const {
    cells,
    to,
    name,
    only,
    keep,
    leave,
    update,
    root,
    autoreload = false
  } = values;
  if (cells === undefined || to === undefined) {
    return fail(`${kind} needs --${cells === undefined ? 'cells' : 'to'}.`);
  }
  const dropDisplays = values['drop-displays'] ?? false;
  const options = {
    notebook,
    cells,
    to,
    name,
    only,
    keep,
    leave,
    update,
    root,
    dropDisplays,
    autoreload
  };
  return ok({ kind, options, text: values.text ?? false });
}

function runCommand(
  kind: 'check' | 'verify',
  values: Values,
  notebooks: readonly string[],
  count: 1 | 2,
  kernels: readonly (OptionName & ('kernel' | 'kernel-a' | 'kernel-b'))[]
): Result<Command, string> {
  const wrong = unexpected(kind, values, [...RUN_OPTIONS, ...kernels]);
  const limit = Number(values.limit ?? LIMIT);
  if (wrong) {
    return fail(wrong);
  }
  if (notebooks.length !== count) {
    return fail(
      `${kind} needs ${count === 1 ? 'one notebook' : 'two notebooks'}.`
    );
  }
  if (!(limit > 0)) {
    return fail('--limit must be a number of seconds.');
  }
  const { server, large = false, text = false } = values;
  const options = {
    notebooks,
    kernels: kernels.map(name => values[name]),
    ...(server === undefined ? {} : { server }),
    limit,
    large
  };
  return ok({ kind, options, text });
}

function unexpected(
  command: string,
  values: Values,
  allowed: readonly OptionName[]
): string | undefined {
  const name = Object.keys(values).find(
    one => !allowed.includes(one as OptionName)
  );
  return name && `${command} does not take --${name}.`;
}

function notOne(
  command: string,
  notebook: string | undefined,
  rest: readonly string[]
): string | undefined {
  if (notebook === undefined) {
    return `${command} needs a notebook.`;
  }
  return rest.length > 0
    ? `${command} takes one notebook, not “${rest[0]}” too.`
    : undefined;
}
