import { dirname, relative, resolve } from 'node:path';
import { toContract } from '../analysis/contract';
import type { Failure } from '../core/errors';
import { sentence } from '../lift/messages';
import { refuse } from '../lift/refuse';
import { analysisText } from './analysis-text';
import type { Verdict } from '../checks/verdict';
import { readArguments, type Command } from './args';
import { runBatch } from './batch';
import { check } from './check';
import { checkJson, checkText } from './check-output';
import {
  oneLine,
  planToContract,
  refusalsToContract,
  type CliRefusal
} from './contract';
import { HELP } from './help';
import { applyLift, badInput, planLift, type Lift, type Outcome } from './lift';
import { requestOfOptions } from './request';
import type { Session } from './session';
import { untilStopped } from './stopping';
import type { Terminal } from './terminal';
import { planText, refusalsText } from './text';
import { verify } from './verify';
import { version } from './version';

/** What a run ends with: `done`, `refused` with reasons on standard output, or `failed` (wrong usage,
 *  unreadable notebook) with a sentence on standard error. A comparison ends with `differs` or `unverified`. */
export const EXIT = {
  done: 0,
  failed: 1,
  refused: 2,
  differs: 2,
  unverified: 3
} as const;

/** Runs the program once; `start` makes the session when a command needs one. Resolves to the exit code. */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  start: () => Promise<Session>
): Promise<number> {
  const command = readArguments(argv);
  if (!command.ok) {
    terminal.complain(`jupyterlab-lift: ${command.error} (--help says more.)`);
    return EXIT.failed;
  }
  const { value } = command;
  switch (value.kind) {
    case 'help':
      await terminal.print(HELP);
      return EXIT.done;
    case 'version':
      await terminal.print(version());
      return EXIT.done;
    case 'batch':
      await runBatch(terminal, await start());
      return EXIT.done;
    case 'analyze':
      return runAnalyze(value, terminal, await start());
    case 'check':
    case 'verify':
      return runChecks(value, terminal, await start());
    default:
      return runLift(value, terminal, await start());
  }
}

async function runAnalyze(
  { notebook, text }: Extract<Command, { kind: 'analyze' }>,
  terminal: Terminal,
  session: Session
): Promise<number> {
  const full = resolve(notebook);
  const opened = await session.open(full, relative(dirname(full), full));
  if (!opened.ok) {
    return unreadable(opened.error, terminal);
  }
  const file = opened.value;
  const language = session.languageOf(file);
  if (!language) {
    const { language: name } = file.snapshot;
    return refused([refuse('unsupported-language', { name })], text, terminal);
  }
  const isBuiltin = (name: string) =>
    language.isBuiltin(name) || language.kernelName(name) !== null;
  const contract = toContract(session.analyze(file, language), isBuiltin);
  await terminal.print(
    text ? analysisText(contract) : oneLine(JSON.stringify(contract))
  );
  return EXIT.done;
}

const EXITS: { readonly [verdict in Verdict]: number } = {
  clean: EXIT.done,
  equal: EXIT.done,
  differs: EXIT.differs,
  unverified: EXIT.unverified
};

async function runChecks(
  { kind, options, text }: Extract<Command, { kind: 'check' | 'verify' }>,
  terminal: Terminal,
  session: Session
): Promise<number> {
  const result = await untilStopped(signal =>
    (kind === 'check' ? check : verify)(session, { ...options, signal })
  );
  if (!result.ok) {
    return unreadable(result.error, terminal);
  }
  await terminal.print(
    text ? checkText(result.value) : oneLine(checkJson(result.value))
  );
  return EXITS[result.value.verdict];
}

async function runLift(
  command: Extract<Command, { kind: 'plan' | 'apply' }>,
  terminal: Terminal,
  session: Session
): Promise<number> {
  const { kind, options, text } = command;
  const request = requestOfOptions(options);
  const outcome: Outcome = request.ok
    ? await planLift(session, request.value)
    : badInput(request.error);
  switch (outcome.kind) {
    case 'unreadable':
      return unreadable(outcome.failure, terminal);
    case 'refused':
      return refused(outcome.refusals, text, terminal);
    case 'planned':
      return kind === 'plan'
        ? planned(outcome.lift, text, terminal)
        : applied(outcome.lift, text, terminal);
  }
}

async function applied(
  lift: Lift,
  text: boolean,
  terminal: Terminal
): Promise<number> {
  const written = await applyLift(lift);
  return written.ok
    ? planned(lift, text, terminal, written.value)
    : refused([written.error], text, terminal);
}

async function planned(
  { plan, file }: Lift,
  text: boolean,
  terminal: Terminal,
  written?: readonly string[]
): Promise<number> {
  if (!text) {
    await terminal.print(planToContract(plan, file, written));
    return EXIT.done;
  }
  const lines = (written ?? []).map(path => `written: ${path}`);
  await terminal.print([planText(plan, file.snapshot), ...lines].join('\n'));
  return EXIT.done;
}

async function refused(
  refusals: readonly CliRefusal[],
  text: boolean,
  terminal: Terminal
): Promise<number> {
  await terminal.print(
    text ? refusalsText(refusals) : refusalsToContract(refusals)
  );
  return EXIT.refused;
}

function unreadable(failure: Failure, terminal: Terminal): number {
  const { message, remedy } = sentence(failure);
  terminal.complain(`jupyterlab-lift: ${message} ${remedy}`);
  return EXIT.failed;
}
