import ALIASES from './agent/observe/aliases.py';
import CALLABLES from './agent/observe/callables.py';
import LIBRARIES from './agent/observe/libraries.py';
import STANDARD from './agent/observe/standard.py';
import FINGERPRINT from './agent/observe/fingerprint.py';
import REPORT from './agent/observe/report.py';
import SCRUB from './agent/observe/scrub.py';
import STATE from './agent/observe/state.py';
import type { PythonPackage } from './loader';

/** What is loaded into a scratch kernel when it has run, to say what names, aliases and settings are left. */
export const OBSERVER: PythonPackage = {
  name: 'jupyterlab_lift_observer',
  sources: {
    scrub: SCRUB,
    callables: CALLABLES,
    libraries: LIBRARIES,
    standard: STANDARD,
    fingerprint: FINGERPRINT,
    aliases: ALIASES,
    state: STATE,
    report: REPORT
  }
};
