import ERRORS from './agent/errors.py';
import FILES from './agent/files.py';
import JOBS from './agent/jobs.py';
import LEAVE from './agent/leave.py';
import LOAD from './agent/load.py';
import MAIN from './agent/main.py';
import OUTBOX from './agent/outbox.py';
import PROCESSES from './agent/processes.py';
import PYTEST_CHILD from './agent/pytest_child.py';
import PYTEST_PROCESS from './agent/pytest_process.py';
import PYTESTS from './agent/pytests.py';
import TEST_SOURCES from './agent/sources.py';

/** The agent's modules, each after those that it imports. */
const SOURCES: { readonly [name: string]: string } = {
  errors: ERRORS,
  outbox: OUTBOX,
  jobs: JOBS,
  leave: LEAVE,
  processes: PROCESSES,
  files: FILES,
  sources: TEST_SOURCES,
  pytest_child: PYTEST_CHILD,
  pytest_process: PYTEST_PROCESS,
  pytests: PYTESTS,
  main: MAIN
};

/** Code that loads the agent into a kernel and binds no name there; again does no harm. `version` is a word of the texts. */
export function bootstrap(version: string): string {
  const space = `{"sources": json.loads(${JSON.stringify(JSON.stringify(SOURCES))}), "version": ${JSON.stringify(version)}}`;
  return `(lambda json: __import__("builtins").exec(${JSON.stringify(LOAD)}, ${space}))(__import__("json"))`;
}

/** All of the agent's text. */
export const AGENT_TEXT = JSON.stringify([LOAD, SOURCES]);
