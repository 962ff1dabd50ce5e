import CHILDREN from './agent/children.py';
import DISK from './agent/disk.py';
import ERRORS from './agent/errors.py';
import FILES from './agent/files.py';
import FRESHCLONE from './agent/freshclone.py';
import GITIGNORE from './agent/gitignore.py';
import IMPORTS from './agent/imports.py';
import JOBS from './agent/jobs.py';
import LASTING from './agent/lasting.py';
import LEAVE from './agent/leave.py';
import MAIN from './agent/main.py';
import OUTBOX from './agent/outbox.py';
import PROCESSES from './agent/processes.py';
import PYTEST_CHILD from './agent/pytest_child.py';
import PYTEST_PROCESS from './agent/pytest_process.py';
import PYTESTS from './agent/pytests.py';
import PYTHONPATH from './agent/pythonpath.py';
import REACH from './agent/reach.py';
import RECORDING from './agent/recording.py';
import TEST_SOURCES from './agent/sources.py';
import TESTFILE from './agent/testfile.py';
import TRYING from './agent/trying.py';
import VERSIONS from './agent/versions.py';
import WRITING from './agent/writing.py';
import type { PythonPackage } from './loader';

/** The agent of the helper kernel; each module stands behind those that it imports. */
export const AGENT: PythonPackage = {
  name: 'jupyterlab_lift_agent',
  sources: {
    errors: ERRORS,
    outbox: OUTBOX,
    jobs: JOBS,
    lasting: LASTING,
    leave: LEAVE,
    processes: PROCESSES,
    files: FILES,
    reach: REACH,
    versions: VERSIONS,
    sources: TEST_SOURCES,
    imports: IMPORTS,
    pytest_child: PYTEST_CHILD,
    pytest_process: PYTEST_PROCESS,
    pytests: PYTESTS,
    disk: DISK,
    children: CHILDREN,
    testfile: TESTFILE,
    gitignore: GITIGNORE,
    freshclone: FRESHCLONE,
    pythonpath: PYTHONPATH,
    recording: RECORDING,
    trying: TRYING,
    writing: WRITING,
    main: MAIN
  }
};
