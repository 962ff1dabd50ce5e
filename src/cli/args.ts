import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../core/result';

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

/** Commands that are named in the contract and answered elsewhere. */
const WITH_HOST = ['check', 'verify'];

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
      return fail('No command is given: analyze, plan or apply.');
    default:
      return fail(
        WITH_HOST.includes(command)
          ? `${command} runs code in kernels, which this version cannot do yet.`
          : `There is no command “${command}”; there are analyze, plan and apply.`
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
