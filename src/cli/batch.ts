import { sentence } from '../lift/messages';
import { planToContract, refusalsToContract } from './contract';
import { badInput, planLift, type Outcome } from './lift';
import { linesOf } from './lines';
import { requestOfLine } from './request';
import type { Session } from './session';
import type { Terminal } from './terminal';

/** Answers each line of the input with one line, handed to the system before the next line is looked at.
 *  No line can end the batch: what cannot be planned is refused with `bad-input`. */
export async function runBatch(
  terminal: Terminal,
  session: Session
): Promise<void> {
  for await (const line of linesOf(terminal.input)) {
    await terminal.print(await answer(line, terminal, session));
  }
}

async function answer(
  line: string,
  terminal: Terminal,
  session: Session
): Promise<string> {
  try {
    return toLine(await outcomeOf(line, session));
  } catch (error) {
    // A bug in planning one notebook is no reason to lose the answers for the others.
    const said =
      error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.complain(`jupyterlab-lift: ${said}`);
    const message = 'The program failed on this request; this is a bug in it.';
    return refusalsToContract([
      { code: 'internal-error', cell: null, line: null, message }
    ]);
  }
}

async function outcomeOf(line: string, session: Session): Promise<Outcome> {
  const request = requestOfLine(line);
  return request.ok
    ? planLift(session, request.value)
    : badInput(request.error);
}

function toLine(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'unreadable':
      return toLine(badInput(sentence(outcome.failure).message));
    case 'refused':
      return refusalsToContract(outcome.refusals);
    case 'planned':
      return planToContract(outcome.lift.plan, outcome.lift.file);
  }
}
