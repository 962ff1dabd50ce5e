/** The command line's entry: reads the arguments, answers with JSON, sets the exit code. */
import pythonGrammar from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import { loadParser } from '../analysis/python/parse';
import { PythonLift } from '../lift/python/language';
import { errnoOf } from './errno';
import { EXIT, run } from './run';
import { Session } from './session';
import { processTerminal } from './terminal';

async function start(): Promise<Session> {
  const parser = await loadParser({ runtime, python: pythonGrammar });
  return new Session([new PythonLift(parser)]);
}

// A promise that nobody settles any more ends the program too; that must not look like success.
process.once('beforeExit', () => {
  if (process.exitCode === undefined) {
    console.error('jupyterlab-lift: it ended without an answer.');
    process.exitCode = EXIT.failed;
  }
});

run(process.argv.slice(2), processTerminal(), start).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Whoever reads the results has seen enough (`| head`).
    const isRead = errnoOf(error) === 'EPIPE';
    process.exitCode = isRead ? EXIT.done : EXIT.failed;
    if (!isRead) {
      console.error(error);
    }
  }
);
