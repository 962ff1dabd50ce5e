import ARGUMENTS from './agent/record/arguments.py';
import ASSERTS from './agent/record/asserts.py';
import BRANCHES from './agent/record/branches.py';
import CHANGES from './agent/record/changes.py';
import CLOCK from './agent/record/clock.py';
import ENCODE from './agent/record/encode.py';
import FAILING from './agent/record/failing.py';
import FINDER from './agent/record/finder.py';
import HELPERS from './agent/record/helpers.py';
import HELPERS_TEXT from './agent/record/helpers_text.py';
import INVARIANTS from './agent/record/invariants.py';
import MASKS from './agent/record/masks.py';
import MUTANTS from './agent/record/mutants.py';
import PLACES from './agent/record/places.py';
import REASON from './agent/record/reason.py';
import RECORD from './agent/record/recorder.py';
import REPLAY from './agent/record/replay.py';
import SAME from './agent/record/same.py';
import SAMPLE from './agent/record/sample.py';
import TABLES from './agent/record/tables.py';
import TRIAL from './agent/record/trial.py';
import WATCH from './agent/record/watch.py';
import type { PythonPackage } from './loader';

/** What is loaded into a scratch kernel before it runs, to record calls, and what calls them again in children of
 *  the agent. */
export const RECORDER: PythonPackage = {
  name: 'jupyterlab_lift_recorder',
  sources: {
    helpers: HELPERS,
    helpers_text: HELPERS_TEXT,
    same: SAME,
    tables: TABLES,
    encode: ENCODE,
    asserts: ASSERTS,
    sample: SAMPLE,
    masks: MASKS,
    watch: WATCH,
    finder: FINDER,
    arguments: ARGUMENTS,
    branches: BRANCHES,
    places: PLACES,
    reason: REASON,
    recorder: RECORD,
    failing: FAILING,
    clock: CLOCK,
    invariants: INVARIANTS,
    mutants: MUTANTS,
    changes: CHANGES,
    replay: REPLAY,
    trial: TRIAL
  }
};
